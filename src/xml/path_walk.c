/* The nodes that an expression selects: axes, tests, predicates, unions. See path.h. */
#include "xml/path_parts.h"

#include <libxml/xpathInternals.h>

#include <stdlib.h>

/* -- nodes -- */

static xmlNode *below(const xmlNode *node)
{
    bool has = node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE;
    return has ? node->children : NULL;
}

xmlNode *path_next_below(const xmlNode *node, const xmlNode *root)
{
    if (below(node))
        return below(node);
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

/* The words of a node that is no text: those of all texts below it. */
static const char *words_below(struct path_run *run, const xmlNode *node)
{
    struct buf words = BUF_INIT;
    for (const xmlNode *at = node; at; at = path_next_below(at, node))
        if (door_is_text(at) && at->content)
            buf_str(&words, door_c(at->content));
    const char *kept = words.size ? arena_copy(run->arena, buf_text(&words)) : "";
    buf_free(&words);
    return kept;
}

const char *path_words(struct path_run *run, xmlNode *node)
{
    if (node->type == XML_ATTRIBUTE_NODE)
        return door_value((xmlAttr *)node);
    if (door_is_text(node))
        return node->content ? door_c(node->content) : "";
    if (node->type != XML_ELEMENT_NODE && node->type != XML_DOCUMENT_NODE) {
        run->failed = true;
        return "";
    }
    const xmlNode *first = node->children;
    if (!first)
        return "";
    if (!first->next && door_is_text(first))
        return first->content ? door_c(first->content) : "";
    return words_below(run, node);
}

/* A tree has one string for each namespace, mostly: it is compared once. */
static bool same_space(struct path_run *run, const struct path_step *step, const xmlNode *node)
{
    const xmlChar *its = node->ns ? node->ns->href : NULL;
    if (!its || !step->ns)
        return !its && !step->ns;
    bool kept = step->space < PATH_SPACES;
    if (kept && run->spaces[step->space] == its)
        return true;
    bool same = strcmp(door_c(its), step->ns) == 0;
    if (same && kept)
        run->spaces[step->space] = its;
    return same;
}

static bool passes(struct path_run *run, const struct path_step *step, const xmlNode *node)
{
    bool named = node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE;
    switch (step->test) {
    case TEST_ANY: return true;
    case TEST_TEXT: return door_is_text(node);
    case TEST_ALL: return named;
    case TEST_ALL_OF: return named && same_space(run, step, node);
    case TEST_NAME: break;
    }
    if (!named || (node->name != step->word && (node->doc->dict == step->words || strcmp(door_c(node->name), step->name) != 0)))
        return false;
    return same_space(run, step, node);
}

/* Names on the axes to itself and upwards are those of elements. */
static bool passes_on(struct path_run *run, const struct path_step *step, const xmlNode *node)
{
    if (node->type == XML_ATTRIBUTE_NODE && step->axis != AXIS_ATTRIBUTE && step->test != TEST_ANY)
        return false;
    return passes(run, step, node);
}

static xmlNode *first_on(enum path_axis axis, xmlNode *node)
{
    bool sibling = node->type != XML_ATTRIBUTE_NODE;
    switch (axis) {
    case AXIS_CHILD: return below(node);
    case AXIS_ATTRIBUTE: return node->type == XML_ELEMENT_NODE ? (xmlNode *)node->properties : NULL;
    case AXIS_SELF:
    case AXIS_BELOW: return node;
    case AXIS_PARENT:
    case AXIS_ANCESTOR: return node->parent;
    case AXIS_BEFORE: return sibling ? node->prev : NULL;
    case AXIS_BEHIND: return sibling ? node->next : NULL;
    }
    return NULL;
}

static xmlNode *next_on(enum path_axis axis, xmlNode *at, const xmlNode *from)
{
    switch (axis) {
    case AXIS_CHILD:
    case AXIS_ATTRIBUTE:
    case AXIS_BEHIND: return at->next;
    case AXIS_BEFORE: return at->prev;
    case AXIS_ANCESTOR: return at->parent;
    case AXIS_BELOW: return path_next_below(at, from);
    case AXIS_SELF:
    case AXIS_PARENT: break;
    }
    return NULL;
}

/* -- predicates -- */

static bool holds(struct path_run *run, const struct path *test, xmlNode *node, int position, int size)
{
    if (test->kind == PATH_NUMBER)
        return test->number == position;
    xmlNode *old_node = run->node;
    int old_position = run->position, old_size = run->size;
    run->node = node;
    run->position = position;
    run->size = size;
    bool truth;
    if (test->is_truth) {
        truth = path_true_by(run, test);
    } else {
        struct path_result value = path_evaluate(run, test);
        truth = value.kind == VALUE_NUMBER ? value.number == position : path_truth_of(run, value);
    }
    run->node = old_node;
    run->position = old_position;
    run->size = old_size;
    return truth;
}

/* How many there are on the step's axis: for last(), which is answered in a first predicate only. */
static int count_on(struct path_run *run, const struct path_step *step, xmlNode *from)
{
    int count = 0;
    for (xmlNode *at = first_on(step->axis, from); at; at = next_on(step->axis, at, from))
        count += passes_on(run, step, at);
    return count;
}

bool path_any(struct path_run *run, const struct path_step *step, xmlNode *from)
{
    for (xmlNode *at = first_on(step->axis, from); at; at = next_on(step->axis, at, from))
        if (passes_on(run, step, at))
            return true;
    return false;
}

xmlNode *path_attribute(struct path_run *run, const struct path_step *step, const xmlNode *node)
{
    xmlAttr *attr = node->type == XML_ELEMENT_NODE ? node->properties : NULL;
    if (attr && node->doc->dict == step->words)
        while (attr && (attr->name != step->word || !same_space(run, step, (xmlNode *)attr)))
            attr = attr->next;
    else
        while (attr && !passes(run, step, (xmlNode *)attr))
            attr = attr->next;
    return (xmlNode *)attr;
}

static bool walk_from(struct path_run *run, const struct path_step *step, xmlNode *from, visit_node *visit, void *with);

static bool walk_tested(struct path_run *run, const struct path_step *step, xmlNode *from, visit_node *visit, void *with)
{
    enum { MOST = 4 };
    int positions[MOST] = {0};
    if (step->count > MOST || (step->asks_last && step->count > 1)) {
        run->failed = true;
        return false;
    }
    int size = step->asks_last ? count_on(run, step, from) : 0;
    for (xmlNode *at = first_on(step->axis, from), *next; at && !run->failed; at = next) {
        next = next_on(step->axis, at, from);
        bool kept = passes_on(run, step, at);
        for (size_t i = 0; kept && i < step->count; i++)
            kept = holds(run, step->tests[i], at, ++positions[i], size);
        if (kept && !walk_from(run, step->next, at, visit, with))
            return false;
    }
    return !run->failed;
}

static bool walk_from(struct path_run *run, const struct path_step *step, xmlNode *from, visit_node *visit, void *with)
{
    if (!step)
        return visit(run, from, with);
    if (step->count)
        return walk_tested(run, step, from, visit, with);
    if (step->axis == AXIS_ATTRIBUTE && step->test == TEST_NAME) {
        xmlNode *found = path_attribute(run, step, from);
        return !found || walk_from(run, step->next, found, visit, with);
    }
    for (xmlNode *at = first_on(step->axis, from), *next; at && !run->failed; at = next) {
        next = next_on(step->axis, at, from);
        if (passes_on(run, step, at) && !walk_from(run, step->next, at, visit, with))
            return false;
    }
    return !run->failed;
}

static bool walk_set(struct path_run *run, const xmlNodeSet *set, const struct path_step *step, visit_node *visit, void *with)
{
    for (int i = 0; set && i < set->nodeNr && !run->failed; i++)
        if (set->nodeTab[i]->type == XML_NAMESPACE_DECL)
            run->failed = true;
        else if (!walk_from(run, step, set->nodeTab[i], visit, with))
            return false;
    return !run->failed;
}

bool path_keep(struct path_run *run, xmlNode *node, void *with)
{
    (void)with;
    MEM_GROW(run->nodes, run->count, run->room);
    run->nodes[run->count++] = node;
    return true;
}

static bool walk_part(struct path_run *run, const struct path *path, bool in_order, visit_node *visit, void *with)
{
    struct path_result value = path_evaluate(run, path);
    if (are_nodes(value))
        return path_walk(run, value, in_order, visit, with);
    run->failed = true;
    return false;
}

static bool walk_either(struct path_run *run, const struct path *path, visit_node *visit, void *with)
{
    return walk_part(run, path->left, false, visit, with) && walk_part(run, path->right, false, visit, with);
}

/* Both sides come in order: the nodes of the second are put in their places among those of the first. */
static size_t merge(xmlNode **nodes, size_t first, size_t count)
{
    size_t kept = first;
    for (size_t i = first; i < count; i++) {
        xmlNode *node = nodes[i];
        size_t at = kept;
        int order = 1;
        while (at && (order = xmlXPathCmpNodes(nodes[at - 1], node)) < 0)
            at--;
        if (at && !order)
            continue;
        memmove(nodes + at + 1, nodes + at, (kept - at) * sizeof *nodes);
        nodes[at] = node;
        kept++;
    }
    return kept;
}

/* The nodes from there on, the caller's to free. */
static xmlNode **take_off(struct path_run *run, size_t from)
{
    size_t count = run->count - from;
    xmlNode **nodes = mem_alloc((count + 1) * sizeof *nodes);
    if (count)
        memcpy(nodes, run->nodes + from, count * sizeof *nodes);
    run->count = from;
    return nodes;
}

static bool walk_union(struct path_run *run, const struct path *path, visit_node *visit, void *with)
{
    size_t from = run->count;
    walk_part(run, path->left, true, path_keep, NULL);
    size_t middle = run->count;
    walk_part(run, path->right, true, path_keep, NULL);
    size_t count = run->count - from;
    xmlNode **nodes = take_off(run, from);
    count = merge(nodes, middle - from, count);
    bool on = !run->failed;
    for (size_t i = 0; on && i < count; i++)
        on = visit(run, nodes[i], with);
    free(nodes);
    return on;
}

static bool is_in_order(const xmlNodeSet *set)
{
    for (int i = 1; set && i < set->nodeNr; i++)
        if (set->nodeTab[i - 1]->type == XML_NAMESPACE_DECL || set->nodeTab[i]->type == XML_NAMESPACE_DECL ||
            xmlXPathCmpNodes(set->nodeTab[i - 1], set->nodeTab[i]) != 1)
            return false;
    return true;
}

/* Steps from a node, or from what an expression comes to. */
static bool walk_steps(struct path_run *run, const struct path *path, bool in_order, visit_node *visit, void *with)
{
    if (!path->left)
        return walk_from(run, path->steps, path->from_root ? (xmlNode *)run->node->doc : run->node, visit, with);
    struct path_result base = path_evaluate(run, path->left);
    if (!are_nodes(base) || run->failed) {
        run->failed = true;
        return false;
    }
    if (base.kind == VALUE_NODES)
        return walk_from(run, path->steps, run->context->node, visit, with);
    run->failed = in_order && base.set && base.set->nodeNr > 1;
    return !run->failed && walk_set(run, base.set, path->steps, visit, with);
}

static bool walk_backward(struct path_run *run, const struct path *path, visit_node *visit, void *with)
{
    size_t from = run->count;
    walk_steps(run, path, true, path_keep, NULL);
    size_t count = run->count - from;
    xmlNode **nodes = take_off(run, from);
    bool on = !run->failed;
    while (on && count)
        on = visit(run, nodes[--count], with);
    free(nodes);
    return on;
}

bool path_walk(struct path_run *run, struct path_result value, bool in_order, visit_node *visit, void *with)
{
    if (value.kind == VALUE_SET) {
        run->failed = run->failed || (in_order && !is_in_order(value.set));
        return !run->failed && walk_set(run, value.set, NULL, visit, with);
    }
    const struct path *path = value.nodes;
    if (path->kind == PATH_UNION)
        return in_order ? walk_union(run, path, visit, with) : walk_either(run, path, visit, with);
    if (path->kind == PATH_CALL)
        return walk_from(run, path->steps, run->context->node, visit, with);
    if (in_order && path->backward)
        return walk_backward(run, path, visit, with);
    if (in_order && !path->ordered) {
        run->failed = true;
        return false;
    }
    return walk_steps(run, path, in_order, visit, with);
}
