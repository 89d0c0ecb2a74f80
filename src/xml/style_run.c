/* Instructions of stylesheets whose expressions path.h can evaluate: they do what libxslt's own do, and leave it to those where
 * the expression turns out to be beyond it. */
#include "xml/style_run.h"

#include <libxml/parserInternals.h>
#include <libxslt/imports.h>
#include <libxslt/templates.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>

#include <stdlib.h>

static const struct path *path_in(const xmlNode *instruction)
{
    const struct style_part *part = style_part_in(instruction);
    return part ? part->path : NULL;
}

static bool is_plain(const xmlNode *instruction)
{
    const struct style_part *part = style_part_in(instruction);
    return part && part->plain;
}

static struct path_run *run_of(const xsltTransformContext *context)
{
    return &((struct style_run *)context->_private)->paths;
}

static bool is_of(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp(door_c(node->name), name) == 0 && style_is_instruction(node);
}

/* -- xsl:if and xsl:choose -- */

static void run_if(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    bool holds;
    if (!path_true(run_of(context), path_in(instruction), node, &holds))
        xsltIf(context, node, instruction, compiled);
    else if (holds && instruction->children)
        style_run_content(context, node, instruction->children, NULL, is_plain(instruction));
}

static void run_choose(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    xmlNode *branch = instruction->children;
    for (; branch; branch = branch->next) {
        bool holds = true;
        if (path_in(branch) && !path_true(run_of(context), path_in(branch), node, &holds)) {
            xsltChoose(context, node, instruction, compiled);
            return;
        }
        if (holds)
            break;
    }
    if (branch && branch->children)
        style_run_content(context, node, branch->children, NULL, is_plain(branch));
}

static void run_value_of(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    const char *text;
    xsltStylePreComp *its = (xsltStylePreComp *)compiled;
    if (!path_text(run_of(context), path_in(instruction), node, &text))
        xsltValueOf(context, node, instruction, compiled);
    else if (*text)
        style_add_text(context, text, its->noescape);
}

/* -- variables and parameters -- */

/* What an instruction binds a name to; NULL: libxslt is to say. */
static xsltStackElem *bind(xsltTransformContext *context, xmlNode *instruction)
{
    xsltStylePreComp *its = instruction->psvi;
    xmlXPathObject *value = NULL;
    if (its && its->select && path_in(instruction))
        value = path_object(run_of(context), path_in(instruction), context->node);
    else if (its && !its->select && !instruction->children)
        value = xmlXPathNewCString("");
    if (!value)
        return NULL;
    xsltStackElem *bound = xmlMalloc(sizeof *bound);
    *bound = (xsltStackElem){
        .comp = its,
        .computed = 1,
        .name = its->name,
        .nameURI = its->ns,
        .select = its->select,
        .value = value,
    };
    return bound;
}

static void run_variable(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    (void)node;
    (void)compiled;
    xsltStackElem *bound = bind(context, instruction), *before = context->vars;
    if (bound)
        xsltLocalVariablePush(context, bound, style_part_in(instruction)->level);
    else
        xsltParseStylesheetVariable(context, instruction);
    if (!bound && context->vars != before)
        context->vars->level = style_part_in(instruction)->level;
}

/* Those that are there already, the caller's parameters, stay. What asks for one that is not there yet waits for it; what is left
 * in the end is libxslt's. It takes a variable that is there without what it was compiled to for a caller's. */
void style_bind_globals(xsltTransformContext *context, const xsltStylesheet *sheet)
{
    context->node = (xmlNode *)context->initialContextDoc;
    for (bool more = true; more;) {
        more = false;
        for (const xsltStackElem *global = sheet->variables; global; global = global->next) {
            bool there = xmlHashLookup2(context->globalVars, global->name, global->nameURI);
            xsltStackElem *bound = there || !global->comp ? NULL : bind(context, global->comp->inst);
            if (!bound)
                continue;
            bound->comp = NULL;
            more = xmlHashAddEntry2(context->globalVars, global->name, global->nameURI, bound) == 0;
        }
    }
    context->node = NULL;
}

static xsltStackElem *read_params(xsltTransformContext *context, const xmlNode *instruction)
{
    xsltStackElem *params = NULL;
    for (xmlNode *child = instruction->children; child; child = child->next) {
        xsltStackElem *param = bind(context, child);
        if (!param)
            param = xsltParseStylesheetCallerParam(context, child);
        if (!param)
            continue;
        param->next = params;
        params = param;
    }
    return params;
}

/* -- xsl:call-template -- */

/* Level -1: the caller's, who frees it; 0: the template's own. */
static void bind_param(xsltTransformContext *context, xmlNode *instruction, xsltStackElem *params)
{
    const xsltStylePreComp *its = instruction->psvi;
    for (; params; params = params->next)
        if (params->name == its->name && params->nameURI == its->ns) {
            xsltLocalVariablePush(context, params, -1);
            return;
        }
    xsltStackElem *bound = bind(context, instruction);
    if (bound)
        xsltLocalVariablePush(context, bound, 0);
    else
        xsltParseStylesheetParam(context, instruction);
}

static void apply_template(xsltTransformContext *context, xmlNode *node, xsltTemplate *rule, xsltStackElem *params)
{
    int base = context->varsBase;
    context->varsBase = context->varsNr;
    context->templTab[context->templNr++] = rule;
    context->templ = rule;
    xmlNode *content = rule->content;
    for (; content && style_is(content, XSLT_FUNC_PARAM); content = content->next)
        bind_param(context, content, params);
    style_run_content(context, node, content, rule, is_plain(rule->elem));
    if (context->varsNr > context->varsBase)
        xsltLocalVariablePop(context, context->varsBase, -2);
    context->varsBase = base;
    context->templNr--;
    context->templ = context->templNr ? context->templTab[context->templNr - 1] : NULL;
}

static bool has_room(const xsltTransformContext *context)
{
    return context->templNr < context->templMax && context->templNr + 1 < context->maxTemplateDepth &&
           context->varsNr + 1 < context->maxTemplateVars;
}

/* What is not found, or goes too deep, is libxslt's to report. */
static void run_call(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    xsltTemplate *rule = ((xsltStylePreComp *)compiled)->templ;
    if (!rule || !has_room(context) || !context->insert) {
        xsltCallTemplate(context, node, instruction, compiled);
        return;
    }
    xsltStackElem *params = read_params(context, instruction);
    if (rule->content)
        apply_template(context, node, rule, params);
    xsltFreeStackElemList(params);
}

/* -- xsl:apply-templates and xsl:for-each -- */

/* What they change while they go through nodes. */
struct place_kept {
    xmlNode *node;
    xmlDoc *doc;
    const xmlChar *mode, *mode_space;
    xsltDocument *document;
    xsltTemplate *rule;
    xmlNs **spaces;
    int space_count, size, position;
};

static struct place_kept keep_place(const xsltTransformContext *context)
{
    const xmlXPathContext *at = context->xpathCtxt;
    return (struct place_kept){
        .node = context->node,
        .doc = at->doc,
        .mode = context->mode,
        .mode_space = context->modeURI,
        .document = context->document,
        .rule = context->currentTemplateRule,
        .spaces = at->namespaces,
        .space_count = at->nsNr,
        .size = at->contextSize,
        .position = at->proximityPosition,
    };
}

static void go_back(xsltTransformContext *context, struct place_kept kept)
{
    xmlXPathContext *at = context->xpathCtxt;
    context->node = kept.node;
    context->mode = kept.mode;
    context->modeURI = kept.mode_space;
    context->document = kept.document;
    context->currentTemplateRule = kept.rule;
    at->doc = kept.doc;
    at->namespaces = kept.spaces;
    at->nsNr = kept.space_count;
    at->contextSize = kept.size;
    at->proximityPosition = kept.position;
}

static void go_to(xsltTransformContext *context, xmlNode *node, int position, int size)
{
    context->node = node;
    context->xpathCtxt->doc = node->doc;
    context->xpathCtxt->proximityPosition = position;
    context->xpathCtxt->contextSize = size;
}

static void select_children(struct path_run *run, const xmlNode *node)
{
    bool has = node->type == XML_ELEMENT_NODE || node->type == XML_DOCUMENT_NODE;
    for (xmlNode *child = has ? node->children : NULL; child; child = child->next) {
        MEM_GROW(run->nodes, run->count, run->room);
        run->nodes[run->count++] = child;
    }
}

/* What no template matches is libxslt's, and so are texts that one may match. */
static void process(xsltTransformContext *context, xmlNode *node, xsltStackElem *params)
{
    if (node->type == XML_TEXT_NODE && node->content && style_copies_texts(context)) {
        style_add_text(context, door_c(node->content), node->name == xmlStringTextNoenc);
        return;
    }
    xsltTemplate *rule = has_room(context) && !door_is_text(node) ? style_rule(context, node) : NULL;
    if (!rule) {
        xsltProcessOneNode(context, node, params);
        return;
    }
    xsltTemplate *outer = context->currentTemplateRule;
    context->currentTemplateRule = rule;
    if (rule->content)
        apply_template(context, node, rule, params);
    context->currentTemplateRule = outer;
}

static void run_apply(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    struct path_run *run = run_of(context);
    xsltStylePreComp *its = (xsltStylePreComp *)compiled;
    size_t from = run->count;
    if (!path_in(instruction)) {
        select_children(run, node);
    } else if (!path_nodes(run, path_in(instruction), node)) {
        xsltApplyTemplates(context, node, instruction, compiled);
        return;
    }
    size_t end = run->count;
    if (end == from)
        return;
    struct place_kept kept = keep_place(context);
    context->mode = its->mode;
    context->modeURI = its->modeURI;
    xsltStackElem *params = read_params(context, instruction);
    for (size_t i = from; i < end; i++) {
        go_to(context, run->nodes[i], (int)(i - from) + 1, (int)(end - from));
        process(context, run->nodes[i], params);
    }
    xsltFreeStackElemList(params);
    run->count = from;
    go_back(context, kept);
}

static void run_for_each(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    struct path_run *run = run_of(context);
    size_t from = run->count;
    if (!path_nodes(run, path_in(instruction), node)) {
        xsltForEach(context, node, instruction, compiled);
        return;
    }
    size_t end = run->count;
    struct place_kept kept = keep_place(context);
    context->currentTemplateRule = NULL;
    for (size_t i = from; i < end; i++) {
        go_to(context, run->nodes[i], (int)(i - from) + 1, (int)(end - from));
        style_run_content(context, run->nodes[i], instruction->children, NULL, is_plain(instruction));
    }
    run->count = from;
    go_back(context, kept);
}

/* -- taking instructions over -- */

/* Nothing but parameters, or nothing but branches, as the instruction must have them. */
static bool holds_only(const xmlNode *instruction, const char *name)
{
    for (const xmlNode *child = instruction->children; child; child = child->next)
        if (!is_of(child, name))
            return false;
    return true;
}

static bool has_sort(const xmlNode *instruction)
{
    for (const xmlNode *child = instruction->children; child; child = child->next)
        if (is_of(child, "sort"))
            return true;
    return false;
}

static bool compile(xmlNode *instruction, const xmlChar *text, struct path_maker *maker)
{
    const xsltStylePreComp *its = instruction->psvi;
    struct style_part *part = style_part(instruction, maker);
    if (text && its && its->comp && !part->path)
        part->path = path_compile(maker, door_c(text), its->nsList, its->nsNr);
    return part->path;
}

static bool compile_branches(xmlNode *choose, struct path_maker *maker)
{
    if (!choose->children)
        return false;
    for (xmlNode *branch = choose->children; branch; branch = branch->next) {
        const xsltStylePreComp *its = branch->psvi;
        bool last = is_of(branch, "otherwise") && !branch->next && branch != choose->children;
        if (!last && (!is_of(branch, "when") || !its || !compile(branch, its->test, maker)))
            return false;
    }
    return true;
}

static bool has_plain_name(const xsltStylePreComp *its, const struct path_maker *maker)
{
    bool named = its->has_name && its->name && !its->has_ns && !strchr(door_c(its->name), ':');
    return named && strcmp(door_c(its->name), "xmlns") != 0 && xmlDictOwns(maker->names, its->name) == 1;
}

static void take_over(xsltStylePreComp *its, struct path_maker *maker)
{
    xmlNode *instruction = its->inst;
    switch (its->type) {
    case XSLT_FUNC_IF:
        if (compile(instruction, its->test, maker))
            its->func = run_if;
        break;
    case XSLT_FUNC_CHOOSE:
        if (compile_branches(instruction, maker))
            its->func = run_choose;
        break;
    case XSLT_FUNC_VALUEOF:
        if (compile(instruction, its->select, maker))
            its->func = run_value_of;
        break;
    case XSLT_FUNC_APPLYTEMPLATES:
        if (holds_only(instruction, "with-param") && (!its->select || compile(instruction, its->select, maker)))
            its->func = run_apply;
        break;
    case XSLT_FUNC_FOREACH:
        if (!has_sort(instruction) && compile(instruction, its->select, maker))
            its->func = run_for_each;
        break;
    case XSLT_FUNC_VARIABLE:
        if (compile(instruction, its->select, maker))
            its->func = run_variable;
        break;
    case XSLT_FUNC_PARAM:
    case XSLT_FUNC_WITHPARAM: compile(instruction, its->select, maker); break;
    case XSLT_FUNC_CALLTEMPLATE:
        if (holds_only(instruction, "with-param"))
            its->func = run_call;
        break;
    case XSLT_FUNC_ATTRIBUTE:
        if (has_plain_name(its, maker))
            its->func = style_run_attribute;
        break;
    default: break;
    }
}

void style_take_over(xsltStylesheet *sheet, struct path_maker *maker)
{
    for (; sheet; sheet = xsltNextImport(sheet)) {
        for (xsltElemPreComp *compiled = sheet->preComps; compiled; compiled = compiled->next)
            if (compiled->inst && compiled->type != XSLT_FUNC_EXTENSION && compiled->type <= XSLT_FUNC_WHEN)
                take_over((xsltStylePreComp *)compiled, maker);
        for (xsltTemplate *rule = sheet->templates; rule; rule = rule->next)
            if (rule->elem)
                style_take_over_template(rule, maker);
    }
}
