/* What a stylesheet makes, told while it is made. Of its result there is one element, which stands for the innermost that is open: what
 * libxslt makes by itself gathers in it, and is told before anything else is. */
#include "xml/style_run.h"

#include <libxslt/templates.h>

#include <stdlib.h>

static struct style_stream *stream_of(const xsltTransformContext *context)
{
    return ((struct style_run *)context->_private)->stream;
}

bool style_streams(const xsltTransformContext *context)
{
    const struct style_stream *stream = stream_of(context);
    if (!stream || !context->insert)
        return false;
    if (stream->element)
        return context->insert == stream->element;
    return context->insert == (xmlNode *)context->output && !xmlDocGetRootElement(context->output);
}

/* -- the element -- */

/* A child says that the element's start is told: libxslt adds no attributes then. */
static void mark_told(struct style_stream *stream, bool told)
{
    stream->element->children = stream->element->last = told ? stream->told : NULL;
    stream->marked = told;
}

static void begin(struct style_stream *stream, xsltTransformContext *context, const xmlChar *name)
{
    struct path_run *run = &((struct style_run *)context->_private)->paths;
    stream->element = made_element(run->region, context->output, (xmlNode *)context->output, name);
    stream->told = made_element(run->region, context->output, NULL, NULL);
    stream->told->type = XML_COMMENT_NODE;
    stream->told->parent = stream->element;
    stream->arena = run->arena;
}

/* -- telling -- */

/* Who has heard enough is told no more. */
static bool goes_on(const xsltTransformContext *context)
{
    return context->state != XSLT_STATE_STOPPED;
}

static void stop_unless(xsltTransformContext *context, bool heard)
{
    if (!heard)
        context->state = XSLT_STATE_STOPPED;
}

static void tell_open(struct style_stream *stream, xsltTransformContext *context, const xmlChar *name)
{
    if (goes_on(context))
        stop_unless(context, stream->to->open(stream->with, "", door_c(name), stream->attributes, stream->count));
}

static void tell_close(struct style_stream *stream, xsltTransformContext *context, const xmlChar *name)
{
    if (goes_on(context))
        stop_unless(context, stream->to->close(stream->with, "", door_c(name)));
}

static void tell_words(struct style_stream *stream, xsltTransformContext *context, const char *words)
{
    if (goes_on(context))
        stop_unless(context, stream->to->text(stream->with, words, strlen(words)));
}

static void settle(struct style_stream *stream, xsltTransformContext *context)
{
    if (!stream->pending)
        return;
    stream->pending = false;
    mark_told(stream, true);
    tell_open(stream, context, stream->element->name);
}

static void add_attribute(struct style_stream *stream, struct xml_attr attribute)
{
    MEM_GROW(stream->attributes, stream->count, stream->attribute_room);
    stream->attributes[stream->count++] = attribute;
}

/* A name has one attribute: the last that is made, in the place of the first. */
static void put_attribute(struct style_stream *stream, struct xml_attr attribute)
{
    for (size_t i = 0; i < stream->count; i++)
        if (strcmp(stream->attributes[i].name, attribute.name) == 0 && strcmp(stream->attributes[i].ns, attribute.ns) == 0) {
            stream->attributes[i] = attribute;
            return;
        }
    add_attribute(stream, attribute);
}

static struct xml_attr attribute_of(const xmlAttr *attr)
{
    const char *ns = attr->ns && attr->ns->href ? door_c(attr->ns->href) : "";
    return (struct xml_attr){ns, door_c(attr->name), door_value(attr)};
}

static void put_attributes(struct style_stream *stream, const xmlAttr *attr)
{
    for (; attr; attr = attr->next) {
        struct xml_attr of = attribute_of(attr);
        put_attribute(stream, (struct xml_attr){arena_copy(stream->arena, of.ns), arena_copy(stream->arena, of.name),
                                                arena_copy(stream->arena, of.value)});
    }
}

static void open_node(struct style_stream *stream, xsltTransformContext *context, const xmlNode *node)
{
    stream->count = 0;
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next)
        add_attribute(stream, attribute_of(attr));
    tell_open(stream, context, node->name);
}

/* A tree that libxslt made. */
static void tell_tree(struct style_stream *stream, xsltTransformContext *context, const xmlNode *root)
{
    for (const xmlNode *node = root; node && goes_on(context);) {
        bool element = node->type == XML_ELEMENT_NODE;
        if (element)
            open_node(stream, context, node);
        else if (door_is_text(node) && node->content)
            tell_words(stream, context, door_c(node->content));
        if (element && node->children) {
            node = node->children;
            continue;
        }
        if (element)
            tell_close(stream, context, node->name);
        while (node != root && !node->next) {
            node = node->parent;
            tell_close(stream, context, node->name);
        }
        node = node == root ? NULL : node->next;
    }
}

static void tell_rest(struct style_stream *stream, xsltTransformContext *context)
{
    xmlNode *element = stream->element;
    if (element->properties) {
        if (stream->pending)
            put_attributes(stream, element->properties);
        xmlFreePropList(element->properties);
        element->properties = NULL;
    }
    xmlNode *first = stream->marked ? stream->told->next : element->children;
    if (!first)
        return;
    if (stream->marked)
        stream->told->next = NULL;
    first->prev = NULL;
    settle(stream, context);
    mark_told(stream, true);
    for (const xmlNode *node = first; node; node = node->next)
        tell_tree(stream, context, node);
    xmlFreeNodeList(first);
    context->lasttext = NULL;
}

/* What libxslt made in the element since. */
static inline void catch_up(struct style_stream *stream, xsltTransformContext *context)
{
    const xmlNode *element = stream->element;
    if (element->properties || element->last != (stream->marked ? stream->told : NULL))
        tell_rest(stream, context);
}

/* -- making -- */

const xmlChar *style_stream_open(xsltTransformContext *context, const xmlChar *name)
{
    struct style_stream *stream = stream_of(context);
    if (!stream->element)
        begin(stream, context, name);
    catch_up(stream, context);
    settle(stream, context);
    const xmlChar *outer = stream->element->name;
    stream->element->name = name;
    stream->count = 0;
    stream->pending = true;
    mark_told(stream, false);
    context->insert = stream->element;
    return outer;
}

void style_stream_attribute(xsltTransformContext *context, const xmlChar *name, const char *value, bool once)
{
    struct xml_attr attribute = {"", door_c(name), value};
    if (once)
        add_attribute(stream_of(context), attribute);
    else
        put_attribute(stream_of(context), attribute);
}

void style_stream_drop_attributes(xsltTransformContext *context)
{
    stream_of(context)->count = 0;
}

bool style_stream_takes_attributes(xsltTransformContext *context)
{
    struct style_stream *stream = stream_of(context);
    catch_up(stream, context);
    return stream->pending;
}

void style_stream_text(xsltTransformContext *context, const char *text)
{
    struct style_stream *stream = stream_of(context);
    catch_up(stream, context);
    settle(stream, context);
    context->lasttext = NULL;
    tell_words(stream, context, text);
}

void style_stream_close(xsltTransformContext *context, const xmlChar *outer)
{
    struct style_stream *stream = stream_of(context);
    catch_up(stream, context);
    settle(stream, context);
    tell_close(stream, context, stream->element->name);
    stream->element->name = outer;
}

void style_stream_end(xsltTransformContext *context, const xmlDoc *result)
{
    struct style_stream *stream = stream_of(context);
    if (result && !stream->element)
        tell_tree(stream, context, xmlDocGetRootElement(result));
    if (stream->element && !stream->marked)
        xmlFreeNode(stream->told);
    free(stream->attributes);
}
