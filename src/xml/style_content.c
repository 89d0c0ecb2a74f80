/* What stands in an instruction or a template: texts, instructions, and elements of the result. Elements without a namespace,
 * whose attributes' expressions path.h can evaluate, are made here; what holds others is left to libxslt as a whole. */
#include "xml/style_run.h"

#include <libxml/parserInternals.h>
#include <libxslt/templates.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>

/* A value is pieces one behind the other: a text, or an expression. */
struct piece {
    const char *text;
    const struct path *path;
};

struct made_attribute {
    const xmlChar *name;
    struct piece *pieces;
    size_t count;
};

/* Lies in the node of the stylesheet. */
struct made_element {
    struct made_attribute *attributes;
    size_t count;
};

/* -- reading -- */

/* The end of an expression, which may hold braces between quotes; NULL: it has none. */
static const char *end_of_expression(const char *at)
{
    char quote = 0;
    for (; *at; at++)
        if (quote)
            quote = *at == quote ? 0 : quote;
        else if (*at == '\'' || *at == '"')
            quote = *at;
        else if (*at == '}')
            return at;
    return NULL;
}

/* False: it is beyond us. A brace doubled is rare enough to be so. */
static bool read_value(struct made_attribute *attribute, const char *value, const xmlNode *element, struct path_maker *maker)
{
    xmlNs **spaces = strchr(value, '{') ? xmlGetNsList(element->doc, element) : NULL;
    int count = 0;
    while (spaces && spaces[count])
        count++;
    bool fine = true;
    attribute->pieces = arena_alloc(maker->arena, (strlen(value) + 1) * sizeof *attribute->pieces);
    while (*value && fine) {
        struct piece *piece = &attribute->pieces[attribute->count++];
        size_t size = strcspn(value, "{}");
        if (size) {
            piece->text = arena_copy_n(maker->arena, value, size);
            value += size;
            continue;
        }
        const char *end = *value == '{' && value[1] != '{' ? end_of_expression(value + 1) : NULL;
        const char *text = end ? arena_copy_n(maker->arena, value + 1, (size_t)(end - value - 1)) : NULL;
        piece->path = text ? path_compile(maker, text, spaces, count) : NULL;
        fine = piece->path;
        value = end ? end + 1 : value;
    }
    xmlFree(spaces);
    return fine;
}

static struct made_element *read_element(const xmlNode *node, struct path_maker *maker)
{
    size_t room = 0;
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        room++;
    struct made_element *made = arena_alloc(maker->arena, sizeof *made);
    made->attributes = arena_alloc(maker->arena, (room + 1) * sizeof *made->attributes);
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        struct made_attribute *attribute = &made->attributes[made->count++];
        attribute->name = attr->name;
        if (attr->ns || xmlDictOwns(maker->names, attr->name) != 1 || !read_value(attribute, door_value(attr), node, maker))
            return NULL;
    }
    return made;
}

bool style_is_instruction(const xmlNode *node)
{
    return node->ns && strcmp(door_c(node->ns->href), door_c(XSLT_NAMESPACE)) == 0;
}

/* All that stands side by side there can be carried out here. */
static bool is_plain(const xmlNode *content)
{
    for (; content; content = content->next) {
        const xsltStylePreComp *compiled = content->psvi;
        bool fine = door_is_text(content);
        if (content->type == XML_ELEMENT_NODE)
            fine = style_is_instruction(content) ? compiled && compiled->func : content->_private != NULL;
        if (!fine)
            return false;
    }
    return true;
}

static int level_of(const xmlNode *instruction)
{
    int level = 0;
    for (const xmlNode *outer = instruction->parent; outer && !style_is_instruction(outer); outer = outer->parent)
        level++;
    return level;
}

struct style_part *style_part(xmlNode *instruction, struct path_maker *maker)
{
    struct style_part *part = instruction->_private;
    if (!part) {
        part = instruction->_private = arena_alloc(maker->arena, sizeof *part);
        part->level = style_is(instruction, XSLT_FUNC_VARIABLE) ? level_of(instruction) : 0;
    }
    return part;
}

static void take_over_element(xmlNode *node, struct path_maker *maker)
{
    if (node->type != XML_ELEMENT_NODE)
        return;
    if (style_is_instruction(node)) {
        style_part(node, maker)->plain = is_plain(node->children);
        return;
    }
    if (node->ns || node->nsDef || node->psvi || node->_private)
        return;
    if (xmlDictOwns(maker->names, node->name) == 1 && is_plain(node->children))
        node->_private = read_element(node, maker);
}

/* From the innermost elements outwards. */
static void take_over_elements(xmlNode *root, struct path_maker *maker)
{
    xmlNode *node = root;
    while (node->children)
        node = node->children;
    for (;;) {
        take_over_element(node, maker);
        if (node == root)
            break;
        if (!node->next) {
            node = node->parent;
            continue;
        }
        node = node->next;
        while (node->children && node->type == XML_ELEMENT_NODE)
            node = node->children;
    }
}

void style_take_over_template(xsltTemplate *rule, struct path_maker *maker)
{
    take_over_elements(rule->elem, maker);
    const xmlNode *content = rule->content;
    while (content && style_is(content, XSLT_FUNC_PARAM))
        content = content->next;
    style_part(rule->elem, maker)->plain = is_plain(content);
}

/* -- making -- */

static struct path_run *run_of(const xsltTransformContext *context)
{
    return &((struct style_run *)context->_private)->paths;
}

static const char *value_of(struct path_run *run, const struct made_attribute *attribute, xmlNode *node)
{
    const char *whole = "";
    for (size_t i = 0; i < attribute->count; i++) {
        const char *text = attribute->pieces[i].text;
        if (!text && !path_text(run, attribute->pieces[i].path, node, &text))
            return NULL;
        const char *const parts[] = {whole, text};
        whole = i ? arena_join(run->arena, parts, 2) : text;
    }
    return whole;
}

static void make_attributes(xsltTransformContext *context, xmlNode *node, const xmlNode *element, xmlNode *to)
{
    struct path_run *run = run_of(context);
    const struct made_element *made = element->_private;
    xmlAttr *last = NULL;
    for (size_t i = 0; i < made->count; i++) {
        const char *value = value_of(run, &made->attributes[i], node);
        if (!value) {
            xmlFreePropList(to->properties);
            to->properties = NULL;
            xsltAttrListTemplateProcess(context, to, element->properties);
            return;
        }
        last = made_attr(run->region, to, last, made->attributes[i].name, value);
    }
}

static void run_plain(xsltTransformContext *context, xmlNode *node, const xmlNode *content);

static void run_element(xsltTransformContext *context, xmlNode *node, const xmlNode *element)
{
    struct path_run *run = run_of(context);
    xmlNode *parent = context->insert;
    context->insert = made_element(run->region, parent->doc, parent, element->name);
    make_attributes(context, node, element, context->insert);
    run_plain(context, node, element->children);
    context->insert = parent;
}

/* A text behind another is libxslt's to add, and so is what it would not simply copy. */
void style_add_text(xsltTransformContext *context, const char *text, bool raw)
{
    struct path_run *run = run_of(context);
    xmlNode *to = context->insert;
    bool simple = !raw && to && to->type == XML_ELEMENT_NODE && !context->style->cdataSection && !(to->last && door_is_text(to->last));
    if (!simple) {
        xsltCopyTextString(context, to, door_x(text), raw);
        return;
    }
    made_text(run->region, to, text);
    context->lasttext = NULL;
}

/* -- xsl:attribute -- */

/* The words that the content makes, in an element that stands nowhere. */
static void make_attribute(xsltTransformContext *context, xmlNode *node, const xmlNode *content, xmlAttr *last, const xmlChar *name)
{
    struct path_run *run = run_of(context);
    xmlNode *to = context->insert;
    if (content && !content->next && door_is_text(content)) {
        made_attr(run->region, to, last, name, door_c(content->content));
        return;
    }
    xmlNode *apart = context->insert = made_element(run->region, to->doc, NULL, name);
    run_plain(context, node, content);
    context->insert = to;
    made_attr(run->region, to, last, name, path_words(run, apart));
    xmlFreeNode(apart);
}

/* libxslt has words for an attribute where none may be, and sets one a second time. */
void style_run_attribute(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    const xmlChar *name = ((xsltStylePreComp *)compiled)->name;
    xmlNode *to = context->insert;
    bool fits = to && to->type == XML_ELEMENT_NODE && to->doc->dict == context->dict && !to->children && style_part_in(instruction)->plain;
    xmlAttr *last = fits ? to->properties : NULL;
    for (xmlAttr *attr = last; attr && fits; attr = attr->next) {
        fits = attr->ns || attr->name != name;
        last = attr;
    }
    if (fits)
        make_attribute(context, node, instruction->children, last, name);
    else
        xsltAttribute(context, node, instruction, compiled);
}

static void run_instruction(xsltTransformContext *context, xmlNode *node, xmlNode *instruction)
{
    xmlNode *insert = context->insert, *outer = context->inst;
    xmlDoc *base = context->localRVTBase;
    xsltStylePreComp *compiled = instruction->psvi;
    context->inst = instruction;
    context->localRVTBase = NULL;
    compiled->func(context, node, instruction, (xsltElemPreComp *)compiled);
    context->localRVTBase = base;
    context->insert = insert;
    context->inst = outer;
}

static void run_plain(xsltTransformContext *context, xmlNode *node, const xmlNode *content)
{
    int variables = context->varsNr;
    for (; content && context->state != XSLT_STATE_STOPPED; content = content->next) {
        if (content->type != XML_ELEMENT_NODE)
            style_add_text(context, content->content ? door_c(content->content) : "", content->name == xmlStringTextNoenc);
        else if (content->ns)
            run_instruction(context, node, (xmlNode *)content);
        else
            run_element(context, node, content);
    }
    if (context->varsNr > variables)
        xsltLocalVariablePop(context, variables, -1);
}

/* The tree that is made has libxslt's names, and nothing in it a default namespace to be kept from the elements made here. */
void style_run_content(xsltTransformContext *context, xmlNode *node, xmlNode *content, xsltTemplate *rule, bool plain)
{
    const xmlNode *parent = context->insert;
    bool fits = parent && parent->doc && parent->doc->dict == context->dict &&
                (parent->type == XML_DOCUMENT_NODE || (parent->type == XML_ELEMENT_NODE && !parent->ns));
    bool ours = plain && content && fits && !(rule && rule->inheritedNsNr) && context->depth < context->maxTemplateDepth;
    if (!ours) {
        xsltApplyOneTemplate(context, node, content, rule, NULL);
        return;
    }
    context->depth++;
    run_plain(context, node, content);
    context->depth--;
}
