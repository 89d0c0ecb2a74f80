/* Evaluating XPath expressions: see path.h. */
#include "xml/path_parts.h"

#include "base/text.h"

#include <libxml/hash.h>
#include <libxml/xpathInternals.h>

#include <stdlib.h>

static struct path_result fail(struct path_run *run)
{
    run->failed = true;
    return (struct path_result){.kind = VALUE_TRUTH};
}

static struct path_result of_truth(bool truth)
{
    return (struct path_result){.kind = VALUE_TRUTH, .truth = truth};
}

static struct path_result of_number(double number)
{
    return (struct path_result){.kind = VALUE_NUMBER, .number = number};
}

static struct path_result of_text(const char *text)
{
    return (struct path_result){.kind = VALUE_TEXT, .text = text};
}

/* -- what is done with nodes -- */

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

static struct path_result variable(struct path_run *run, const struct path *path)
{
    const xmlXPathObject *object = object_of(run, path);
    if (!object)
        return fail(run);
    switch (object->type) {
    case XPATH_BOOLEAN: return of_truth(object->boolval);
    case XPATH_NUMBER: return of_number(object->floatval);
    case XPATH_STRING: return of_text(object->stringval ? door_c(object->stringval) : "");
    case XPATH_NODESET:
    case XPATH_XSLT_TREE: return (struct path_result){.kind = VALUE_SET, .set = object->nodesetval};
    default: return fail(run);
    }
}

/* -- from one kind to another -- */

bool path_truth_of(struct path_run *run, struct path_result value)
{
    bool any = false;
    switch (value.kind) {
    case VALUE_TRUTH: return value.truth;
    case VALUE_NUMBER: return value.number != 0 && value.number == value.number;
    case VALUE_TEXT: return *value.text;
    case VALUE_SET: return value.set && value.set->nodeNr > 0;
    case VALUE_NODES: path_walk(run, value, false, stop, &any); break;
    }
    return any;
}

static const char *text_of(struct path_run *run, struct path_result value)
{
    xmlNode *first = NULL;
    switch (value.kind) {
    case VALUE_TRUTH: return value.truth ? "true" : "false";
    case VALUE_TEXT: return value.text;
    case VALUE_SET:
    case VALUE_NODES: path_walk(run, value, true, take_first, &first); return first ? path_words(run, first) : "";
    case VALUE_NUMBER: break;
    }
    if (value.number > 0 && value.number < 1e6 && value.number == (int)value.number)
        return arena_printf(run->arena, "%d", (int)value.number);
    xmlChar *text = xmlXPathCastNumberToString(value.number);
    const char *kept = arena_copy(run->arena, text ? door_c(text) : "");
    xmlFree(text);
    return kept;
}

bool path_true_by(struct path_run *run, const struct path *path)
{
    switch (path->kind) {
    case PATH_OR: return path_true_by(run, path->left) || path_true_by(run, path->right);
    case PATH_AND: return path_true_by(run, path->left) && path_true_by(run, path->right);
    case PATH_NODES:
        if (path->attribute)
            return path_attribute(run, path->attribute, run->node);
        if (path->only)
            return path_any(run, path->only, run->node);
        break;
    case PATH_CALL:
        if (path->function == CALL_NOT)
            return !path_true_by(run, path->args[0]);
        break;
    default: break;
    }
    return path_truth_of(run, path_evaluate(run, path));
}

static const char *text_by(struct path_run *run, const struct path *path)
{
    if (!path->attribute)
        return text_of(run, path_evaluate(run, path));
    xmlNode *found = path_attribute(run, path->attribute, run->node);
    return found ? door_value((xmlAttr *)found) : "";
}

static double number_of(struct path_run *run, struct path_result value)
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
    struct path_result other;
    bool found;
};

/* One node that stands in the relation is enough. */
static bool compare_node(struct path_run *run, xmlNode *node, void *with)
{
    struct search *search = with;
    const char *words = path_words(run, node);
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

static bool compare_nodes(struct path_run *run, enum path_kind kind, struct path_result nodes, struct path_result other)
{
    bool equality = kind == PATH_EQUAL || kind == PATH_UNEQUAL;
    if (other.kind == VALUE_TRUTH && equality)
        return (path_truth_of(run, nodes) == other.truth) == (kind == PATH_EQUAL);
    if (are_nodes(other) || other.kind == VALUE_TRUTH)
        return fail(run).truth;
    if (!equality && other.kind == VALUE_TEXT)
        other = of_number(number_of(run, other));
    struct search search = {kind, other, false};
    if (nodes.kind == VALUE_NODES && nodes.nodes->attribute) {
        xmlNode *only = path_attribute(run, nodes.nodes->attribute, run->node);
        return only && !compare_node(run, only, &search);
    }
    path_walk(run, nodes, false, compare_node, &search);
    return search.found;
}

static bool compare(struct path_run *run, enum path_kind kind, struct path_result left, struct path_result right)
{
    if (are_nodes(left))
        return compare_nodes(run, kind, left, right);
    if (are_nodes(right))
        return compare_nodes(run, turned(kind), right, left);
    if (kind != PATH_EQUAL && kind != PATH_UNEQUAL)
        return in_relation(kind, number_of(run, left), number_of(run, right));
    bool same;
    if (left.kind == VALUE_TRUTH || right.kind == VALUE_TRUTH)
        same = path_truth_of(run, left) == path_truth_of(run, right);
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
    struct path_result value = path_evaluate(run, path);
    xmlNode *first = NULL;
    size_t count = 0;
    if (!are_nodes(value))
        return letters(text_of(run, value));
    path_walk(run, value, true, take_first, &first);
    if (first && first->type != XML_ELEMENT_NODE)
        return letters(path_words(run, first));
    for (const xmlNode *at = first; at; at = path_next_below(at, first))
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
static struct path_result substring(struct path_run *run, const struct path *call)
{
    const char *text = argument(run, call, 0);
    double from = number_of(run, path_evaluate(run, call->args[1]));
    double size = call->count > 2 ? number_of(run, path_evaluate(run, call->args[2])) : 1e9;
    if (!(from >= 1 && from <= 1e9 && size >= 0 && size <= 1e9) || from != (double)(long)from || size != (double)(long)size)
        return fail(run);
    const char *begin = after_letters(text, (size_t)from - 1), *end = after_letters(begin, (size_t)size);
    return of_text(*end ? arena_copy_n(run->arena, begin, (size_t)(end - begin)) : begin);
}

static struct path_result normalize(struct path_run *run, const char *text)
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

static struct path_result concat(struct path_run *run, const struct path *call)
{
    const char *whole = argument(run, call, 0);
    for (size_t i = 1; i < call->count; i++) {
        const char *const parts[] = {whole, argument(run, call, i)};
        whole = arena_join(run->arena, parts, 2);
    }
    return of_text(whole);
}

static struct path_result count(struct path_run *run, const struct path *call)
{
    int found = 0;
    struct path_result nodes = path_evaluate(run, call->args[0]);
    if (!are_nodes(nodes))
        return fail(run);
    path_walk(run, nodes, nodes.kind == VALUE_NODES, count_one, &found);
    return of_number(found);
}

static struct path_result part(struct path_run *run, const struct path *call)
{
    const char *text = argument(run, call, 0), *sought = argument(run, call, 1), *at = strstr(text, sought);
    if (!at)
        return of_text("");
    if (call->function == CALL_AFTER)
        return of_text(at + strlen(sought));
    return of_text(arena_copy_n(run->arena, text, (size_t)(at - text)));
}

static struct path_result begins_or_holds(struct path_run *run, const struct path *call)
{
    const char *text = argument(run, call, 0), *sought = argument(run, call, 1);
    if (call->function == CALL_CONTAINS)
        return of_truth(strstr(text, sought));
    return of_truth(strncmp(text, sought, strlen(sought)) == 0);
}

static struct path_result local_name(const struct path_run *run)
{
    bool named = run->node->type == XML_ELEMENT_NODE || run->node->type == XML_ATTRIBUTE_NODE;
    return of_text(named ? door_c(run->node->name) : "");
}

static struct path_result evaluate_call(struct path_run *run, const struct path *call)
{
    switch (call->function) {
    case CALL_BOOLEAN: return of_truth(path_true_by(run, call->args[0]));
    case CALL_NOT: return of_truth(!path_true_by(run, call->args[0]));
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
    case CALL_NUMBER: return of_number(number_of(run, path_evaluate(run, call->args[0])));
    case CALL_LENGTH: return of_number((double)length_of(run, call->args[0]));
    case CALL_COUNT: return count(run, call);
    case CALL_POSITION: return run->position > 0 ? of_number(run->position) : fail(run);
    case CALL_LAST: return run->size > 0 ? of_number(run->size) : fail(run);
    case CALL_LOCAL_NAME: return local_name(run);
    case CALL_CURRENT: break;
    }
    return (struct path_result){.kind = VALUE_NODES, .nodes = call};
}

struct path_result path_evaluate(struct path_run *run, const struct path *path)
{
    switch (path->kind) {
    case PATH_OR:
    case PATH_AND: return of_truth(path_true_by(run, path));
    case PATH_ADD: return of_number(number_of(run, path_evaluate(run, path->left)) + number_of(run, path_evaluate(run, path->right)));
    case PATH_SUBTRACT: return of_number(number_of(run, path_evaluate(run, path->left)) - number_of(run, path_evaluate(run, path->right)));
    case PATH_TIMES: return of_number(number_of(run, path_evaluate(run, path->left)) * number_of(run, path_evaluate(run, path->right)));
    case PATH_TEXT: return of_text(path->text);
    case PATH_NUMBER: return of_number(path->number);
    case PATH_VARIABLE: return variable(run, path);
    case PATH_NODES:
    case PATH_UNION: return (struct path_result){.kind = VALUE_NODES, .nodes = path};
    case PATH_CALL: return evaluate_call(run, path);
    default: return of_truth(compare(run, path->kind, path_evaluate(run, path->left), path_evaluate(run, path->right)));
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
    *answer = begin(run, node) && path_true_by(run, path);
    return !run->failed;
}

bool path_text(struct path_run *run, const struct path *path, xmlNode *node, const char **answer)
{
    *answer = begin(run, node) ? text_by(run, path) : "";
    return !run->failed;
}

bool path_nodes(struct path_run *run, const struct path *path, xmlNode *node)
{
    size_t before = run->count;
    struct path_result value = begin(run, node) ? path_evaluate(run, path) : of_truth(false);
    if (!are_nodes(value))
        run->failed = true;
    else
        path_walk(run, value, true, path_keep, NULL);
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

static void gather(struct path_run *run, struct path_result nodes, struct path_value *value)
{
    size_t from = run->count;
    path_walk(run, nodes, true, path_keep, NULL);
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
        xmlNode *only = path_attribute(run, path->attribute, node);
        bind_nodes(run, &only, only != NULL, value);
        return !run->failed;
    }
    struct path_result comes_to = path_evaluate(run, path);
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
