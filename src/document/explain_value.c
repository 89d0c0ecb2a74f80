/* Findings about values: what is wrong with a date, what an attribute takes, what may have been meant. */
#include "document/explain.h"

#include "base/text.h"
#include "document/mend.h"

#include <stdlib.h>
#include <string.h>

/* The grammar's named types in words; the others are described by what they are made of. */
static const struct {
    const char *name, *words;
} named[] = {
    {"date", "a date, written year-month-day, such as 2024-10-02"},
    {"time", "a time of the 24-hour clock, such as 09:30"},
    {"name-id", "an id: small letters, digits and hyphens, such as ada-marsh"},
    {"id-list", "ids with blanks between them, such as \"ada-marsh dev-anand\""},
    {"printed", "at least one character"},
    {"address", "an address, DATE#NUMBER, such as 2024-07-03#4.1"},
    {"meeting-address", "the DATE of a meeting, such as 2024-07-03"},
    {"place-address", "an address, DATE or DATE#NUMBER, such as 2024-07-03#4.2"},
    {"file-path", "the path of a file, without any of \\ : * ? \" < > |, such as papers/plan.pdf"},
};

/* -- what a type takes, in words -- */

static const char *named_words(const char *name)
{
    for (size_t i = 0; name && i < sizeof named / sizeof *named; i++)
        if (strcmp(named[i].name, name) == 0)
            return named[i].words;
    return NULL;
}

static const char *type_words(struct arena *arena, const struct type *type, const char *near);

/* The example's value: 1 of version="1". */
static const char *example_value(struct arena *arena, const char *example)
{
    const char *start = strchr(example, '"'), *end = start ? strchr(start + 1, '"') : NULL;
    return end && !end[1] ? arena_copy_n(arena, start + 1, (size_t)(end - start - 1)) : NULL;
}

static const char *data_words(struct arena *arena, const struct type *type)
{
    const char *words = type->data->words, *low = type->low ? type->low : type->data->least;
    if (low && type->high)
        return arena_printf(arena, "%s from %s to %s", words, low, type->high);
    if (type->high)
        return arena_printf(arena, "%s, at most %s", words, type->high);
    if (low)
        return arena_printf(arena, "%s, at least %s", words, low);
    return words;
}

/* near: the value that was meant, which comes first; or NULL. */
static const char *choice_words(struct arena *arena, const struct type *type, const char *near)
{
    struct names names = {.arena = arena};
    for (size_t i = 0; near && i < type->part_count; i++)
        if (type->parts[i]->kind == TYPE_VALUE && strcmp(type->parts[i]->value, near) == 0)
            names_add(&names, near);
    for (size_t i = 0; i < type->part_count; i++)
        names_add(&names, type_words(arena, type->parts[i], NULL));
    bool listed = true;
    for (size_t i = 0; i < type->part_count; i++)
        listed = listed && type->parts[i]->kind == TYPE_VALUE;
    struct buf out = BUF_INIT;
    for (size_t i = 0; i < names.count; i++)
        buf_printf(&out, "%s%s", !i ? "" : i + 1 < names.count ? ", " : listed ? " or " : ", or ", names.rows[i]);
    const char *text = arena_copy(arena, buf_text(&out));
    buf_free(&out);
    names_free(&names);
    return text;
}

static const char *list_words(struct arena *arena, const struct type *type, const char *near)
{
    const char *words = type->part_count == 1 ? type_words(arena, type->parts[0], near) : "several values";
    return arena_printf(arena, "one or more of these, with blanks between them: %s", words);
}

static const char *type_words(struct arena *arena, const struct type *type, const char *near)
{
    const char *words = named_words(type->name);
    if (words)
        return words;
    switch (type->kind) {
    case TYPE_VALUE: return type->value;
    case TYPE_CHOICE: return choice_words(arena, type, near);
    case TYPE_LIST: return list_words(arena, type, near);
    case TYPE_DATA: return data_words(arena, type);
    case TYPE_ANY: break;
    }
    return "any words";
}

/* Of a type without a name that only a pattern describes, the example tells most. */
static bool is_bare_pattern(const struct type *type)
{
    return type->kind == TYPE_DATA && type->pattern_count && !type->low && !type->high && !named_words(type->name);
}

const char *explain_type(struct arena *arena, const struct attribute *attribute, const char *near)
{
    if (is_bare_pattern(attribute->type)) {
        const char *value = example_value(arena, attribute->example);
        return value ? arena_printf(arena, "something like %s", value) : "something of another form";
    }
    return type_words(arena, attribute->type, near);
}

/* -- findings -- */

struct fault {
    struct explainer *explainer;
    const struct node *node;
    const struct element *element;
    const char *name; /* as written in the file */
    const struct attribute *attribute;
    const char *value;
};

/* Words that are no value often have an attribute of their own beside: due and due-text. */
static void add_text_attribute(const struct fault *fault, struct finding *finding)
{
    struct arena *arena = fault->explainer->arena;
    const char *beside = arena_printf(arena, "%s-text", fault->attribute->name);
    const struct attribute *other = element_attribute(fault->element, "", beside);
    if (other && !node_attr(fault->node, beside))
        words_add(finding, words_meaning(arena, beside, other->meaning));
}

/* An attribute that may be left out should be, when it says nothing. */
static void add_empty(const struct fault *fault, struct finding *finding)
{
    if (!*fault->value && !fault->attribute->required)
        words_add(finding, "where there is nothing to say, leave the attribute out");
}

static struct finding *put_value(const struct fault *fault, struct place place, const char *value, const char *guess)
{
    struct explainer *explainer = fault->explainer;
    const char *shown = words_short(explainer->arena, value);
    struct finding *finding = explain_add(explainer, D_BAD_VALUE, place, fault->name, shown);
    diag_expected(finding, explain_type(explainer->arena, fault->attribute, guess));
    words_add(finding, words_meaning(explainer->arena, fault->attribute->shown, fault->attribute->meaning));
    if (guess)
        diag_suggest(finding, guess);
    else if (*value)
        add_text_attribute(fault, finding);
    add_empty(fault, finding);
    return finding;
}

static struct place value_place(const struct fault *fault)
{
    return document_place_attr(fault->explainer->document, fault->node, fault->name);
}

static void put_whole(const struct fault *fault, const char *guess)
{
    struct explainer *explainer = fault->explainer;
    const char *certain = *fault->value ? guess_certain(fault->attribute->type, fault->value, explainer->arena) : NULL;
    struct finding *finding = put_value(fault, value_place(fault), fault->value, certain ? certain : guess);
    if (certain)
        mend_value(finding, explainer->document, fault->node, fault->name, certain);
}

static void report_date(const struct fault *fault, const struct date_guess *guess)
{
    struct explainer *explainer = fault->explainer;
    const char *shown = words_short(explainer->arena, fault->value);
    struct finding *finding = explain_add(explainer, D_BAD_DATE, value_place(fault), fault->name, shown);
    if (guess->first[0])
        diag_suggest(finding, guess->first);
    if (guess->second[0])
        diag_suggest(finding, guess->second);
    if (guess->certain)
        mend_value(finding, explainer->document, fault->node, fault->name, guess->first);
    diag_expected(finding, explain_type(explainer->arena, fault->attribute, NULL));
    if (*guess->why)
        words_add(finding, guess->why);
    add_empty(fault, finding);
}

/* The place of a word within a value, where the value stands in the file as it is. */
static struct place word_place(const struct fault *fault, const char *word, size_t size)
{
    struct place place = value_place(fault);
    if (place.length != text_points(fault->value, strlen(fault->value)))
        return place;
    place.column += text_points(fault->value, (size_t)(word - fault->value));
    place.length = text_points(word, size);
    return place;
}

/* Every word of a list that is none of its values. */
static bool report_words(const struct fault *fault)
{
    const struct type *list = fault->attribute->type;
    struct arena *arena = fault->explainer->arena;
    if (list->part_count != 1)
        return false;
    const char *at = fault->value;
    bool any = false;
    while (*at) {
        size_t size = strcspn(at, " ");
        const char *word = arena_copy_n(arena, at, size);
        if (size && !type_holds(list->parts[0], word)) {
            const char *certain = guess_certain(list->parts[0], word, arena);
            struct finding *finding = put_value(fault, word_place(fault, at, size), word,
                                                certain ? certain : guess_value(list->parts[0], word, arena));
            if (certain)
                mend_word(finding, fault->explainer->document, fault->node, fault->name, fault->value, (size_t)(at - fault->value), size,
                          certain);
            any = true;
        }
        at += size;
        at += *at == ' ';
    }
    return any;
}

void explain_value(struct explainer *explainer, const struct node *node, const struct element *element, const char *name,
                   const struct attribute *attribute, const char *value)
{
    struct fault fault = {explainer, node, element, name, attribute, value};
    const struct type *type = attribute->type;
    struct date_guess date;
    if (type_has_data(type, "date")) {
        bool dated = *value && guess_date(value, explainer->arena, &date);
        if (!dated)
            date = (struct date_guess){.why = ""};
        if (dated || type->kind != TYPE_CHOICE) {
            report_date(&fault, &date);
            return;
        }
    }
    const char *guess = guess_value(type, value, explainer->arena);
    if (type->kind == TYPE_LIST && !guess && report_words(&fault))
        return;
    put_whole(&fault, guess);
}
