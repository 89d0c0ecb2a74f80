/* Words for messages: lists of names, extracts, the least that an element may be. */
#include "document/explain.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { VALUE_SHOWN = 60, FRAGMENT_DEPTH = 3 };

void names_add(struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (strcmp(names->rows[i], name) == 0)
            return;
    MEM_GROW(names->rows, names->count, names->room);
    names->rows[names->count++] = name;
}

void names_free(struct names *names)
{
    free(names->rows);
}

static void join_one(struct buf *out, const char *name, const char *quote, const char *before)
{
    buf_printf(out, "%s%s%s%s", out->size ? before : "", quote, name, quote);
}

const char *names_join(const struct names *names, const char *near, const char *quote, const char *last)
{
    struct buf out = BUF_INIT;
    const char *first = near && names->count ? text_nearest(near, names->rows, names->count) : NULL;
    size_t shown = 0;
    if (first) {
        join_one(&out, first, quote, "");
        shown++;
    }
    for (size_t i = 0; i < names->count; i++) {
        if (names->rows[i] == first)
            continue;
        shown++;
        join_one(&out, names->rows[i], quote, shown == names->count ? last : ", ");
    }
    const char *text = arena_copy(names->arena, buf_text(&out));
    buf_free(&out);
    return text;
}

void names_of_state(struct names *names, const struct automaton *automaton, size_t state)
{
    for (size_t p = 1; p <= automaton->count; p++)
        if (automaton_follows(automaton, state, p))
            names_add(names, automaton_element(automaton, p)->name);
}

const char *words_short(struct arena *arena, const char *text)
{
    size_t size = strlen(text), at = 0;
    for (size_t shown = 0; at < size && shown < VALUE_SHOWN; shown++) {
        uint32_t point;
        size_t length = text_decode(text + at, size - at, &point);
        at += length ? length : 1;
    }
    return at < size ? arena_printf(arena, "%.*s…", (int)at, text) : text;
}

const char *words_meaning(struct arena *arena, const char *name, const char *meaning)
{
    if (!meaning || !*meaning)
        return NULL;
    char *text = arena_printf(arena, "%s: %s", name, meaning);
    char *start = text + strlen(name) + 2;
    if (!isupper((unsigned char)start[1]))
        *start = (char)tolower((unsigned char)*start);
    return text;
}

static void fragment(struct buf *out, const struct element *element, int depth)
{
    buf_printf(out, "<%s", element->name);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        size_t size = strlen(attribute->shown);
        bool given = strncmp(attribute->example, attribute->shown, size) == 0 && attribute->example[size] == '=';
        if (attribute->required && given)
            buf_printf(out, " %s", attribute->example);
        else if (attribute->required)
            buf_printf(out, " %s=\"…\"", attribute->shown);
    }
    size_t next = family_supply(element->content, 0, 0);
    if (!next && !element->text) {
        buf_str(out, "/>");
        return;
    }
    buf_str(out, next && depth ? ">" : ">…");
    for (; next && depth; next = family_supply(element->content, next, 0))
        fragment(out, automaton_element(element->content, next), depth - 1);
    buf_printf(out, "</%s>", element->name);
}

const char *words_fragment(struct arena *arena, const struct element *element)
{
    struct buf out = BUF_INIT;
    fragment(&out, element, FRAGMENT_DEPTH);
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

void words_add(struct finding *finding, const char *text)
{
    if (text)
        diag_note(finding, (struct place){.source = NULL}, text);
}
