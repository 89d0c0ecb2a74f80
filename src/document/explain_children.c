/* Findings about elements: unknown, foreign, out of place, twice, missing; and text where none may stand. */
#include "document/explain.h"
#include "document/load.h"

#include "base/text.h"
#include "document/mend.h"

#include <stdlib.h>
#include <string.h>

/* A leaf that had to be supplied. */
struct supply {
    size_t position, state; /* what, and after which state */
    size_t before;          /* the child before which it is missing; the number of children: at the end */
    size_t next;            /* the next one for the same position, index + 1 */
    bool taken;             /* a stray of that name makes up for it: one is out of order, none is missing */
};

struct report {
    struct explainer *explainer;
    const struct family *family;
    const struct automaton *automaton;
    struct supply *supplies;
    size_t count, room;
    size_t *heads; /* by position: first supply, index + 1 */
    size_t *tails;
    size_t *gaps, *ends; /* by position: where it would fit first and last, index + 1; GAP_UNKNOWN, GAP_NOWHERE */
    size_t *rivals;      /* by position: the child that it would have to replace, likewise */
    size_t *firsts;      /* by position: the first child there, index + 1 */
    size_t *claims;      /* by position: the stray that has its place there, index + 1 */
    size_t *befores;     /* by child, and for the end: the last child before it that is not stray, index + 1 */
    enum around { AROUND_UNKNOWN, AROUND_NO, AROUND_YES } around[ELEMENTS]; /* whether an element around this one holds such a child */
};

#define GAP_UNKNOWN 0
#define GAP_NOWHERE ((size_t)-1)

/* -- words -- */

static const char *row_name(const struct report *report, size_t row)
{
    const struct child *child = &report->family->rows[row];
    return child->position ? automaton_element(report->automaton, child->position)->name : child->name;
}

static struct place row_place(const struct report *report, const struct child *row)
{
    return document_place(report->explainer->document, row->node);
}

static const char *phrase(const struct report *report, const char *a, const char *middle, const char *b)
{
    return arena_printf(report->explainer->arena, "'%s' %s '%s'", a, middle, b);
}

/* What may stand after a state of the element, nearest to the name first. */
static const char *allowed_words(struct explainer *explainer, const struct element *element, size_t state, const char *near)
{
    if (element->text)
        return "words only, no elements";
    if (!element->content->count)
        return arena_printf(explainer->arena, "nothing: '%s' is always empty", element->name);
    struct names names = {.arena = explainer->arena};
    names_of_state(&names, element->content, state);
    const char *end = state ? automaton_element(element->content, state)->name : "";
    const char *text = names.count ? names_join(&names, near, "", " or ")
                                   : arena_printf(explainer->arena, "nothing more in '%s' after '%s'", element->name, end);
    names_free(&names);
    return text;
}

static void add_parent(struct names *parents, const struct element *element, const char *name)
{
    if (element_holds(element, name))
        names_add(parents, element->name);
}

static void add_parents_by_name(struct names *parents, const struct grammar *grammar, const char *parent, const char *name)
{
    for (size_t i = 0; i < grammar->element_count; i++)
        if (!parent || strcmp(grammar->elements[i]->name, parent) == 0)
            add_parent(parents, grammar->elements[i], name);
}

/* "'person' belongs in 'present', 'apologies' or …": children of this parent, else elements around it, else others. */
static const char *belongs_words(struct explainer *explainer, const struct element *here, const struct node *node,
                                 const char *name)
{
    const struct grammar *grammar = explainer->grammar;
    struct names parents = {.arena = explainer->arena};
    for (size_t p = 1; p <= here->content->count; p++)
        add_parent(&parents, automaton_element(here->content, p), name);
    for (const struct node *around = node_parent(node); around && !parents.count; around = node_parent(around))
        add_parents_by_name(&parents, grammar, node_name(around), name);
    if (!parents.count)
        add_parents_by_name(&parents, grammar, NULL, name);
    const char *text = NULL;
    if (parents.count)
        text = arena_printf(explainer->arena, "'%s' belongs in %s", name, names_join(&parents, NULL, "'", " or "));
    else if (grammar_knows(grammar, name))
        text = arena_printf(explainer->arena, "'%s' can only be the outermost element of a file", name);
    names_free(&parents);
    return text;
}

/* What people write from habit, and how prose says it. */
static const char *markdown_words(const char *name)
{
    static const struct {
        const char *names, *words;
    } habits[] = {
        {"b strong", "bold words are written **so**"},
        {"i em", "words with stress are written *so*"},
        {"s del strike", "struck words are written ~~so~~"},
        {"code tt", "code is written `so`"},
        {"a link", "a link is written [words](https://…)"},
        {"p para br", "a new paragraph begins after an empty line"},
        {"ul ol li list", "each point of a list is a line that begins with '- '"},
        {"table tr td th", "a table is written with | between its columns, below the first line a line | --- | --- |"},
        {"h1 h2 h3 h4 h5 h6", "a heading is a line that begins with '# '"},
        {"img image", "a picture is an element of its own, 'figure', beside the text"},
    };
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (text_word_in(name, habits[i].names))
            return habits[i].words;
    return NULL;
}

/* The help that a name calls for which is an attribute's, or a tag of another language. */
static void add_habit(struct explainer *explainer, struct finding *finding, const struct element *element, const char *name)
{
    if (element_attribute(element, "", name))
        words_add(finding, arena_printf(explainer->arena, "'%s' is an attribute: <%s %s=\"…\">", name, element->name, name));
    const char *markdown = markdown_words(name);
    if (markdown && element->prose)
        words_add(finding, arena_printf(explainer->arena, "prose is Markdown: %s", markdown));
    else if (markdown && !element->text && element_holds(element, "text"))
        words_add(finding, arena_printf(explainer->arena, "prose stands in 'text' and is Markdown: %s", markdown));
}

/* -- where a stray child would fit -- */

static bool leads_on(const struct report *report, size_t state, size_t position, size_t next)
{
    const struct automaton *automaton = report->automaton;
    if (!automaton_follows(automaton, state, position))
        return false;
    if (!next)
        return automaton->last[position] <= automaton->last[state];
    size_t gap = automaton_gap(automaton, position, next);
    return gap != GAP_NONE && gap <= automaton_gap(automaton, state, next);
}

/* The placed children before which the position would fit, or the number of children for the end, + 1: the first and the last
 * such are kept. Returns the one to tell of for the stray: the last before it, or the first after it. */
static size_t find_gap(struct report *report, size_t position, size_t stray)
{
    const struct family *family = report->family;
    size_t *first = &report->gaps[position], *last = &report->ends[position];
    if (*first == GAP_UNKNOWN) {
        *first = *last = leads_on(report, family->end, position, 0) ? family->count + 1 : GAP_NOWHERE;
        for (size_t i = family->count; i-- > 0;) {
            const struct child *row = &family->rows[i];
            if (!row->position || !leads_on(report, row->state, position, row->position))
                continue;
            *first = i + 1;
            *last = *last == GAP_NOWHERE ? i + 1 : *last;
        }
    }
    return *last <= stray + 1 ? *last : *first;
}

/* The placed child in whose stead the position would fit: the two exclude each other. */
static size_t find_rival(struct report *report, size_t position)
{
    const struct family *family = report->family;
    if (report->rivals[position] != GAP_UNKNOWN)
        return report->rivals[position];
    size_t found = GAP_NOWHERE, next = 0;
    for (size_t i = family->count; i-- > 0;) {
        const struct child *row = &family->rows[i];
        if (!row->position)
            continue;
        if (row->position != position && leads_on(report, row->state, position, next))
            found = i + 1;
        next = row->position;
    }
    return report->rivals[position] = found;
}

/* The first child of that name that is right, index + 1, or 0. */
static size_t find_twin(const struct report *report, const char *name)
{
    for (size_t p = 1; p <= report->automaton->count; p++)
        if (report->firsts[p] && strcmp(automaton_element(report->automaton, p)->name, name) == 0)
            return report->firsts[p];
    return 0;
}

/* "'title' comes before 'text'": where a stray would fit, told by its neighbour there. */
static const char *order_words(const struct report *report, const char *name, size_t stray, size_t gap)
{
    if (gap < report->family->count && gap <= stray)
        return phrase(report, name, "comes before", row_name(report, gap));
    size_t before = report->befores[gap];
    if (before)
        return phrase(report, name, "comes after", row_name(report, before - 1));
    return arena_printf(report->explainer->arena, "'%s' comes first", name);
}

/* Where a name that the element holds somewhere would fit; NULL: nowhere. */
static const char *fit_words(struct report *report, const char *name, size_t stray, size_t *position)
{
    for (size_t p = 1; p <= report->automaton->count; p++) {
        if (strcmp(automaton_element(report->automaton, p)->name, name))
            continue;
        size_t gap = find_gap(report, p, stray);
        *position = p;
        if (gap != GAP_NOWHERE)
            return order_words(report, name, stray, gap - 1);
    }
    return NULL;
}

static const char *rival_words(struct report *report, const char *name)
{
    for (size_t p = 1; p <= report->automaton->count; p++) {
        if (strcmp(automaton_element(report->automaton, p)->name, name))
            continue;
        size_t rival = find_rival(report, p);
        if (rival != GAP_NOWHERE)
            return arena_printf(report->explainer->arena, "'%s' takes either '%s' or '%s', not both",
                                report->family->element->name, row_name(report, rival - 1), name);
    }
    return NULL;
}

/* -- findings -- */

static void report_foreign(const struct report *report, const struct child *row)
{
    struct explainer *explainer = report->explainer;
    const struct element *element = report->family->element;
    const char *ns = words_short(explainer->arena, row->ns);
    struct finding *finding = explain_add(explainer, D_FOREIGN_ELEMENT, row_place(report, row), row->name, ns, element->ns);
    if (grammar_knows(explainer->grammar, row->name))
        words_add(finding, "take away the prefix, or the xmlns=\"…\" that changes the namespace");
    else
        words_add(finding, "only the elements of this vocabulary can stand here");
    add_habit(explainer, finding, element, row->name);
}

/* Of the elements that may stand in the one around it, the child is surely the one it was taken as. */
static bool is_sure(const struct report *report, const struct child *row)
{
    struct names names = {.arena = report->explainer->arena};
    for (size_t p = 1; p <= report->automaton->count; p++)
        names_add(&names, automaton_element(report->automaton, p)->name);
    bool sure = mend_is_sure(row->name, automaton_element(report->automaton, row->position)->name, names.rows, names.count);
    names_free(&names);
    return sure;
}

/* A name that no element has; what was meant, here or elsewhere. */
static void report_unknown(struct report *report, size_t index)
{
    struct explainer *explainer = report->explainer;
    const struct grammar *grammar = explainer->grammar;
    const struct element *element = report->family->element;
    const struct child *row = &report->family->rows[index];
    size_t least = meant_least(grammar, row);
    const char *here = NULL, *inside = NULL, *elsewhere = NULL;
    if (least < MEANT_NOT) {
        here = meant_after(grammar, row, report->automaton, row->state, least);
        inside = here ? NULL : meant_after(grammar, row, report->automaton, MEANT_ANYWHERE, least);
        elsewhere = here || inside ? NULL : meant_elsewhere(grammar, row, least);
    }
    const char *meant = here ? here : inside ? inside : elsewhere;
    struct finding *finding = explain_add(explainer, D_UNKNOWN_ELEMENT, row_place(report, row), row->name);
    if (meant)
        diag_suggest(finding, meant);
    if (here && row->fate == FATE_MEANT && is_sure(report, row))
        mend_name(finding, explainer->document, row->node, here);
    if (row->fate == FATE_INSTEAD)
        diag_expected(finding, words_fragment(explainer->arena, automaton_element(report->automaton, row->position)));
    else
        diag_expected(finding, allowed_words(explainer, element, row->state, meant));
    size_t position;
    if (inside)
        words_add(finding, fit_words(report, inside, index, &position));
    if (elsewhere)
        words_add(finding, belongs_words(explainer, element, row->node, elsewhere));
    if (!meant)
        add_habit(explainer, finding, element, row->name);
}

/* Of several strays that would fit where only one may stand, the first takes the place. Returns its index + 1 to the others. */
static size_t claim(struct report *report, size_t position, size_t index)
{
    size_t *claimed = &report->claims[position];
    if (automaton_gap(report->automaton, position, position) != GAP_NONE)
        return 0;
    if (*claimed)
        return *claimed;
    *claimed = index + 1;
    return 0;
}

static void report_twin(const struct report *report, const struct child *row, size_t twin)
{
    struct explainer *explainer = report->explainer;
    struct finding *finding = explain_add(explainer, D_REPEATED_ELEMENT, row_place(report, row), row->name,
                                          report->family->element->name);
    diag_expected(finding, allowed_words(explainer, report->family->element, row->state, NULL));
    diag_note(finding, row_place(report, &report->family->rows[twin]),
              arena_printf(explainer->arena, "the %s '%s' stands here", row < &report->family->rows[twin] ? "other" : "first",
                           row->name));
}

/* A known element that has its place in this parent, but not here. */
static void report_order(struct report *report, size_t index)
{
    struct explainer *explainer = report->explainer;
    const struct element *element = report->family->element;
    const struct child *row = &report->family->rows[index];
    size_t position;
    const char *words = fit_words(report, row->name, index, &position);
    size_t twin = words ? claim(report, position, index) : find_twin(report, row->name);
    if (twin) {
        report_twin(report, row, twin - 1);
        return;
    }
    if (!words)
        words = rival_words(report, row->name);
    struct finding *finding = explain_add(explainer, D_MISPLACED_ELEMENT, row_place(report, row), row->name, element->name);
    diag_expected(finding, allowed_words(explainer, element, row->state, row->name));
    words_add(finding, words);
}

/* Whether a stray and the one before it are of one name that has no place in the element: the element around them is missing, once for all. */
static bool is_alike(const struct report *report, size_t index)
{
    const struct family *family = report->family;
    if (!index || index >= family->count)
        return false;
    const struct child *row = &family->rows[index], *before = row - 1;
    return row->fate == FATE_STRAY && before->fate == FATE_STRAY && strcmp(row->name, before->name) == 0 && strcmp(row->ns, before->ns) == 0 &&
           !element_holds(family->element, row->name);
}

static void add_alike(struct report *report, struct finding *finding, size_t index)
{
    for (size_t next = index + 1; is_alike(report, next) && next - index < FAULTS_MAX; next++)
        diag_note(finding, row_place(report, &report->family->rows[next]),
                  arena_printf(report->explainer->arena, "this '%s' likewise", report->family->rows[next].name));
}

/* A known element that belongs in another parent. */
static void report_misplaced(struct report *report, size_t index)
{
    struct explainer *explainer = report->explainer;
    const struct element *element = report->family->element;
    const struct child *row = &report->family->rows[index];
    struct finding *finding = explain_add(explainer, D_MISPLACED_ELEMENT, row_place(report, row), row->name, element->name);
    const struct element *instead = row->position ? automaton_element(report->automaton, row->position) : NULL;
    if (instead && element_holds(instead, row->name)) {
        words_add(finding,
                  arena_printf(explainer->arena, "'%s' belongs in '%s', which is missing here", row->name, instead->name));
        return;
    }
    if (instead)
        diag_expected(finding, words_fragment(explainer->arena, instead));
    else
        diag_expected(finding, allowed_words(explainer, element, row->state, row->name));
    words_add(finding, belongs_words(explainer, element, row->node, row->name));
    add_habit(explainer, finding, element, row->name);
    add_alike(report, finding, index);
}

/* One that is supplied elsewhere: out of order, and nothing is missing. */
static bool report_supplied(struct report *report, size_t index)
{
    struct explainer *explainer = report->explainer;
    const struct child *row = &report->family->rows[index];
    for (size_t p = 1; p <= report->automaton->count; p++) {
        size_t head = report->heads[p];
        if (!head || !report->supplies || strcmp(automaton_element(report->automaton, p)->name, row->name))
            continue;
        struct supply *supply = &report->supplies[head - 1];
        report->heads[p] = supply->next;
        supply->taken = true;
        struct finding *finding = explain_add(explainer, D_MISPLACED_ELEMENT, row_place(report, row), row->name,
                                              report->family->element->name);
        diag_expected(finding, allowed_words(explainer, report->family->element, row->state, NULL));
        words_add(finding, order_words(report, row->name, index, supply->before));
        if (supply->before < index)
            diag_note(finding, row_place(report, &report->family->rows[supply->before]),
                      phrase(report, row->name, "is missing before", row_name(report, supply->before)));
        return true;
    }
    return false;
}

static enum around find_around(const struct report *report, const char *name)
{
    const struct grammar *grammar = report->explainer->grammar;
    for (const struct node *around = node_parent(report->family->node); around; around = node_parent(around))
        for (size_t i = 0; i < grammar->element_count; i++)
            if (strcmp(grammar->elements[i]->name, node_name(around)) == 0 && element_holds(grammar->elements[i], name))
                return AROUND_YES;
    return AROUND_NO;
}

/* Whether the child would be right had this element been closed before it. */
static bool belongs_around(struct report *report, const struct child *row)
{
    enum element_id id = element_find(row->name);
    if (id != ELEMENT_NONE && report->around[id] == AROUND_UNKNOWN)
        report->around[id] = find_around(report, row->name);
    return id != ELEMENT_NONE && report->around[id] == AROUND_YES;
}

static void report_row(struct report *report, size_t index)
{
    const struct child *row = &report->family->rows[index];
    const struct element *element = report->family->element;
    bool foreign = strcmp(row->ns, element->ns) != 0;
    if (row->fate == FATE_RIGHT || (row->fate == FATE_STRAY && report->family->torn && belongs_around(report, row)))
        return;
    if (foreign)
        report_foreign(report, row);
    else if (!grammar_knows(report->explainer->grammar, row->name))
        report_unknown(report, index);
    else if (is_alike(report, index))
        return; /* told with the first of them */
    else if (!element_holds(element, row->name))
        report_misplaced(report, index);
    else if (!report_supplied(report, index))
        report_order(report, index);
}

/* -- what is missing -- */

static void add_supply(struct report *report, size_t state, size_t position, size_t before)
{
    MEM_GROW(report->supplies, report->count, report->room);
    report->supplies[report->count++] = (struct supply){position, state, before, 0, false};
    if (report->tails[position])
        report->supplies[report->tails[position] - 1].next = report->count;
    else
        report->heads[position] = report->count;
    report->tails[position] = report->count;
}

static void add_supplies(struct report *report, size_t state, size_t position, size_t before)
{
    size_t next;
    while ((next = family_supply(report->automaton, state, position)) != 0) {
        add_supply(report, state, next, before);
        state = next;
    }
}

/* Goes over the children once: what is missing before each, and who stands where. */
static void survey(struct report *report)
{
    const struct family *family = report->family;
    size_t before = 0;
    for (size_t i = 0; i < family->count; i++) {
        size_t position = family->rows[i].position;
        report->befores[i] = before;
        if (!position)
            continue;
        add_supplies(report, family->rows[i].state, position, i);
        if (!report->firsts[position])
            report->firsts[position] = i + 1;
        before = i + 1;
    }
    report->befores[family->count] = before;
    if (!family->open)
        add_supplies(report, family->end, 0, family->count);
}

/* What is missing and where, as the least that would do. */
static const char *supply_words(const struct report *report, const struct supply *supply)
{
    struct explainer *explainer = report->explainer;
    const struct family *family = report->family;
    const struct element *element = automaton_element(report->automaton, supply->position);
    const char *fragment = words_fragment(explainer->arena, element);
    if (supply->before < family->count)
        return arena_printf(explainer->arena, "%s before this '%s'", fragment, row_name(report, supply->before));
    if (supply->state)
        return arena_printf(explainer->arena, "%s after '%s'", fragment,
                            automaton_element(report->automaton, supply->state)->name);
    return arena_printf(explainer->arena, "%s within '%s'", fragment, family->element->name);
}

static void report_missing(const struct report *report, const struct supply *supply)
{
    struct explainer *explainer = report->explainer;
    const struct family *family = report->family;
    const struct element *element = automaton_element(report->automaton, supply->position);
    const struct node *at = supply->before < family->count ? family->rows[supply->before].node : family->node;
    struct finding *finding = explain_add(explainer, D_MISSING_ELEMENT, document_place(explainer->document, at),
                                          family->element->name, element->name);
    diag_expected(finding, supply_words(report, supply));
    words_add(finding, words_meaning(explainer->arena, element->name, element->meaning));
}

/* -- words where none may stand -- */

static const char *attribute_list(struct explainer *explainer, const struct element *element)
{
    struct names names = {.arena = explainer->arena};
    for (size_t i = 0; i < element->attribute_count; i++)
        names_add(&names, element->attributes[i].shown);
    const char *text = names.count ? names_join(&names, NULL, "'", " or ") : NULL;
    names_free(&names);
    return text;
}

/* Children that hold words. */
static void names_of_holders(struct names *names, const struct element *element)
{
    for (size_t p = 1; p <= element->content->count; p++) {
        const struct element *child = automaton_element(element->content, p);
        if (child->text)
            names_add(names, child->name);
    }
}

/* The child that the words are for: 'text' where it may stand, else one that is missing. Then that one is not missing besides. */
static const char *take_holder(struct report *report)
{
    const char *holder = NULL;
    for (size_t p = 1; p <= report->automaton->count; p++) {
        const struct element *child = automaton_element(report->automaton, p);
        if (child->text && strcmp(child->name, "text") == 0)
            holder = child->name;
    }
    for (size_t i = 0; i < report->count; i++) {
        const struct element *child = automaton_element(report->automaton, report->supplies[i].position);
        if (!child->text || (holder && strcmp(child->name, holder)))
            continue;
        report->supplies[i].taken = true;
        return child->name;
    }
    return holder;
}

static const char *holder_words(struct report *report)
{
    struct explainer *explainer = report->explainer;
    const struct element *element = report->family->element;
    const char *holder = take_holder(report);
    if (holder)
        return arena_printf(explainer->arena, "wrap it in <%s>…</%s>", holder, holder);
    struct names names = {.arena = explainer->arena};
    names_of_holders(&names, element);
    const char *attributes = element->content->count ? NULL : attribute_list(explainer, element), *words;
    if (names.count)
        words = arena_printf(explainer->arena, "words stand in %s", names_join(&names, NULL, "'", " or "));
    else if (attributes)
        words = arena_printf(explainer->arena, "'%s' is always empty: what it says stands in its attributes, %s", element->name,
                             attributes);
    else
        words = arena_printf(explainer->arena, "'%s' holds elements only", element->name);
    names_free(&names);
    return words;
}

/* The state before the first child that stands behind a place of the file. */
static size_t state_at(const struct report *report, const struct place *place)
{
    const struct family *family = report->family;
    struct document *document = report->explainer->document;
    size_t size, at = SIZE_MAX;
    const char *line = document->origin ? NULL : source_line(&document->source, place->line, &size);
    if (line)
        at = (size_t)(line - document->source.bytes) + source_offset(&document->source, line, size, place->column);
    for (size_t i = 0; i < family->count; i++) {
        size_t number = node_number(family->rows[i].node);
        if (number && number <= document->tag_count && document->tags[number - 1].start > at)
            return family->rows[i].state;
    }
    return family->end;
}

static void report_words(struct report *report)
{
    struct explainer *explainer = report->explainer;
    const struct element *element = report->family->element;
    struct place place = document_place_text(explainer->document, report->family->node);
    struct finding *finding = explain_add(explainer, D_STRAY_TEXT, place, element->name);
    if (element->content->count)
        diag_expected(finding, allowed_words(explainer, element, state_at(report, &place), "text"));
    words_add(finding, holder_words(report));
}

void explain_children(struct explainer *explainer, const struct family *family)
{
    struct report report = {.explainer = explainer, .family = family, .automaton = family->element->content};
    size_t states = report.automaton->count + 1;
    size_t *tables = mem_zero(7 * states + family->count + 1, sizeof *tables);
    report.heads = tables;
    report.tails = tables + states;
    report.gaps = tables + 2 * states;
    report.ends = tables + 3 * states;
    report.rivals = tables + 4 * states;
    report.firsts = tables + 5 * states;
    report.claims = tables + 6 * states;
    report.befores = tables + 7 * states;
    survey(&report);
    if (!family->element->text && node_has_text(family->node))
        report_words(&report);
    for (size_t i = 0; i < family->count && explainer->found < FAULTS_MAX; i++)
        report_row(&report, i);
    for (size_t i = 0; i < report.count && explainer->found < FAULTS_MAX; i++)
        if (!report.supplies[i].taken)
            report_missing(&report, &report.supplies[i]);
    free(tables);
    free(report.supplies);
}

/* -- the root -- */

void explain_root(struct explainer *explainer, const struct node *root)
{
    const char *name = node_name(root);
    struct names roots = {.arena = explainer->arena};
    names_of_state(&roots, explainer->grammar->start, 0);
    const char *meant = text_nearest(name, roots.rows, roots.count);
    struct place place = document_place(explainer->document, root);
    struct finding *finding;
    if (grammar_knows(explainer->grammar, name))
        finding = explain_add(explainer, D_MISPLACED_ELEMENT, place, name, explainer->document->source.path);
    else
        finding = explain_add(explainer, D_UNKNOWN_ELEMENT, place, name);
    if (meant)
        diag_suggest(finding, meant);
    diag_expected(finding, arena_printf(explainer->arena, "%s as the outermost element", names_join(&roots, name, "", " or ")));
    names_free(&roots);
}
