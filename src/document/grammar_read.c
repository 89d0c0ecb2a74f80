/* Reads a grammar in RELAX NG's XML form, as trang writes it: the constructs that also make a schema of one mind with it,
 * and no others. */
#include "base/text.h"
#include "document/grammar.h"

#include <stdlib.h>
#include <string.h>

#define NS_RELAX "http://relaxng.org/ns/structure/1.0"
#define NS_NOTES "http://relaxng.org/ns/compatibility/annotations/1.0"
#define XSD_TYPES "http://www.w3.org/2001/XMLSchema-datatypes"

struct define {
    const char *name;
    const struct node *node;
    bool open;         /* being read: a reference to it now would never end */
    struct type *type; /* once read as a value */
};

struct reader {
    struct grammar *grammar;
    struct arena *arena;
    struct define *defines;
    size_t define_count, define_room;
    struct element **by_node;    /* by number of the node that declares them */
    const struct node **pending; /* nodes of elements, in the order of grammar->elements */
    size_t pending_room;
    const char *why; /* set once: what was not understood */
};

/* Where a pattern stands. */
struct context {
    struct element *element; /* whose content it is; NULL in start */
    bool inside;             /* within a choice or repetition, where attributes and text would not be understood */
};

static void *refuse(struct reader *reader, const char *why)
{
    if (!reader->why)
        reader->why = why;
    return NULL;
}

static bool is_relax(const struct node *node, const char *name)
{
    const char *its = node_name(node);
    return (!name || (*its == *name && strcmp(its, name) == 0)) && strcmp(node_ns(node), NS_RELAX) == 0;
}

/* The next pattern from node on, annotations passed over. */
static const struct node *pattern_from(const struct node *node)
{
    while (node && !is_relax(node, NULL))
        node = node_next(node);
    return node;
}

static const struct node *first_pattern(const struct node *node)
{
    return pattern_from(node_first(node));
}

static const struct node *next_pattern(const struct node *node)
{
    return pattern_from(node_next(node));
}

static const char *inherited(const struct node *node, const char *attribute)
{
    for (; node; node = node_parent(node)) {
        const char *value = node_attr(node, attribute);
        if (value)
            return value;
    }
    return "";
}

static const char *keep(struct reader *reader, const char *text)
{
    return text ? arena_copy(reader->arena, text) : NULL;
}

/* -- documentation -- */

static size_t sentence_size(const char *text)
{
    for (size_t i = 0; text[i]; i++) {
        bool ends = !text[i + 1] || text[i + 1] == ' ' || text[i + 1] == '\n';
        if ((text[i] == '.' && ends) || text[i] == '\n')
            return i;
    }
    return strlen(text);
}

static void read_documentation(struct reader *reader, const struct node *node, const char **meaning, const char **example)
{
    static const char mark[] = "Example:";
    *meaning = *example = "";
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        if (strcmp(node_ns(child), NS_NOTES) || strcmp(node_name(child), "documentation"))
            continue;
        char *text = node_text(child, reader->arena), *line = strstr(text, mark);
        if (line) {
            char *start = line + sizeof mark - 1;
            start += strspn(start, " ");
            *example = arena_copy_n(reader->arena, start, strcspn(start, "\n"));
            *line = '\0';
        }
        text += strspn(text, " \n");
        *meaning = arena_copy_n(reader->arena, text, sentence_size(text));
        return;
    }
}

/* -- defines -- */

static struct define *define_find(struct reader *reader, const char *name)
{
    for (size_t i = 0; name && i < reader->define_count; i++)
        if (strcmp(reader->defines[i].name, name) == 0)
            return &reader->defines[i];
    return NULL;
}

/* The define that a ref names, opened; the caller closes it. */
static struct define *define_open(struct reader *reader, const struct node *ref)
{
    struct define *define = define_find(reader, node_attr(ref, "name"));
    if (!define)
        return refuse(reader, "a ref names a pattern that is not defined");
    if (define->open)
        return refuse(reader, "a pattern refers to itself without an element between");
    define->open = true;
    return define;
}

/* -- values -- */

static struct type *read_value(struct reader *reader, const struct node *node);

static struct type *type_new(struct reader *reader, enum type_kind kind)
{
    struct type *type = arena_alloc(reader->arena, sizeof *type);
    type->kind = kind;
    struct grammar *grammar = reader->grammar;
    MEM_GROW(grammar->types, grammar->type_count, grammar->type_room);
    grammar->types[grammar->type_count++] = type;
    return type;
}

static void add_part(struct type *type, const struct type *part)
{
    MEM_GROW(type->parts, type->part_count, type->part_room);
    type->parts[type->part_count++] = part;
}

static bool read_size(const char *text, size_t *size)
{
    *size = 0;
    if (!*text || strlen(text) > 6 || text[strspn(text, "0123456789")])
        return false;
    for (; *text; text++)
        *size = *size * 10 + (size_t)(*text - '0');
    return true;
}

static bool read_pattern(struct reader *reader, struct type *type, const char *text)
{
    struct pattern pattern = {pattern_find(text), NULL};
    if (!pattern.holds)
        pattern.compiled = xml_pattern_new(text);
    if (!pattern.holds && !pattern.compiled)
        return refuse(reader, "a pattern is not a regular expression");
    MEM_GROW(type->patterns, type->pattern_count, type->pattern_room);
    type->patterns[type->pattern_count++] = pattern;
    return true;
}

static bool read_bound(struct reader *reader, const struct type *type, const char **bound, const char *text)
{
    static const struct type plain = {.kind = TYPE_DATA};
    const struct datatype *decimal = datatype_find("decimal");
    bool number = type_has_data(type, "decimal") || type_has_data(type, "integer") || type_has_data(type, "nonNegativeInteger") ||
                  type_has_data(type, "positiveInteger");
    if (!number || !decimal->holds(&plain, text))
        return refuse(reader, "minInclusive or maxInclusive does not bound a number");
    *bound = text;
    return true;
}

static bool read_param(struct reader *reader, struct type *type, const struct node *param)
{
    const char *name = node_attr(param, "name"), *text = node_text(param, reader->arena);
    if (text_same(name, "pattern"))
        return read_pattern(reader, type, text);
    if (text_same(name, "minInclusive"))
        return read_bound(reader, type, &type->low, text);
    if (text_same(name, "maxInclusive"))
        return read_bound(reader, type, &type->high, text);
    if (text_same(name, "minLength") && read_size(text, &type->shortest))
        return true;
    if (text_same(name, "maxLength") && read_size(text, &type->longest) && type->longest)
        return true;
    return refuse(reader, "a param is not known: pattern, minInclusive, maxInclusive, minLength, maxLength are");
}

static struct type *read_data(struct reader *reader, const struct node *node)
{
    struct type *type = type_new(reader, TYPE_DATA);
    type->data = datatype_find(node_attr(node, "type"));
    const char *library = inherited(node, "datatypeLibrary");
    if (!type->data || (*library && strcmp(library, XSD_TYPES)))
        return refuse(reader, "a datatype is not known: token, string, date, language, decimal, integer, "
                              "nonNegativeInteger, positiveInteger are");
    for (const struct node *param = first_pattern(node); param; param = next_pattern(param)) {
        if (!is_relax(param, "param"))
            return refuse(reader, "data may hold param only");
        if (!read_param(reader, type, param))
            return NULL;
    }
    return type;
}

static struct type *read_literal(struct reader *reader, const struct node *node)
{
    const char *of = node_attr(node, "type");
    if (of && strcmp(of, "token") && strcmp(of, "string"))
        return refuse(reader, "a value must be a token");
    struct type *type = type_new(reader, TYPE_VALUE);
    type->value = text_collapse(reader->arena, node_text(node, reader->arena));
    return type;
}

static struct type *read_alternatives(struct reader *reader, const struct node *node)
{
    struct type *type = type_new(reader, TYPE_CHOICE);
    for (const struct node *child = first_pattern(node); child; child = next_pattern(child)) {
        struct type *part = read_value(reader, child);
        if (!part)
            return NULL;
        add_part(type, part);
    }
    return type;
}

static struct type *read_any(struct reader *reader, const struct node *node)
{
    (void)node;
    return type_new(reader, TYPE_ANY);
}

static struct type *read_named_type(struct reader *reader, const struct node *node)
{
    struct define *define = define_open(reader, node);
    if (!define)
        return NULL;
    const struct node *body = first_pattern(define->node);
    if (!define->type && body && !next_pattern(body)) {
        define->type = read_value(reader, body);
        if (define->type && !define->type->name)
            define->type->name = define->name;
    }
    define->open = false;
    return define->type ? define->type : refuse(reader, "a value must be one pattern");
}

/* -- expressions over leaves, for lists and for content alike -- */

static struct expr *expr_new(struct reader *reader, enum expr_kind kind, struct expr *a, struct expr *b)
{
    struct expr *expr = arena_alloc(reader->arena, sizeof *expr);
    expr->kind = kind;
    expr->a = a;
    expr->b = b;
    return expr;
}

static struct expr *expr_leaf(struct reader *reader, const void *leaf)
{
    struct expr *expr = expr_new(reader, EXPR_LEAF, NULL, NULL);
    expr->leaf = leaf;
    return expr;
}

static struct expr *expr_optional(struct reader *reader, struct expr *expr)
{
    return expr_new(reader, EXPR_CHOICE, expr, expr_new(reader, EXPR_EMPTY, NULL, NULL));
}

/* -- lists -- */

static struct expr *list_pattern(struct reader *reader, struct type *list, const struct node *node);

static struct expr *list_children(struct reader *reader, struct type *list, const struct node *node)
{
    struct expr *whole = NULL;
    for (const struct node *child = first_pattern(node); child; child = next_pattern(child)) {
        struct expr *part = list_pattern(reader, list, child);
        if (!part)
            return NULL;
        whole = whole ? expr_new(reader, EXPR_SEQUENCE, whole, part) : part;
    }
    return whole ? whole : refuse(reader, "a list holds nothing");
}

static struct expr *list_pattern(struct reader *reader, struct type *list, const struct node *node)
{
    bool optional = is_relax(node, "optional"), star = is_relax(node, "zeroOrMore");
    if (optional || star || is_relax(node, "oneOrMore") || is_relax(node, "group")) {
        struct expr *inner = list_children(reader, list, node);
        if (inner && !optional && !is_relax(node, "group"))
            inner = expr_new(reader, EXPR_REPEAT, inner, NULL);
        return inner && (optional || star) ? expr_optional(reader, inner) : inner;
    }
    struct type *type = read_value(reader, node);
    if (!type)
        return NULL;
    if (type->kind == TYPE_LIST)
        return refuse(reader, "a list stands in a list");
    add_part(list, type);
    return expr_leaf(reader, type);
}

static struct type *read_list(struct reader *reader, const struct node *node)
{
    struct type *type = type_new(reader, TYPE_LIST);
    struct expr *expr = list_children(reader, type, node);
    if (!expr)
        return NULL;
    type->list = automaton_new(expr, reader->arena);
    return type->list ? type : refuse(reader, "a list is too long to be understood");
}

static struct type *read_value(struct reader *reader, const struct node *node)
{
    static const struct {
        const char *name;
        struct type *(*read)(struct reader *, const struct node *);
    } kinds[] = {
        {"data", read_data}, {"value", read_literal}, {"choice", read_alternatives},
        {"list", read_list}, {"text", read_any},      {"ref", read_named_type},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_relax(node, kinds[i].name))
            return kinds[i].read(reader, node);
    return refuse(reader, "an attribute holds a pattern that is not known: data, value, choice, list, text and ref are");
}

/* -- attributes -- */

static bool same_names(const char *a, const char *a_ns, const char *b, const char *b_ns)
{
    return strcmp(a, b) == 0 && strcmp(a_ns, b_ns) == 0;
}

static bool read_attribute(struct reader *reader, struct element *element, const struct node *node, bool required)
{
    const char *name = node_attr(node, "name"), *ns = node_attr(node, "ns");
    if (!name || (strchr(name, ':') && strncmp(name, "xml:", 4)))
        return refuse(reader, "an attribute has no plain name");
    struct attribute attribute = {.shown = keep(reader, name), .required = required};
    bool of_xml = strchr(name, ':') != NULL;
    attribute.name = of_xml ? attribute.shown + 4 : attribute.shown;
    attribute.ns = of_xml ? NS_XML : ns ? keep(reader, ns) : "";
    if (element_attribute(element, attribute.ns, attribute.name))
        return refuse(reader, "an element has one attribute twice");
    read_documentation(reader, node, &attribute.meaning, &attribute.example);
    const struct node *value = first_pattern(node);
    if (value && next_pattern(value))
        return refuse(reader, "an attribute holds more than one pattern");
    attribute.type = value ? read_value(reader, value) : type_new(reader, TYPE_ANY);
    if (!attribute.type)
        return false;
    MEM_GROW(element->attributes, element->attribute_count, element->attribute_room);
    element->attributes[element->attribute_count++] = attribute;
    return true;
}

/* -- content -- */

static struct expr *read_content(struct reader *reader, struct context context, const struct node *node);

static struct expr *read_all(struct reader *reader, struct context context, const struct node *node)
{
    struct expr *whole = expr_new(reader, EXPR_EMPTY, NULL, NULL);
    for (const struct node *child = first_pattern(node); child; child = next_pattern(child)) {
        struct expr *part = read_content(reader, context, child);
        if (!part)
            return NULL;
        if (part->kind != EXPR_EMPTY)
            whole = whole->kind == EXPR_EMPTY ? part : expr_new(reader, EXPR_SEQUENCE, whole, part);
    }
    return whole;
}

static struct expr *read_required_attribute(struct reader *reader, struct context context, const struct node *node)
{
    if (context.inside || !context.element)
        return refuse(reader, "an attribute stands in a choice or a repetition");
    if (!read_attribute(reader, context.element, node, true))
        return NULL;
    return expr_new(reader, EXPR_EMPTY, NULL, NULL);
}

static struct expr *read_optional(struct reader *reader, struct context context, const struct node *node)
{
    const struct node *only = first_pattern(node);
    if (only && is_relax(only, "attribute") && !next_pattern(only)) {
        if (context.inside || !context.element)
            return refuse(reader, "an attribute stands in a choice or a repetition");
        return read_attribute(reader, context.element, only, false) ? expr_new(reader, EXPR_EMPTY, NULL, NULL) : NULL;
    }
    context.inside = true;
    struct expr *inner = read_all(reader, context, node);
    return inner ? expr_optional(reader, inner) : NULL;
}

static struct expr *read_repeat(struct reader *reader, struct context context, const struct node *node)
{
    context.inside = true;
    struct expr *inner = read_all(reader, context, node);
    return inner ? expr_new(reader, EXPR_REPEAT, inner, NULL) : NULL;
}

static struct expr *read_star(struct reader *reader, struct context context, const struct node *node)
{
    struct expr *inner = read_repeat(reader, context, node);
    return inner ? expr_optional(reader, inner) : NULL;
}

static struct expr *read_choice(struct reader *reader, struct context context, const struct node *node)
{
    struct expr *whole = NULL;
    context.inside = true;
    for (const struct node *child = first_pattern(node); child; child = next_pattern(child)) {
        struct expr *part = read_content(reader, context, child);
        if (!part)
            return NULL;
        whole = whole ? expr_new(reader, EXPR_CHOICE, whole, part) : part;
    }
    return whole ? whole : refuse(reader, "a choice holds nothing");
}

static struct expr *read_ref(struct reader *reader, struct context context, const struct node *node)
{
    struct define *define = define_open(reader, node);
    if (!define)
        return NULL;
    if (context.element && strcmp(define->name, "prose") == 0)
        context.element->prose = true;
    struct expr *expr = read_all(reader, context, define->node);
    define->open = false;
    return expr;
}

static struct expr *read_text(struct reader *reader, struct context context, const struct node *node)
{
    (void)node;
    if (context.inside || !context.element)
        return refuse(reader, "text stands in a choice or a repetition");
    context.element->text = true;
    return expr_new(reader, EXPR_EMPTY, NULL, NULL);
}

static struct expr *read_empty(struct reader *reader, struct context context, const struct node *node)
{
    (void)context;
    (void)node;
    return expr_new(reader, EXPR_EMPTY, NULL, NULL);
}

/* An element is only noted here and read when all before it are, so that elements may hold themselves. */
static struct expr *read_element(struct reader *reader, struct context context, const struct node *node)
{
    (void)context;
    struct element **known = &reader->by_node[node_number(node)];
    if (!*known) {
        const char *name = node_attr(node, "name");
        if (!name || strchr(name, ':'))
            return refuse(reader, "an element has no plain name");
        struct grammar *grammar = reader->grammar;
        struct element *element = *known = arena_alloc(reader->arena, sizeof *element);
        element->name = keep(reader, name);
        element->ns = keep(reader, inherited(node, "ns"));
        read_documentation(reader, node, &element->meaning, &element->example);
        MEM_GROW(reader->pending, grammar->element_count, reader->pending_room);
        reader->pending[grammar->element_count] = node;
        MEM_GROW(grammar->elements, grammar->element_count, grammar->element_room);
        grammar->elements[grammar->element_count++] = element;
    }
    return expr_leaf(reader, *known);
}

/* Constructs of RELAX NG by name: how they are read, or why they are not. */
static struct expr *read_content(struct reader *reader, struct context context, const struct node *node)
{
    static const struct {
        const char *name;
        struct expr *(*read)(struct reader *, struct context, const struct node *);
        const char *why;
    } kinds[] = {
        {"attribute", read_required_attribute, NULL},
        {"element", read_element, NULL},
        {"optional", read_optional, NULL},
        {"zeroOrMore", read_star, NULL},
        {"oneOrMore", read_repeat, NULL},
        {"choice", read_choice, NULL},
        {"group", read_all, NULL},
        {"ref", read_ref, NULL},
        {"text", read_text, NULL},
        {"empty", read_empty, NULL},
        {"interleave", NULL, "interleave is not understood"},
        {"mixed", NULL, "mixed content is not understood"},
        {"list", NULL, "values as the content of an element are not understood"},
        {"data", NULL, "values as the content of an element are not understood"},
        {"value", NULL, "values as the content of an element are not understood"},
        {"notAllowed", NULL, "notAllowed is not understood"},
        {"externalRef", NULL, "a grammar must be in one file: externalRef is not understood"},
        {"grammar", NULL, "a grammar within the grammar is not understood"},
        {"parentRef", NULL, "a grammar within the grammar is not understood"},
        {"anyName", NULL, "elements and attributes must have plain names"},
        {"nsName", NULL, "elements and attributes must have plain names"},
        {"name", NULL, "elements and attributes must have plain names"},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (is_relax(node, kinds[i].name))
            return kinds[i].read ? kinds[i].read(reader, context, node) : refuse(reader, kinds[i].why);
    return refuse(reader, "a pattern is not known");
}

/* A name must say which element it is, so that the schema and the automaton need not look ahead. */
static bool is_plain(const struct automaton *automaton)
{
    for (size_t p = 1; p <= automaton->count; p++)
        for (size_t q = p + 1; q <= automaton->count; q++) {
            const struct element *a = automaton->leaves[p], *b = automaton->leaves[q];
            if (a != b && (*a->name != *b->name || !same_names(a->name, a->ns, b->name, b->ns)))
                continue;
            for (size_t s = 0; s <= automaton->count; s++)
                if (automaton_follows(automaton, s, p) && automaton_follows(automaton, s, q))
                    return false;
        }
    return true;
}

static struct automaton *content_automaton(struct reader *reader, const struct expr *expr)
{
    struct automaton *automaton = automaton_new(expr, reader->arena);
    if (!automaton)
        return refuse(reader, "the content of an element is too long to be understood");
    if (!is_plain(automaton))
        return refuse(reader, "it is not clear from its name which of two patterns an element is");
    return automaton;
}

static bool fill_element(struct reader *reader, struct element *element, const struct node *node)
{
    struct expr *expr = read_all(reader, (struct context){element, false}, node);
    if (!expr)
        return false;
    if (element->text && expr->kind != EXPR_EMPTY)
        return refuse(reader, "mixed content is not understood");
    element->content = content_automaton(reader, expr);
    return element->content != NULL;
}

/* -- the grammar -- */

static bool collect(struct reader *reader, const struct node *grammar, const struct node **start)
{
    for (const struct node *node = first_pattern(grammar); node; node = next_pattern(node)) {
        if (node_attr(node, "combine"))
            return refuse(reader, "combined definitions are not understood");
        if (is_relax(node, "div")) {
            if (!collect(reader, node, start))
                return false;
        } else if (is_relax(node, "start")) {
            if (*start)
                return refuse(reader, "there is more than one start");
            *start = node;
        } else if (is_relax(node, "define")) {
            const char *name = node_attr(node, "name");
            if (!name || define_find(reader, name))
                return refuse(reader, "a pattern is defined twice or without a name");
            MEM_GROW(reader->defines, reader->define_count, reader->define_room);
            reader->defines[reader->define_count++] = (struct define){keep(reader, name), node, false, NULL};
        } else {
            return refuse(reader, "a grammar may hold start, define and div only");
        }
    }
    return true;
}

static bool read_grammar(struct reader *reader, const struct node *root)
{
    const struct node *start = NULL;
    if (!is_relax(root, "grammar"))
        return refuse(reader, "it is not a RELAX NG grammar");
    if (!collect(reader, root, &start))
        return false;
    if (!start)
        return refuse(reader, "there is no start");
    struct grammar *grammar = reader->grammar;
    struct expr *roots = read_all(reader, (struct context){NULL, false}, start);
    grammar->start = roots ? content_automaton(reader, roots) : NULL;
    for (size_t i = 0; grammar->start && i < grammar->element_count; i++)
        if (!fill_element(reader, grammar->elements[i], reader->pending[i]))
            return false;
    return grammar->start != NULL;
}

static size_t count_elements(const struct node *root)
{
    size_t count = 0;
    for (const struct node *node = root; node; node = node_after(node, root))
        count++;
    return count;
}

bool grammar_read(struct grammar *grammar, const char *rng, size_t size, const char **why)
{
    struct xml_fault fault;
    struct xml_doc *tree = xml_parse(rng, size, &fault);
    if (!tree) {
        *why = "it is not well-formed XML";
        return false;
    }
    xml_number(tree);
    const struct node *root = xml_root(tree);
    struct reader reader = {.grammar = grammar, .arena = grammar->arena};
    reader.by_node = mem_zero(count_elements(root) + 1, sizeof *reader.by_node);
    bool good = read_grammar(&reader, root);
    *why = reader.why;
    free(reader.by_node);
    free(reader.pending);
    free(reader.defines);
    xml_free(tree);
    return good;
}
