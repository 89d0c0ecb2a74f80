/* Evaluating XPath expressions: see path.h. */
#include "xml/path.h"

#include "base/text.h"

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>

#include <stdlib.h>

/* What an expression comes to. Nodes are not gathered: whoever wants them goes through them. */
struct value {
    enum { VALUE_TRUTH, VALUE_NUMBER, VALUE_TEXT, VALUE_NODES, VALUE_SET } kind;
    bool truth;
    union {
        double number;
        const char *text;
        const struct path *nodes; /* what selects them */
        const xmlNodeSet *set;    /* a variable's nodes */
    };
};

static bool are_nodes(struct value value)
{
    return value.kind == VALUE_NODES || value.kind == VALUE_SET;
}

/* Returns false to stop. */
typedef bool visit_node(struct path_run *run, xmlNode *node, void *with);

static struct value evaluate(struct path_run *run, const struct path *path);
static bool true_by(struct path_run *run, const struct path *path);
static bool truth_of(struct path_run *run, struct value value);

static struct value fail(struct path_run *run)
{
    run->failed = true;
    return (struct value){.kind = VALUE_TRUTH};
}

static struct value of_truth(bool truth)
{
    return (struct value){.kind = VALUE_TRUTH, .truth = truth};
}

static struct value of_number(double number)
{
    return (struct value){.kind = VALUE_NUMBER, .number = number};
}

static struct value of_text(const char *text)
{
    return (struct value){.kind = VALUE_TEXT, .text = text};
}

/* -- nodes -- */

static xmlNode *below(const xmlNode *node)
{
    bool has = node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE;
    return has ? node->children : NULL;
}

static xmlNode *next_below(const xmlNode *node, const xmlNode *root)
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
    for (const xmlNode *at = node; at; at = next_below(at, node))
        if (door_is_text(at) && at->content)
            buf_str(&words, door_c(at->content));
    const char *kept = words.size ? arena_copy(run->arena, buf_text(&words)) : "";
    buf_free(&words);
    return kept;
}

static const char *words_of(struct path_run *run, xmlNode *node)
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
    case AXIS_BELOW: return next_below(at, from);
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
        truth = true_by(run, test);
    } else {
        struct value value = evaluate(run, test);
        truth = value.kind == VALUE_NUMBER ? value.number == position : truth_of(run, value);
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

static bool any_on(struct path_run *run, const struct path_step *step, xmlNode *from)
{
    for (xmlNode *at = first_on(step->axis, from); at; at = next_on(step->axis, at, from))
        if (passes_on(run, step, at))
            return true;
    return false;
}

/* The attribute of a name: no other has it. */
static xmlNode *attribute(struct path_run *run, const struct path_step *step, const xmlNode *node)
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
        xmlNode *found = attribute(run, step, from);
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

static bool keep_node(struct path_run *run, xmlNode *node, void *with)
{
    (void)with;
    MEM_GROW(run->nodes, run->count, run->room);
    run->nodes[run->count++] = node;
    return true;
}

static bool walk(struct path_run *run, struct value value, bool in_order, visit_node *visit, void *with);

static bool walk_part(struct path_run *run, const struct path *path, bool in_order, visit_node *visit, void *with)
{
    struct value value = evaluate(run, path);
    if (are_nodes(value))
        return walk(run, value, in_order, visit, with);
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
    walk_part(run, path->left, true, keep_node, NULL);
    size_t middle = run->count;
    walk_part(run, path->right, true, keep_node, NULL);
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
    struct value base = evaluate(run, path->left);
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
    walk_steps(run, path, true, keep_node, NULL);
    size_t count = run->count - from;
    xmlNode **nodes = take_off(run, from);
    bool on = !run->failed;
    while (on && count)
        on = visit(run, nodes[--count], with);
    free(nodes);
    return on;
}

/* in_order: as they stand in the document, each once. */
static bool walk(struct path_run *run, struct value value, bool in_order, visit_node *visit, void *with)
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

static bool stop(struct path_run *run, xmlNode *node, void *with)
{
    (void)run;
    (void)node;
    *(bool *)with = true;
    return false;
}

static bool take_first(struct path_run *run, xmlNode *node, void *with)
{
    (void)run;
    *(xmlNode **)with = node;
    return false;
}

static bool count_one(struct path_run *run, xmlNode *node, void *with)
{
    (void)run;
    (void)node;
    ++*(int *)with;
    return true;
}

/* -- variables -- */

static bool has_name(const struct path_run *run, const xsltStackElem *elem, const char *name)
{
    return !elem->nameURI && (elem->name == door_x(name) || (!run->names_are_one && strcmp(door_c(elem->name), name) == 0));
}

/* In a template no name is bound twice: it mostly stands where it stood. Behind a parameter on the stack hang the others that were given with
 * it, but those that the template has stand there themselves. */
static const xsltStackElem *local_variable(const struct path_run *run, const struct path *path)
{
    const xsltTransformContext *context = run->context;
    int last = context->varsBase + path->slot;
    if (last < context->varsNr && has_name(run, context->varsTab[last], path->text))
        return context->varsTab[last];
    for (int i = context->varsNr; i > context->varsBase; i--)
        if (has_name(run, context->varsTab[i - 1], path->text)) {
            ((struct path *)path)->slot = i - 1 - context->varsBase;
            return context->varsTab[i - 1];
        }
    return NULL;
}

static const xsltStackElem *global_variable(struct path_run *run, const struct path *path)
{
    const xsltStackElem **global = &run->globals[path->variable];
    if (!*global)
        *global = xmlHashLookup2(run->context->globalVars, door_x(path->text), NULL);
    return *global;
}

static xmlXPathObject *object_of(struct path_run *run, const struct path *path)
{
    const xsltStackElem *elem = path->is_global ? NULL : local_variable(run, path);
    if (!elem) {
        elem = global_variable(run, path);
        ((struct path *)path)->is_global = elem;
    }
    return elem && elem->computed == 1 ? elem->value : NULL;
}

static struct value variable(struct path_run *run, const struct path *path)
{
    const xmlXPathObject *object = object_of(run, path);
    if (!object)
        return fail(run);
    switch (object->type) {
    case XPATH_BOOLEAN: return of_truth(object->boolval);
    case XPATH_NUMBER: return of_number(object->floatval);
    case XPATH_STRING: return of_text(object->stringval ? door_c(object->stringval) : "");
    case XPATH_NODESET:
    case XPATH_XSLT_TREE: return (struct value){.kind = VALUE_SET, .set = object->nodesetval};
    default: return fail(run);
    }
}

/* -- from one kind to another -- */

static bool truth_of(struct path_run *run, struct value value)
{
    bool any = false;
    switch (value.kind) {
    case VALUE_TRUTH: return value.truth;
    case VALUE_NUMBER: return value.number != 0 && value.number == value.number;
    case VALUE_TEXT: return *value.text;
    case VALUE_SET: return value.set && value.set->nodeNr > 0;
    case VALUE_NODES: walk(run, value, false, stop, &any); break;
    }
    return any;
}

static const char *text_of(struct path_run *run, struct value value)
{
    xmlNode *first = NULL;
    switch (value.kind) {
    case VALUE_TRUTH: return value.truth ? "true" : "false";
    case VALUE_TEXT: return value.text;
    case VALUE_SET:
    case VALUE_NODES: walk(run, value, true, take_first, &first); return first ? words_of(run, first) : "";
    case VALUE_NUMBER: break;
    }
    if (value.number > 0 && value.number < 1e6 && value.number == (int)value.number)
        return arena_printf(run->arena, "%d", (int)value.number);
    xmlChar *text = xmlXPathCastNumberToString(value.number);
    const char *kept = arena_copy(run->arena, text ? door_c(text) : "");
    xmlFree(text);
    return kept;
}

/* The truth of an expression; where it comes to nodes, the first decides. */
static bool true_by(struct path_run *run, const struct path *path)
{
    switch (path->kind) {
    case PATH_OR: return true_by(run, path->left) || true_by(run, path->right);
    case PATH_AND: return true_by(run, path->left) && true_by(run, path->right);
    case PATH_NODES:
        if (path->attribute)
            return attribute(run, path->attribute, run->node);
        if (path->only)
            return any_on(run, path->only, run->node);
        break;
    case PATH_CALL:
        if (path->function == CALL_NOT)
            return !true_by(run, path->args[0]);
        break;
    default: break;
    }
    return truth_of(run, evaluate(run, path));
}

static const char *text_by(struct path_run *run, const struct path *path)
{
    if (!path->attribute)
        return text_of(run, evaluate(run, path));
    xmlNode *found = attribute(run, path->attribute, run->node);
    return found ? door_value((xmlAttr *)found) : "";
}

static double number_of(struct path_run *run, struct value value)
{
    if (value.kind == VALUE_NUMBER)
        return value.number;
    if (value.kind == VALUE_TRUTH)
        return value.truth;
    return xmlXPathCastStringToNumber(door_x(text_of(run, value)));
}

/* -- comparing -- */

static bool in_relation(enum path_kind kind, double left, double right)
{
    switch (kind) {
    case PATH_EQUAL: return left == right;
    case PATH_UNEQUAL: return left != right;
    case PATH_LESS: return left < right;
    case PATH_AT_MOST: return left <= right;
    case PATH_MORE: return left > right;
    default: return left >= right;
    }
}

struct search {
    enum path_kind kind;
    struct value other;
    bool found;
};

/* One node that stands in the relation is enough. */
static bool compare_node(struct path_run *run, xmlNode *node, void *with)
{
    struct search *search = with;
    const char *words = words_of(run, node);
    if (search->other.kind == VALUE_TEXT)
        search->found = (strcmp(words, search->other.text) == 0) == (search->kind == PATH_EQUAL);
    else
        search->found = in_relation(search->kind, xmlXPathCastStringToNumber(door_x(words)), search->other.number);
    return !search->found;
}

static enum path_kind turned(enum path_kind kind)
{
    switch (kind) {
    case PATH_LESS: return PATH_MORE;
    case PATH_AT_MOST: return PATH_AT_LEAST;
    case PATH_MORE: return PATH_LESS;
    case PATH_AT_LEAST: return PATH_AT_MOST;
    default: return kind;
    }
}

static bool compare_nodes(struct path_run *run, enum path_kind kind, struct value nodes, struct value other)
{
    bool equality = kind == PATH_EQUAL || kind == PATH_UNEQUAL;
    if (other.kind == VALUE_TRUTH && equality)
        return (truth_of(run, nodes) == other.truth) == (kind == PATH_EQUAL);
    if (are_nodes(other) || other.kind == VALUE_TRUTH)
        return fail(run).truth;
    if (!equality && other.kind == VALUE_TEXT)
        other = of_number(number_of(run, other));
    struct search search = {kind, other, false};
    if (nodes.kind == VALUE_NODES && nodes.nodes->attribute) {
        xmlNode *only = attribute(run, nodes.nodes->attribute, run->node);
        return only && !compare_node(run, only, &search);
    }
    walk(run, nodes, false, compare_node, &search);
    return search.found;
}

static bool compare(struct path_run *run, enum path_kind kind, struct value left, struct value right)
{
    if (are_nodes(left))
        return compare_nodes(run, kind, left, right);
    if (are_nodes(right))
        return compare_nodes(run, turned(kind), right, left);
    if (kind != PATH_EQUAL && kind != PATH_UNEQUAL)
        return in_relation(kind, number_of(run, left), number_of(run, right));
    bool same;
    if (left.kind == VALUE_TRUTH || right.kind == VALUE_TRUTH)
        same = truth_of(run, left) == truth_of(run, right);
    else if (left.kind == VALUE_NUMBER || right.kind == VALUE_NUMBER)
        return in_relation(kind, number_of(run, left), number_of(run, right));
    else
        same = strcmp(left.text, right.text) == 0;
    return same == (kind == PATH_EQUAL);
}

/* -- functions -- */

static const char *argument(struct path_run *run, const struct path *call, size_t at)
{
    return text_by(run, call->args[at]);
}

static size_t letters(const char *text)
{
    return text_points(text, strlen(text));
}

/* Of a node the words need not be put together for that. */
static size_t length_of(struct path_run *run, const struct path *path)
{
    struct value value = evaluate(run, path);
    xmlNode *first = NULL;
    size_t count = 0;
    if (!are_nodes(value))
        return letters(text_of(run, value));
    walk(run, value, true, take_first, &first);
    if (first && first->type != XML_ELEMENT_NODE)
        return letters(words_of(run, first));
    for (const xmlNode *at = first; at; at = next_below(at, first))
        count += door_is_text(at) && at->content ? letters(door_c(at->content)) : 0;
    return count;
}

static const char *after_letters(const char *text, size_t count)
{
    for (; *text && count; count--)
        for (text++; ((unsigned char)*text & 0xC0) == 0x80; text++)
            ;
    return text;
}

/* Whole numbers only: what is rounded is beyond us. */
static struct value substring(struct path_run *run, const struct path *call)
{
    const char *text = argument(run, call, 0);
    double from = number_of(run, evaluate(run, call->args[1]));
    double size = call->count > 2 ? number_of(run, evaluate(run, call->args[2])) : 1e9;
    if (!(from >= 1 && from <= 1e9 && size >= 0 && size <= 1e9) || from != (double)(long)from || size != (double)(long)size)
        return fail(run);
    const char *begin = after_letters(text, (size_t)from - 1), *end = after_letters(begin, (size_t)size);
    return of_text(*end ? arena_copy_n(run->arena, begin, (size_t)(end - begin)) : begin);
}

static struct value normalize(struct path_run *run, const char *text)
{
    char *copy = arena_copy(run->arena, text), *end = copy;
    for (; *text; text++) {
        bool blank = *text == ' ' || *text == '\t' || *text == '\r' || *text == '\n';
        if (!blank)
            *end++ = *text;
        else if (end > copy && end[-1] != ' ')
            *end++ = ' ';
    }
    end -= end > copy && end[-1] == ' ';
    *end = '\0';
    return of_text(copy);
}

static struct value concat(struct path_run *run, const struct path *call)
{
    const char *whole = argument(run, call, 0);
    for (size_t i = 1; i < call->count; i++) {
        const char *const parts[] = {whole, argument(run, call, i)};
        whole = arena_join(run->arena, parts, 2);
    }
    return of_text(whole);
}

static struct value count(struct path_run *run, const struct path *call)
{
    int found = 0;
    struct value nodes = evaluate(run, call->args[0]);
    if (!are_nodes(nodes))
        return fail(run);
    walk(run, nodes, nodes.kind == VALUE_NODES, count_one, &found);
    return of_number(found);
}

static struct value part(struct path_run *run, const struct path *call)
{
    const char *text = argument(run, call, 0), *sought = argument(run, call, 1), *at = strstr(text, sought);
    if (!at)
        return of_text("");
    if (call->function == CALL_AFTER)
        return of_text(at + strlen(sought));
    return of_text(arena_copy_n(run->arena, text, (size_t)(at - text)));
}

static struct value begins_or_holds(struct path_run *run, const struct path *call)
{
    const char *text = argument(run, call, 0), *sought = argument(run, call, 1);
    if (call->function == CALL_CONTAINS)
        return of_truth(strstr(text, sought));
    return of_truth(strncmp(text, sought, strlen(sought)) == 0);
}

static struct value local_name(const struct path_run *run)
{
    bool named = run->node->type == XML_ELEMENT_NODE || run->node->type == XML_ATTRIBUTE_NODE;
    return of_text(named ? door_c(run->node->name) : "");
}

static struct value evaluate_call(struct path_run *run, const struct path *call)
{
    switch (call->function) {
    case CALL_BOOLEAN: return of_truth(true_by(run, call->args[0]));
    case CALL_NOT: return of_truth(!true_by(run, call->args[0]));
    case CALL_TRUE: return of_truth(true);
    case CALL_FALSE: return of_truth(false);
    case CALL_STRING: return of_text(argument(run, call, 0));
    case CALL_CONCAT: return concat(run, call);
    case CALL_CONTAINS:
    case CALL_STARTS: return begins_or_holds(run, call);
    case CALL_AFTER:
    case CALL_BEFORE: return part(run, call);
    case CALL_NORMALIZE: return normalize(run, argument(run, call, 0));
    case CALL_SUBSTRING: return substring(run, call);
    case CALL_NUMBER: return of_number(number_of(run, evaluate(run, call->args[0])));
    case CALL_LENGTH: return of_number((double)length_of(run, call->args[0]));
    case CALL_COUNT: return count(run, call);
    case CALL_POSITION: return run->position > 0 ? of_number(run->position) : fail(run);
    case CALL_LAST: return run->size > 0 ? of_number(run->size) : fail(run);
    case CALL_LOCAL_NAME: return local_name(run);
    case CALL_CURRENT: break;
    }
    return (struct value){.kind = VALUE_NODES, .nodes = call};
}

static struct value evaluate(struct path_run *run, const struct path *path)
{
    switch (path->kind) {
    case PATH_OR:
    case PATH_AND: return of_truth(true_by(run, path));
    case PATH_ADD: return of_number(number_of(run, evaluate(run, path->left)) + number_of(run, evaluate(run, path->right)));
    case PATH_SUBTRACT: return of_number(number_of(run, evaluate(run, path->left)) - number_of(run, evaluate(run, path->right)));
    case PATH_TIMES: return of_number(number_of(run, evaluate(run, path->left)) * number_of(run, evaluate(run, path->right)));
    case PATH_TEXT: return of_text(path->text);
    case PATH_NUMBER: return of_number(path->number);
    case PATH_VARIABLE: return variable(run, path);
    case PATH_NODES:
    case PATH_UNION: return (struct value){.kind = VALUE_NODES, .nodes = path};
    case PATH_CALL: return evaluate_call(run, path);
    default: return of_truth(compare(run, path->kind, evaluate(run, path->left), evaluate(run, path->right)));
    }
}

/* -- the door -- */

static bool begin(struct path_run *run, xmlNode *node)
{
    run->node = node;
    run->position = run->context->xpathCtxt->proximityPosition;
    run->size = run->context->xpathCtxt->contextSize;
    run->failed = node->type == XML_NAMESPACE_DECL;
    return !run->failed;
}

bool path_true(struct path_run *run, const struct path *path, xmlNode *node, bool *answer)
{
    *answer = begin(run, node) && true_by(run, path);
    return !run->failed;
}

bool path_text(struct path_run *run, const struct path *path, xmlNode *node, const char **answer)
{
    *answer = begin(run, node) ? text_by(run, path) : "";
    return !run->failed;
}

const char *path_words(struct path_run *run, xmlNode *node)
{
    return words_of(run, node);
}

bool path_nodes(struct path_run *run, const struct path *path, xmlNode *node)
{
    size_t before = run->count;
    struct value value = begin(run, node) ? evaluate(run, path) : of_truth(false);
    if (!are_nodes(value))
        run->failed = true;
    else
        walk(run, value, true, keep_node, NULL);
    if (run->failed)
        run->count = before;
    return !run->failed;
}

/* Fragments of a result stay with the variable they were made for. The nodes are in order, each once. */
static void bind_nodes(struct path_run *run, xmlNode *const *nodes, size_t count, struct path_value *value)
{
    for (size_t i = 0; i < count; i++)
        run->failed = run->failed || nodes[i]->type == XML_DOCUMENT_NODE;
    if (run->failed)
        return;
    xmlNode **kept = count ? &value->only : NULL;
    if (count > 1)
        kept = xmlMalloc(count * sizeof *nodes);
    if (count)
        memcpy(kept, nodes, count * sizeof *nodes);
    value->set = (xmlNodeSet){.nodeNr = (int)count, .nodeMax = (int)count, .nodeTab = kept};
    value->object = (xmlXPathObject){.type = XPATH_NODESET, .nodesetval = &value->set};
}

static void gather(struct path_run *run, struct value nodes, struct path_value *value)
{
    size_t from = run->count;
    walk(run, nodes, true, keep_node, NULL);
    size_t count = run->count - from;
    run->count = from;
    bind_nodes(run, count ? run->nodes + from : NULL, count, value);
}

xmlXPathObject *path_constant(const struct path *path, struct arena *arena)
{
    xmlXPathObject *object = arena_alloc(arena, sizeof *object);
    bool truth = path->kind == PATH_CALL && (path->function == CALL_TRUE || path->function == CALL_FALSE);
    if (path->kind == PATH_TEXT)
        *object = (xmlXPathObject){.type = XPATH_STRING, .stringval = (xmlChar *)path->text};
    else if (path->kind == PATH_NUMBER)
        *object = (xmlXPathObject){.type = XPATH_NUMBER, .floatval = path->number};
    else if (truth)
        *object = (xmlXPathObject){.type = XPATH_BOOLEAN, .boolval = path->function == CALL_TRUE};
    else
        return NULL;
    return object;
}

/* A fragment stays with the variable it was made for. */
xmlXPathObject *path_bound(struct path_run *run, const struct path *path)
{
    xmlXPathObject *object = path->kind == PATH_VARIABLE ? object_of(run, path) : NULL;
    return object && object->type != XPATH_XSLT_TREE ? object : NULL;
}

bool path_bind(struct path_run *run, const struct path *path, xmlNode *node, struct path_value *value)
{
    value->set.nodeTab = NULL;
    if (!begin(run, node))
        return false;
    if (path->attribute) {
        xmlNode *only = attribute(run, path->attribute, node);
        bind_nodes(run, &only, only != NULL, value);
        return !run->failed;
    }
    struct value comes_to = evaluate(run, path);
    if (run->failed)
        return false;
    switch (comes_to.kind) {
    case VALUE_TRUTH: value->object = (xmlXPathObject){.type = XPATH_BOOLEAN, .boolval = comes_to.truth}; break;
    case VALUE_NUMBER: value->object = (xmlXPathObject){.type = XPATH_NUMBER, .floatval = comes_to.number}; break;
    case VALUE_TEXT: value->object = (xmlXPathObject){.type = XPATH_STRING, .stringval = (xmlChar *)comes_to.text}; break;
    case VALUE_NODES:
    case VALUE_SET: gather(run, comes_to, value); break;
    }
    return !run->failed;
}

void path_release(struct path_value *value)
{
    if (value->set.nodeTab != &value->only)
        xmlFree(value->set.nodeTab);
}

xmlXPathObject *path_object(struct path_run *run, const struct path *path, xmlNode *node)
{
    struct path_value value;
    if (!path_bind(run, path, node, &value))
        return NULL;
    xmlXPathObject *object = xmlXPathObjectCopy(&value.object);
    path_release(&value);
    return object;
}
