/* Walks a tree with the grammar and reports every fault, each once. */
#include "document/explain.h"
#include "document/load.h"

#include <string.h>

static void explain_element(struct explainer *explainer, const struct node *node, const struct element *element);
static void look_into(struct explainer *explainer, const struct node *node);

/* How badly a node fits an element of its name: of several, the one that fits best is taken. */
struct misfit {
    const struct element *element;
    size_t faults;
};

enum { MISFIT_MOST = 1 };

static bool count_unknown(void *with, const char *name, const char *ns, const char *value)
{
    struct misfit *misfit = with;
    (void)value;
    misfit->faults += element_attribute(misfit->element, ns, name) == NULL;
    return true;
}

static size_t count_faults(const struct node *node, const struct element *element)
{
    struct misfit misfit = {element, 0};
    node_attrs(node, count_unknown, &misfit);
    for (size_t i = 0; i < element->attribute_count; i++) {
        const struct attribute *attribute = &element->attributes[i];
        misfit.faults += attribute->required && !*attribute->ns && !node_attr(node, attribute->name);
    }
    for (const struct node *child = node_first(node); child; child = node_next(child))
        misfit.faults += !element_holds(element, node_name(child));
    misfit.faults += !element->text && node_has_text(node);
    return misfit.faults;
}

/* NULL: the node is like none of them, and to check it as one would only repeat that it is not. */
static const struct element *best_element(const struct grammar *grammar, const struct node *node)
{
    const struct element *best = NULL;
    size_t least = MISFIT_MOST + 1;
    for (size_t i = 0; i < grammar->element_count; i++) {
        const struct element *element = grammar->elements[i];
        if (strcmp(element->name, node_name(node)) || strcmp(element->ns, node_ns(node)))
            continue;
        size_t faults = count_faults(node, element);
        if (faults < least) {
            best = element;
            least = faults;
        }
    }
    return best;
}

/* A child that cannot stand where it does: what it holds is checked as far as names tell what it is. */
static void look_into(struct explainer *explainer, const struct node *node)
{
    const struct element *element = best_element(explainer->grammar, node);
    if (element) {
        explain_element(explainer, node, element);
        return;
    }
    for (const struct node *child = node_first(node); child; child = node_next(child))
        look_into(explainer, child);
}

/* -- the sound part of a file that is not well formed -- */

static const struct tag_place *open_tag(const struct explainer *explainer, const struct node *node)
{
    const struct document *document = explainer->document;
    size_t number = node_number(node);
    if (!document->sound || !number || number > document->tag_count)
        return NULL;
    const struct tag_place *tag = &document->tags[number - 1];
    return tag->close > document->sound->size ? tag : NULL;
}

bool explain_is_open(const struct explainer *explainer, const struct node *node)
{
    return open_tag(explainer, node) != NULL;
}

/* Where the outermost torn element starts; behind everything if there is none. */
static size_t find_torn(const struct document *document)
{
    size_t left = document->sound ? document->sound->torn : 0, start = SIZE_MAX;
    for (size_t i = document->tag_count; i-- > 0 && left;)
        if (document->tags[i].close > document->sound->size) {
            start = document->tags[i].start;
            left--;
        }
    return start;
}

bool explain_is_torn(const struct explainer *explainer, const struct node *node)
{
    const struct tag_place *tag = open_tag(explainer, node);
    return tag && tag->start >= explainer->torn;
}

static void explain_content(struct explainer *explainer, const struct node *node, const struct element *element)
{
    struct family family;
    family_lay(&family, explainer, node, element);
    explain_children(explainer, &family);
    for (size_t i = 0; i < family.count && explainer->found < FAULTS_MAX; i++) {
        const struct child *row = &family.rows[i];
        if (row->fate == FATE_RIGHT || row->fate == FATE_MEANT)
            explain_element(explainer, row->node, automaton_element(element->content, row->position));
        else
            look_into(explainer, row->node);
    }
    family_free(&family);
}

static void explain_element(struct explainer *explainer, const struct node *node, const struct element *element)
{
    explain_attributes(explainer, node, element);
    explain_content(explainer, node, element);
}

static void measure(struct grammar *grammar)
{
    if (grammar->measured)
        return;
    automaton_measure(grammar->start, grammar->arena);
    for (size_t i = 0; i < grammar->element_count; i++)
        automaton_measure(grammar->elements[i]->content, grammar->arena);
    grammar->measured = true;
}

bool grammar_explain(struct grammar *grammar, struct document *document, struct diag_log *log)
{
    struct explainer explainer = {grammar, document, log, arena_new(), 0, find_torn(document)};
    const struct node *root = xml_root(document->tree);
    measure(grammar);
    size_t position = automaton_step(grammar->start, 0, node_ns(root), node_name(root));
    if (position) {
        explain_element(&explainer, root, automaton_element(grammar->start, position));
    } else {
        explain_root(&explainer, root);
        look_into(&explainer, root);
    }
    if (explainer.found >= FAULTS_MAX)
        words_add(diag_add(log, D_INVALID, source_file(&document->source)), "there are more faults than those told here");
    arena_free(explainer.arena);
    return explainer.found == 0;
}
