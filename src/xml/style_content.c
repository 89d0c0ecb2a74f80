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
static bool read_value(struct made_attribute *attribute, const char *value, xmlNode *element, struct path_maker *maker)
{
    xmlNs **spaces = strchr(value, '{') ? xmlGetNsList(element->doc, element) : NULL;
    int count = 0;
    while (spaces && spaces[count])
        count++;
    bool fine = true;
    size_t room = 1;
    for (const char *brace = strchr(value, '{'); brace; brace = strchr(brace + 1, '{'))
        room += 2;
    attribute->pieces = arena_alloc(maker->arena, room * sizeof *attribute->pieces);
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

static void read_element(struct style_part *part, struct path_maker *maker)
{
    size_t room = 0;
    for (const xmlAttr *attr = part->node->properties; attr; attr = attr->next)
        room++;
    struct made_attribute *attributes = arena_alloc(maker->arena, (room + 1) * sizeof *attributes);
    for (const xmlAttr *attr = part->node->properties; attr; attr = attr->next) {
        struct made_attribute *attribute = &attributes[part->count++];
        attribute->name = attr->name;
        if (attr->ns || xmlDictOwns(maker->names, attr->name) != 1 || !read_value(attribute, door_value(attr), part->node, maker))
            return;
    }
    part->attributes = attributes;
}

bool style_read_name(xmlNode *instruction, struct path_maker *maker)
{
    const xsltStylePreComp *its = instruction->psvi;
    const xmlAttr *name = xmlHasProp(instruction, door_x("name"));
    struct style_part *part = style_part(instruction, maker);
    struct made_attribute *made = arena_alloc(maker->arena, sizeof *made);
    bool plain = name && !its->has_ns && !its->has_use && !xmlSearchNs(instruction->doc, instruction, NULL);
    if (!plain || !read_value(made, door_value(name), instruction, maker))
        return false;
    part->attributes = made;
    return true;
}

bool style_is_instruction(const xmlNode *node)
{
    return node->ns && strcmp(door_c(node->ns->href), door_c(XSLT_NAMESPACE)) == 0;
}

/* All that stands side by side there can be carried out here. */
static bool is_plain(const struct style_part *content)
{
    for (; content; content = content->next) {
        bool fine = content->kind == STYLE_TEXT;
        if (content->kind == STYLE_INSTRUCTION)
            fine = content->its && content->its->func;
        else if (content->kind == STYLE_ELEMENT)
            fine = content->attributes;
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

static struct style_part *own_part(xmlNode *node, struct path_maker *maker)
{
    struct style_part *part = node->_private;
    if (part)
        return part;
    part = node->_private = arena_alloc(maker->arena, sizeof *part);
    part->node = node;
    part->kind = STYLE_OTHER;
    if (node->type == XML_ELEMENT_NODE && style_is_instruction(node)) {
        part->kind = STYLE_INSTRUCTION;
        part->its = node->psvi;
        part->level = style_is(node, XSLT_FUNC_VARIABLE) ? level_of(node) : 0;
    } else if (node->type == XML_ELEMENT_NODE) {
        part->kind = STYLE_ELEMENT;
        part->words = node->name;
    } else if (door_is_text(node)) {
        part->kind = STYLE_TEXT;
        part->words = node->content ? node->content : door_x("");
        part->raw = node->name == xmlStringTextNoenc;
    }
    return part;
}

struct style_part *style_part(xmlNode *node, struct path_maker *maker)
{
    struct style_part *part = own_part(node, maker), *last = NULL;
    if (part->first || node->type != XML_ELEMENT_NODE)
        return part;
    for (xmlNode *child = node->children; child; child = child->next) {
        struct style_part *its = own_part(child, maker);
        if (last)
            last->next = its;
        else
            part->first = part->content = its;
        last = its;
    }
    return part;
}

static void take_over_element(xmlNode *node, struct path_maker *maker)
{
    if (node->type != XML_ELEMENT_NODE)
        return;
    struct style_part *part = style_part(node, maker);
    part->plain = is_plain(part->content);
    if (part->kind != STYLE_ELEMENT || node->ns || node->nsDef || node->psvi)
        return;
    if (xmlDictOwns(maker->names, node->name) == 1 && part->plain)
        read_element(part, maker);
}

static xmlNode *deepest(xmlNode *node)
{
    while (node->children && node->type == XML_ELEMENT_NODE)
        node = node->children;
    return node;
}

void style_lay_out(const xsltTemplate *rule, struct path_maker *maker)
{
    for (xmlNode *node = rule->elem; node; node = door_walk(node, rule->elem))
        own_part(node, maker);
}

/* The whole result is made from here. */
static bool is_all(const xsltTransformContext *context, const xmlNode *node)
{
    bool top = node->type == XML_DOCUMENT_NODE || (node->parent && node->parent->type == XML_DOCUMENT_NODE && !node->prev && !node->next);
    return top && context->templNr == 1 && context->output && !context->output->children;
}

static void run_template(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    (void)compiled;
    if (is_all(context, node))
        ((struct style_run *)context->_private)->helped = false;
    style_run_content(context, node, style_part_in(instruction));
}

/* Where libxslt applies the template itself, it finds one instruction in it, which leads here. */
static void lead_here(xsltTemplate *rule, struct style_part *whole, struct path_maker *maker)
{
    xsltStylePreComp *compiled = arena_alloc(maker->arena, sizeof *compiled);
    xmlNode *instruction = arena_alloc(maker->arena, sizeof *instruction);
    *compiled = (xsltStylePreComp){.type = XSLT_FUNC_IF, .func = run_template, .inst = instruction};
    *instruction = (xmlNode){._private = whole,
                             .type = XML_ELEMENT_NODE,
                             .name = door_x("if"),
                             .parent = rule->elem,
                             .doc = rule->elem->doc,
                             .ns = rule->elem->ns,
                             .psvi = compiled,
                             .line = rule->elem->line};
    rule->content = instruction;
}

/* From the innermost elements outwards. */
void style_take_over_template(xsltTemplate *rule, struct path_maker *maker)
{
    xmlNode *node = deepest(rule->elem);
    for (; node != rule->elem; node = node->next ? deepest(node->next) : node->parent)
        take_over_element(node, maker);
    struct style_part *whole = style_part(rule->elem, maker);
    while (whole->content && style_is(whole->content->node, XSLT_FUNC_PARAM))
        whole->content = whole->content->next;
    whole->plain = is_plain(whole->content) && !rule->inheritedNsNr;
    whole->rule = rule;
    if (whole->plain && whole->content && whole->content == whole->first)
        lead_here(rule, whole, maker);
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

static void make_attributes(xsltTransformContext *context, xmlNode *node, const struct style_part *element, xmlNode *to)
{
    struct path_run *run = run_of(context);
    xmlAttr *last = NULL;
    for (size_t i = 0; i < element->count; i++) {
        const char *value = value_of(run, &element->attributes[i], node);
        if (!value) {
            xmlFreePropList(to->properties);
            to->properties = NULL;
            xsltAttrListTemplateProcess(style_handed(context), to, element->node->properties);
            return;
        }
        last = made_attr(run->region, to, last, element->attributes[i].name, value);
    }
}

static void tell_attributes(xsltTransformContext *context, xmlNode *node, const struct style_part *element)
{
    for (size_t i = 0; i < element->count; i++) {
        const char *value = value_of(run_of(context), &element->attributes[i], node);
        if (!value) {
            style_stream_drop_attributes(context);
            xsltAttrListTemplateProcess(style_handed(context), context->insert, element->node->properties);
            return;
        }
        style_stream_attribute(context, element->attributes[i].name, value, true);
    }
}

static void run_plain(xsltTransformContext *context, xmlNode *node, const struct style_part *content);

/* Of an element of the stylesheet, which has attributes of its own, or of xsl:element. */
static void make_element(xsltTransformContext *context, xmlNode *node, const xmlChar *name, const struct style_part *part)
{
    bool streams = style_streams(context);
    xmlNode *parent = context->insert;
    const xmlChar *outer = NULL;
    if (streams)
        outer = style_stream_open(context, name);
    else
        context->insert = made_element(run_of(context)->region, parent->doc, parent, name);
    if (part->kind == STYLE_ELEMENT && streams)
        tell_attributes(context, node, part);
    else if (part->kind == STYLE_ELEMENT)
        make_attributes(context, node, part, context->insert);
    run_plain(context, node, part->content);
    if (streams)
        style_stream_close(context, outer);
    context->insert = parent;
}

/* A name without a namespace; any other is libxslt's to report or to look up. */
void style_run_named(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    const xmlNode *parent = context->insert;
    bool in_tree = parent && parent->type == XML_ELEMENT_NODE && parent->doc->dict == context->dict && !parent->ns;
    bool fits = part->plain && (in_tree || style_streams(context));
    const char *name = fits ? value_of(run_of(context), part->attributes, node) : NULL;
    if (name && xmlValidateNCName(door_x(name), 0) == 0)
        make_element(context, node, xmlDictLookup(context->dict, door_x(name), -1), part);
    else
        xsltElement(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
}

/* What libxslt would not simply copy is its own to add, and what follows a text that is its own. */
void style_add_text(xsltTransformContext *context, const char *text, bool raw)
{
    struct path_run *run = run_of(context);
    xmlNode *to = context->insert;
    if (to && to->type == XML_ELEMENT_NODE && style_streams(context)) {
        style_stream_text(context, text);
        return;
    }
    bool simple = !raw && to && to->type == XML_ELEMENT_NODE && !context->style->cdataSection;
    bool behind = simple && to->last && door_is_text(to->last);
    if (!simple || (behind && !made_more(run->region, to->last, text))) {
        xsltCopyTextString(style_handed(context), to, door_x(text), raw);
        return;
    }
    if (!behind)
        made_text(run->region, to, text);
    context->lasttext = NULL;
}

/* -- xsl:attribute -- */

/* The words that the content makes, in an element that stands nowhere: *apart, which they may be borrowed from. */
static const char *attribute_words(xsltTransformContext *context, xmlNode *node, const struct style_part *part, xmlNode **apart)
{
    struct path_run *run = run_of(context);
    xmlNode *to = context->insert;
    const struct style_part *content = part->content;
    *apart = NULL;
    if (content && !content->next && content->kind == STYLE_TEXT)
        return door_c(content->words);
    *apart = context->insert = made_element(run->region, to->doc, NULL, part->its->name);
    run_plain(context, node, content);
    context->insert = to;
    return path_words(run, *apart);
}

/* old: of that name, set before; NULL: there is none. */
static void make_attribute(xsltTransformContext *context, xmlNode *node, const struct style_part *part, xmlAttr *last, xmlAttr *old)
{
    xmlNode *apart;
    const char *words = attribute_words(context, node, part, &apart);
    if (old)
        made_value(run_of(context)->region, old, words);
    else
        made_attr(run_of(context)->region, context->insert, last, part->its->name, words);
    if (apart)
        xmlFreeNode(apart);
}

static void tell_attribute(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    xmlNode *apart;
    const char *words = attribute_words(context, node, part, &apart);
    style_stream_attribute(context, part->its->name, apart ? arena_copy(run_of(context)->arena, words) : words, false);
    if (apart)
        xmlFreeNode(apart);
}

/* libxslt has words for an attribute where none may be. */
void style_run_attribute(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    xmlNode *to = context->insert;
    if (part->plain && style_streams(context) && to->type == XML_ELEMENT_NODE && style_stream_takes_attributes(context)) {
        tell_attribute(context, node, part);
        return;
    }
    bool fits = to && to->type == XML_ELEMENT_NODE && to->doc->dict == context->dict && !to->children && part->plain;
    xmlAttr *last = NULL, *old = NULL;
    for (xmlAttr *attr = fits ? to->properties : NULL; attr; attr = attr->next) {
        old = !attr->ns && attr->name == part->its->name ? attr : old;
        last = attr;
    }
    if (fits)
        make_attribute(context, node, part, last, old);
    else
        xsltAttribute(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
}

static void run_instruction(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    xmlNode *insert = context->insert, *outer = context->inst;
    xmlDoc *base = context->localRVTBase;
    context->inst = part->node;
    context->localRVTBase = NULL;
    if (part->act)
        part->act(context, node, part);
    else
        part->its->func(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
    context->localRVTBase = base;
    context->insert = insert;
    context->inst = outer;
}

static void run_plain(xsltTransformContext *context, xmlNode *node, const struct style_part *content)
{
    int variables = context->varsNr;
    for (; content && context->state != XSLT_STATE_STOPPED; content = content->next) {
        if (content->kind == STYLE_TEXT)
            style_add_text(context, door_c(content->words), content->raw);
        else if (content->kind == STYLE_ELEMENT)
            make_element(context, node, content->words, content);
        else
            run_instruction(context, node, content);
    }
    if (context->varsNr > variables)
        style_drop_variables(context, variables);
}

/* The tree that is made has libxslt's names, and nothing in it a default namespace to be kept from the elements made here. */
void style_run_content(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    const xmlNode *parent = context->insert;
    bool fits = parent && parent->doc && parent->doc->dict == context->dict &&
                (parent->type == XML_DOCUMENT_NODE || (parent->type == XML_ELEMENT_NODE && !parent->ns));
    bool ours = part->plain && part->content && fits && context->depth < context->maxTemplateDepth;
    if (!ours) {
        xsltApplyOneTemplate(style_handed(context), node, part->content ? part->content->node : NULL, part->rule, NULL);
        return;
    }
    context->depth++;
    run_plain(context, node, part->content);
    context->depth--;
}
