/* Instructions of stylesheets whose expressions path.h can evaluate: they do what libxslt's own do, and leave it to those where
 * the expression turns out to be beyond it. */
#include "xml/style_run.h"

#include <libxml/parserInternals.h>
#include <libxslt/imports.h>
#include <libxslt/templates.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>

#include <stdlib.h>

static struct path_run *run_of(const xsltTransformContext *context)
{
    return &((struct style_run *)context->_private)->paths;
}

static bool is_of(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp(door_c(node->name), name) == 0 && style_is_instruction(node);
}

/* -- xsl:if and xsl:choose -- */

static void run_if(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    bool holds;
    if (!path_true(run_of(context), part->path, node, &holds))
        xsltIf(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
    else if (holds && part->content)
        style_run_content(context, node, part);
}

static void run_choose(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    const struct style_part *branch = part->content;
    for (; branch; branch = branch->next) {
        bool holds = true;
        if (branch->path && !path_true(run_of(context), branch->path, node, &holds)) {
            xsltChoose(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
            return;
        }
        if (holds)
            break;
    }
    if (branch && branch->content)
        style_run_content(context, node, branch);
}

static void run_value_of(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    const char *text;
    if (!path_text(run_of(context), part->path, node, &text))
        xsltValueOf(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
    else if (*text)
        style_add_text(context, text, part->its->noescape);
}

/* -- variables and parameters -- */

/* Flags of our own: the value is somebody else's; the binding is a struct style_bound, whose value is its own. */
enum { BORROWED = 1 << 24, STACKED = 1 << 25 };

static xsltStackElem bound_to(xsltStylePreComp *its, xmlXPathObject *value, int flags)
{
    return (xsltStackElem){
        .comp = its,
        .computed = 1,
        .name = its->name,
        .nameURI = its->ns,
        .select = its->select,
        .value = value,
        .flags = flags,
    };
}

static bool is_empty(const struct style_part *part)
{
    return !part->path && part->its && !part->its->select && !part->node->children;
}

/* What an instruction binds a name to, for libxslt to free; NULL: libxslt is to say what it is. */
static xsltStackElem *bind(xsltTransformContext *context, const struct style_part *part)
{
    xmlXPathObject *value = NULL;
    if (part->path)
        value = path_object(run_of(context), part->path, context->node);
    else if (is_empty(part))
        value = xmlXPathNewCString("");
    if (!value)
        return NULL;
    xsltStackElem *bound = xmlMalloc(sizeof *bound);
    *bound = bound_to(part->its, value, 0);
    return bound;
}

static struct style_bound *take_bound(xsltTransformContext *context)
{
    struct style_run *run = context->_private;
    size_t block = run->bound_count / STYLE_BOUNDS;
    if (block == run->bound_blocks) {
        MEM_GROW(run->bounds, run->bound_blocks, run->bound_room);
        run->bounds[run->bound_blocks++] = arena_alloc(run->paths.arena, STYLE_BOUNDS * sizeof **run->bounds);
    }
    return &run->bounds[block][run->bound_count++ % STYLE_BOUNDS];
}

/* The binding taken last of those that are left. */
static void give_bound(xsltTransformContext *context, xsltStackElem *elem)
{
    struct style_run *run = context->_private;
    path_release(&((struct style_bound *)elem)->value);
    run->bound_count--;
}

/* The same as bind, for this file to give back: in the opposite order. */
static xsltStackElem *bind_here(xsltTransformContext *context, const struct style_part *part)
{
    struct style_bound *bound = take_bound(context);
    bound->value.set.nodeTab = NULL;
    bool known = part->path ? path_bind(run_of(context), part->path, context->node, &bound->value) : is_empty(part);
    if (!known) {
        give_bound(context, &bound->elem);
        return NULL;
    }
    if (!part->path)
        bound->value.object = (xmlXPathObject){.type = XPATH_STRING, .stringval = (xmlChar *)""};
    bound->elem = bound_to(part->its, &bound->value.object, STACKED);
    return &bound->elem;
}

/* A parameter whose value need not be made. */
static xsltStackElem *borrow(xsltTransformContext *context, const struct style_part *part)
{
    xmlXPathObject *value = NULL;
    if (part->constant)
        value = part->constant->value;
    else if (part->path)
        value = path_bound(run_of(context), part->path);
    if (!value)
        return NULL;
    struct style_bound *bound = take_bound(context);
    bound->value.set.nodeTab = NULL;
    bound->elem = bound_to(part->its, value, STACKED);
    return &bound->elem;
}

static void give_back(xsltTransformContext *context, xsltStackElem *elem)
{
    if (elem->flags & STACKED)
        give_bound(context, elem);
    else
        xsltFreeStackElemList(elem);
}

/* Below level 0 they are somebody else's to free: see bind_param. */
void style_drop_variables(xsltTransformContext *context, int count)
{
    while (context->varsNr > count) {
        xsltStackElem *elem = context->varsTab[--context->varsNr];
        if (elem->level >= 0)
            give_back(context, elem);
    }
    context->vars = context->varsNr ? context->varsTab[context->varsNr - 1] : NULL;
}

/* libxslt enlarges the stack. */
static inline void push(xsltTransformContext *context, xsltStackElem *elem, int level)
{
    if (context->varsNr >= context->varsMax) {
        xsltLocalVariablePush(context, elem, level);
        return;
    }
    elem->level = level;
    context->vars = context->varsTab[context->varsNr++] = elem;
}

/* elem: NULL: libxslt is to say what it is. */
static void push_variable(xsltTransformContext *context, const struct style_part *part, xsltStackElem *elem)
{
    const xsltStackElem *before = context->vars;
    if (elem)
        push(context, elem, part->level);
    else
        xsltParseStylesheetVariable(context, part->node);
    if (!elem && context->vars != before)
        context->vars->level = part->level;
}

static void run_variable(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    (void)node;
    push_variable(context, part, bind_here(context, part));
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
            const struct style_part *part = there || !global->comp ? NULL : style_part_in(global->comp->inst);
            xsltStackElem *bound = part ? bind(context, part) : NULL;
            if (!bound)
                continue;
            bound->comp = NULL;
            more = xmlHashAddEntry2(context->globalVars, global->name, global->nameURI, bound) == 0;
        }
    }
    context->node = NULL;
}

static xsltStackElem *read_params(xsltTransformContext *context, const struct style_part *part)
{
    xsltStackElem *params = NULL;
    for (const struct style_part *child = part->content; child; child = child->next) {
        xsltStackElem *param = borrow(context, child);
        if (!param)
            param = bind_here(context, child);
        if (!param)
            param = xsltParseStylesheetCallerParam(context, child->node);
        if (!param)
            continue;
        param->next = params;
        params = param;
    }
    return params;
}

static void free_params(xsltTransformContext *context, xsltStackElem *params)
{
    for (xsltStackElem *param = params, *next; param; param = next) {
        next = param->next;
        param->next = NULL;
        give_back(context, param);
    }
}

/* -- xsl:call-template -- */

/* Level -1: the caller's, who frees it, or the sheet's; 0: the template's own. */
static void bind_param(xsltTransformContext *context, const struct style_part *part, xsltStackElem *params)
{
    for (; params; params = params->next)
        if (params->name == part->its->name && params->nameURI == part->its->ns) {
            push(context, params, -1);
            return;
        }
    xsltStackElem *bound = part->constant ? part->constant : bind_here(context, part);
    if (bound)
        push(context, bound, part->constant ? -1 : 0);
    else
        xsltParseStylesheetParam(context, part->node);
}

static void apply_template(xsltTransformContext *context, xmlNode *node, const struct style_part *part, xsltStackElem *params)
{
    if (!part->first)
        return;
    int base = context->varsBase;
    context->varsBase = context->varsNr;
    context->templTab[context->templNr++] = part->rule;
    context->templ = part->rule;
    for (const struct style_part *param = part->first; param != part->content; param = param->next)
        bind_param(context, param, params);
    style_run_content(context, node, part);
    if (context->varsNr > context->varsBase)
        style_drop_variables(context, context->varsBase);
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
static void run_call(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    if (!part->called && part->its->templ)
        ((struct style_part *)part)->called = style_part_in(part->its->templ->elem);
    if (!part->called || !has_room(context) || !context->insert) {
        xsltCallTemplate(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
        return;
    }
    xsltStackElem *params = part->content ? read_params(context, part) : NULL;
    apply_template(context, node, part->called, params);
    if (params)
        free_params(context, params);
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

/* What no template matches is libxslt's. */
static void process(xsltTransformContext *context, xmlNode *node, xsltStackElem *params)
{
    if (node->type == XML_TEXT_NODE && node->content && style_copies_texts(context)) {
        style_add_text(context, door_c(node->content), node->name == xmlStringTextNoenc);
        return;
    }
    const struct style_part *rule = has_room(context) ? style_rule(context, node) : NULL;
    if (!rule) {
        xsltProcessOneNode(style_handed(context), node, params);
        return;
    }
    xsltTemplate *outer = context->currentTemplateRule;
    context->currentTemplateRule = rule->rule;
    apply_template(context, node, rule, params);
    context->currentTemplateRule = outer;
}

static void run_apply(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    struct path_run *run = run_of(context);
    size_t from = run->count;
    if (!part->path) {
        select_children(run, node);
    } else if (!path_nodes(run, part->path, node)) {
        xsltApplyTemplates(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
        return;
    }
    size_t end = run->count;
    if (end == from)
        return;
    struct place_kept kept = keep_place(context);
    context->mode = part->its->mode;
    context->modeURI = part->its->modeURI;
    xsltStackElem *params = read_params(context, part);
    for (size_t i = from; i < end; i++) {
        go_to(context, run->nodes[i], (int)(i - from) + 1, (int)(end - from));
        process(context, run->nodes[i], params);
    }
    free_params(context, params);
    run->count = from;
    go_back(context, kept);
}

static void run_for_each(xsltTransformContext *context, xmlNode *node, const struct style_part *part)
{
    struct path_run *run = run_of(context);
    size_t from = run->count;
    if (!path_nodes(run, part->path, node)) {
        xsltForEach(style_handed(context), node, part->node, (xsltElemPreComp *)part->its);
        return;
    }
    size_t end = run->count;
    struct place_kept kept = keep_place(context);
    context->currentTemplateRule = NULL;
    for (size_t i = from; i < end; i++) {
        go_to(context, run->nodes[i], (int)(i - from) + 1, (int)(end - from));
        style_run_content(context, run->nodes[i], part);
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

/* A sheet has all its parameters' constants from the beginning: the stack of variables takes them as they are. */
static void compile_param(xmlNode *instruction, struct path_maker *maker)
{
    static const struct path nothing = {.kind = PATH_TEXT, .text = ""};
    xsltStylePreComp *its = instruction->psvi;
    struct style_part *part = style_part(instruction, maker);
    bool known = its && its->select && compile(instruction, its->select, maker);
    const struct path *path = known ? part->path : its && !its->select && !instruction->children ? &nothing : NULL;
    xmlXPathObject *value = path ? path_constant(path, maker->arena) : NULL;
    if (!value)
        return;
    xsltStackElem *constant = arena_alloc(maker->arena, sizeof *constant);
    *constant = bound_to(its, value, BORROWED);
    part->constant = constant;
}

static bool compile_branches(xmlNode *choose, struct path_maker *maker)
{
    if (!choose->children)
        return false;
    for (xmlNode *branch = choose->children; branch; branch = branch->next) {
        const xsltStylePreComp *its = branch->psvi;
        bool last = is_of(branch, "otherwise") && !branch->next && branch != choose->children && style_part(branch, maker);
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

/* For libxslt, which knows an instruction by its node, and frees the variables of what it carries out. */
static void run_here(xsltTransformContext *context, xmlNode *node, xmlNode *instruction, xsltElemPreComp *compiled)
{
    (void)compiled;
    const struct style_part *part = style_part_in(instruction);
    if (part->act == run_variable)
        push_variable(context, part, bind(context, part));
    else
        part->act(context, node, part);
}

/* Who carries the instruction out; NULL: libxslt. Of some others the node is gone already. */
static style_act *act_for(xsltStylePreComp *its, struct path_maker *maker)
{
    xmlNode *instruction = its->inst;
    switch (its->type) {
    case XSLT_FUNC_IF: return compile(instruction, its->test, maker) ? run_if : NULL;
    case XSLT_FUNC_CHOOSE: return compile_branches(instruction, maker) ? run_choose : NULL;
    case XSLT_FUNC_VALUEOF: return compile(instruction, its->select, maker) ? run_value_of : NULL;
    case XSLT_FUNC_APPLYTEMPLATES:
        return holds_only(instruction, "with-param") && (!its->select || compile(instruction, its->select, maker)) ? run_apply : NULL;
    case XSLT_FUNC_FOREACH: return !has_sort(instruction) && compile(instruction, its->select, maker) ? run_for_each : NULL;
    case XSLT_FUNC_VARIABLE: return compile(instruction, its->select, maker) ? run_variable : NULL;
    case XSLT_FUNC_CALLTEMPLATE: return holds_only(instruction, "with-param") ? run_call : NULL;
    case XSLT_FUNC_ELEMENT: return style_read_name(instruction, maker) ? style_run_named : NULL;
    case XSLT_FUNC_ATTRIBUTE: return has_plain_name(its, maker) ? style_run_attribute : NULL;
    case XSLT_FUNC_PARAM:
    case XSLT_FUNC_WITHPARAM: compile_param(instruction, maker); return NULL;
    default: return NULL;
    }
}

static void take_over(xsltStylePreComp *its, struct path_maker *maker)
{
    style_act *act = act_for(its, maker);
    if (!act)
        return;
    style_part(its->inst, maker)->act = act;
    its->func = run_here;
}

void style_take_over(xsltStylesheet *sheet, struct path_maker *maker)
{
    for (; sheet; sheet = xsltNextImport(sheet)) {
        for (const xsltTemplate *rule = sheet->templates; rule; rule = rule->next)
            if (rule->elem)
                style_lay_out(rule, maker);
        for (xsltElemPreComp *compiled = sheet->preComps; compiled; compiled = compiled->next)
            if (compiled->inst && compiled->type != XSLT_FUNC_EXTENSION && compiled->type <= XSLT_FUNC_WHEN)
                take_over((xsltStylePreComp *)compiled, maker);
        for (xsltTemplate *rule = sheet->templates; rule; rule = rule->next)
            if (rule->elem)
                style_take_over_template(rule, maker);
    }
}
