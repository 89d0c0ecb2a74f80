/* Where in the bytes the mends of findings about elements and attributes go. */
#include "document/mend.h"

#include "base/text.h"
#include "document/canonical_parts.h"
#include "document/load.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static size_t apart(const char *name, const char *other)
{
    enum { FAR = 16 };
    char *small = mem_copy(name);
    for (char *at = small; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    size_t distance = text_distance(small, other, FAR);
    free(small);
    return distance;
}

bool mend_is_sure(const char *name, const char *taken, const char *const *names, size_t count)
{
    size_t own = apart(name, taken);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], taken) != 0 && text_nearest(name, &names[i], 1) && (own > 1 || apart(name, names[i]) <= own))
            return false;
    return text_nearest(name, &taken, 1) != NULL;
}

static void mend(struct finding *finding, struct document *document, struct span span, const char *text)
{
    diag_mend(finding, &document->source, span.at, span.size, text);
}

/* NULL: nothing of it can be mended. */
static const struct tag_place *tag_of(struct document *document, const struct node *node)
{
    return document->origin ? NULL : load_tag_of(document, node);
}

/* The part of a name behind its prefix. */
static struct span local_of(const char *bytes, struct span name)
{
    const char *colon = memchr(bytes + name.at, ':', name.size);
    size_t prefix = colon ? (size_t)(colon + 1 - bytes) - name.at : 0;
    return (struct span){name.at + prefix, name.size - prefix};
}

/* As a value within quotes of either kind. */
static char *escaped(struct arena *arena, const char *value)
{
    struct buf out = BUF_INIT;
    for (; *value; value++)
        if (*value == '\'')
            buf_str(&out, "&apos;");
        else
            canonical_value(value, 1, &out);
    char *copy = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    return copy;
}

void mend_name(struct finding *finding, struct document *document, const struct node *node, const char *name)
{
    const struct tag_place *tag = tag_of(document, node);
    const char *bytes = document->source.bytes;
    if (!tag)
        return;
    mend(finding, document, local_of(bytes, (struct span){tag->start + 1, tag->name}), name);
    if (tag->close == tag->end)
        return;
    size_t at = tag->close;
    while (bytes[at - 1] != '<')
        at--;
    struct span end = {at + 1, load_name(bytes + at + 1, tag->close - at - 1)};
    mend(finding, document, local_of(bytes, end), name);
}

void mend_attr_name(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *name)
{
    struct span key, value;
    const struct tag_place *tag = tag_of(document, node);
    if (tag && load_find_attr(document, tag, attr, &key, &value))
        mend(finding, document, key, name);
}

void mend_value(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *text)
{
    struct span key, value;
    const struct tag_place *tag = tag_of(document, node);
    if (tag && load_find_attr(document, tag, attr, &key, &value))
        mend(finding, document, value, escaped(document->arena, text));
}

void mend_word(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *value,
               size_t at, size_t size, const char *word)
{
    struct span key, span;
    const struct tag_place *tag = tag_of(document, node);
    if (tag && load_find_attr(document, tag, attr, &key, &span) && load_span_is(document->source.bytes, span, value))
        mend(finding, document, (struct span){span.at + at, size}, escaped(document->arena, word));
}

void mend_add_attr(struct finding *finding, struct document *document, const struct node *node, const char *attr, const char *value)
{
    const struct tag_place *tag = tag_of(document, node);
    struct arena *arena = document->arena;
    if (tag)
        mend(finding, document, (struct span){tag->start + 1 + tag->name, 0},
             arena_printf(arena, " %s=\"%s\"", attr, escaped(arena, value)));
}
