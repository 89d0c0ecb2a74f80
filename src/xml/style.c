/* Stylesheets: compiled from the files that a caller finds, applied without any way out. */
#include "xml/style_run.h"

#include <libxml/uri.h>
#include <libxml/xpath.h>
#include <libxslt/documents.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltutils.h>

#include <stdlib.h>

struct xml_style {
    xsltStylesheet *sheet;
    xsltSecurityPrefs *prefs;
    struct arena *arena; /* of its expressions */
    xmlDict *words;      /* of the names in them */
    struct style_rules *rules;
    size_t variables; /* how many names of variables there are in them */
    bool names_are_one;
    char *root;  /* see split_path */
    bool strips; /* has xsl:strip-space, which libxslt does to the source tree itself */
};

/* -- what was said, as one line -- */

/* A line such as "runtime error: file F line 12 element E", which libxslt puts before its words. */
static bool is_heading(const char *line, size_t size)
{
    static const char *const starts[] = {"compilation error", "runtime error", "error: "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (size >= strlen(starts[i]) && strncmp(line, starts[i], strlen(starts[i])) == 0)
            return true;
    return false;
}

static const char *part_after(const char *line, const char *end, const char *word)
{
    size_t size = strlen(word);
    for (const char *at = line; at + size <= end; at++)
        if (strncmp(at, word, size) == 0)
            return at + size;
    return NULL;
}

/* From such a heading: "F:12: in 'E': ". */
static void add_heading(struct buf *out, const char *line, const char *end)
{
    const char *file = part_after(line, end, " file ");
    const char *number = part_after(line, end, " line ");
    const char *element = part_after(line, end, " element ");
    if (file) {
        const char *stop = number ? number - strlen(" line ") : element ? element - strlen(" element ") : end;
        buf_add(out, file, (size_t)(stop - file));
        if (number)
            buf_printf(out, ":%ld", strtol(number, NULL, 10));
        buf_str(out, ": ");
    }
    if (element)
        buf_printf(out, "in '%.*s': ", (int)(end - element), element);
}

/* The first complaint: its heading and the first line of words after it. False: none has a heading. */
static bool add_first_complaint(struct buf *out, const char *said)
{
    bool headed = false;
    for (const char *line = said; *line;) {
        const char *end = line + strcspn(line, "\n");
        if (is_heading(line, (size_t)(end - line)) && !headed) {
            add_heading(out, line, end);
            headed = true;
        } else if (headed && end > line) {
            bool names_file = part_after(buf_text(out), buf_text(out) + out->size, "in 'include'") ||
                              part_after(buf_text(out), buf_text(out) + out->size, "in 'import'");
            buf_str(out, names_file ? "the stylesheet it names cannot be read" : "this instruction cannot be used as it stands");
            return true;
        }
        line = *end ? end + 1 : end;
    }
    return headed;
}

/* One line, with the caller's paths in place of our URIs. */
static const char *one_line(const char *text, const char *root, struct arena *arena)
{
    struct buf line = BUF_INIT;
    for (const char *at = text; *at;) {
        if (strncmp(at, DOOR_SCHEME, strlen(DOOR_SCHEME)) == 0) {
            buf_str(&line, root);
            at += strlen(DOOR_SCHEME);
            continue;
        }
        bool blank = strchr(" \t\r\n", *at);
        if (!blank || (line.size && line.data[line.size - 1] != ' '))
            buf_char(&line, blank ? ' ' : *at);
        at++;
    }
    const char *whole = buf_text(&line);
    size_t size = strlen(whole);
    char *kept = arena_copy_n(arena, whole, size && whole[size - 1] == ' ' ? size - 1 : size);
    buf_free(&line);
    return kept;
}

static const char *explain(struct door_call *call, const char *otherwise, struct arena *arena)
{
    struct buf text = BUF_INIT;
    if (add_first_complaint(&text, buf_text(&call->said))) {
        if (call->detail.size)
            buf_printf(&text, " (%s)", buf_text(&call->detail));
    } else if (call->last.size) {
        buf_str(&text, buf_text(&call->last));
    } else {
        buf_str(&text, call->detail.size ? buf_text(&call->detail) : otherwise);
    }
    const char *line = one_line(buf_text(&text), call->root ? call->root : "", arena);
    buf_free(&text);
    return line;
}

/* -- compiling -- */

/* path is root and rest, where rest neither starts with "/" nor climbs: includes may go anywhere below root. */
static char *split_path(const char *path, const char **rest)
{
    const char *at = path;
    for (const char *look = path; *look;) {
        size_t size = strcspn(look, "/");
        if (size == 2 && strncmp(look, "..", 2) == 0)
            at = look + size;
        look += size + (look[size] == '/');
    }
    at += strspn(at, "/");
    char *root = mem_copy(path);
    root[at - path] = '\0';
    *rest = at;
    return root;
}

static xsltStylesheet *compile(const char *rest)
{
    struct buf uri = BUF_INIT;
    xmlChar *escaped = xmlURIEscapeStr(door_x(rest), door_x("/"));
    buf_str(&uri, DOOR_SCHEME);
    buf_str(&uri, door_c(escaped));
    xmlFree(escaped);
    xmlDoc *doc = xsltDocDefaultLoader(door_x(buf_text(&uri)), NULL, 0, NULL, XSLT_LOAD_START);
    buf_free(&uri);
    xsltStylesheet *sheet = doc ? xsltParseStylesheetDoc(doc) : NULL;
    if (doc && !sheet)
        xmlFreeDoc(doc);
    if (sheet && sheet->errors) {
        xsltFreeStylesheet(sheet);
        sheet = NULL;
    }
    return sheet;
}

static bool strips(xsltStylesheet *sheet)
{
    for (; sheet; sheet = xsltNextImport(sheet))
        if (sheet->stripSpaces || sheet->stripAll)
            return true;
    return false;
}

static xsltSecurityPrefs *forbid_all(void)
{
    xsltSecurityPrefs *prefs = xsltNewSecurityPrefs();
    for (int option = XSLT_SECPREF_READ_FILE; option <= XSLT_SECPREF_WRITE_NETWORK; option++)
        xsltSetSecurityPrefs(prefs, (xsltSecurityOption)option, xsltSecurityForbid);
    return prefs;
}

static void take_over(struct xml_style *style)
{
    xsltStylesheet *sheet = style->sheet;
    style->names_are_one = !sheet->imports;
    struct path_maker maker = {.words = style->words, .names = sheet->dict, .arena = style->arena};
    style_take_over(sheet, &maker);
    style->rules = style_rules_new(sheet, style->words, style->arena);
    style->variables = maker.variable_count;
    free(maker.variables);
}

struct xml_style *xml_style_new(const char *path, xml_find *find, void *with, struct arena *arena, const char **why)
{
    const char *rest;
    char *root = split_path(path, &rest);
    struct door_call call = {.find = find, .with = with, .root = root};
    door_begin(&call);
    xsltStylesheet *sheet = compile(rest);
    if (!sheet)
        *why = explain(&call, arena_printf(arena, "there is no stylesheet '%s'", path), arena);
    door_end(&call);
    if (!sheet) {
        free(root);
        return NULL;
    }
    struct xml_style *style = mem_zero(1, sizeof *style);
    style->sheet = sheet;
    style->prefs = forbid_all();
    style->root = root;
    style->strips = strips(sheet);
    style->arena = arena_new();
    style->words = parse_words();
    xmlDictReference(style->words);
    if (!style->strips)
        take_over(style);
    return style;
}

void xml_style_free(struct xml_style *style)
{
    if (!style)
        return;
    xsltFreeStylesheet(style->sheet);
    arena_free(style->arena);
    xmlDictFree(style->words);
    xsltFreeSecurityPrefs(style->prefs);
    free(style->root);
    free(style);
}

/* -- applying -- */

static xmlDoc *apply(const struct xml_style *style, xmlDoc *doc, const char *const *params, struct style_run *run)
{
    xsltTransformContext *context = run->paths.context;
    bool fine = xsltSetCtxtSecurityPrefs(style->prefs, context) == 0;
    for (; params && params[0] && fine; params += 2)
        fine = xsltQuoteOneUserParam(context, door_x(params[0]), door_x(params[1] ? params[1] : "")) == 0;
    context->initialContextDoc = doc;
    if (fine && style->names_are_one && style->rules)
        style_bind_globals(context, style->sheet);
    xmlDoc *result = fine ? xsltApplyStylesheetUser(style->sheet, doc, NULL, NULL, NULL, context) : NULL;
    if (result && context->state != XSLT_STATE_OK) {
        xmlFreeDoc(result);
        result = NULL;
    }
    return result;
}

/* A stack of templates that is full is libxslt's to enlarge, and what goes onto it then, too. Elements are numbered in document order each
 * time, unless the tree shows none. */
static xsltTransformContext *new_context(const struct xml_style *style, xmlDoc *doc)
{
    enum { DEPTH = 64 };
    struct region *region = doc->_private;
    bool *numbered = region && !region_is_mixed(region) ? region_numbered(region) : NULL;
    xmlNode *children = doc->children;
    doc->children = numbered && *numbered ? NULL : children;
    xsltTransformContext *context = xsltNewTransformContext(style->sheet, doc);
    doc->children = children;
    if (numbered)
        *numbered = true;
    if (context->templMax < DEPTH) {
        context->templTab = xmlRealloc(context->templTab, DEPTH * sizeof *context->templTab);
        context->templMax = DEPTH;
    }
    return context;
}

static xmlDoc *transform(const struct xml_style *style, xmlDoc *doc, const char *const *params, struct style_stream *stream)
{
    struct arena *arena = arena_new();
    struct style_run run = {.rules = style->rules, .stream = stream, .helped = true};
    run.paths = (struct path_run){.arena = arena, .region = region_new(), .names_are_one = style->names_are_one};
    run.paths.context = new_context(style, doc);
    run.paths.globals = arena_alloc(arena, (style->variables + 1) * sizeof *run.paths.globals);
    run.paths.context->_private = &run;
    xmlDoc *result = apply(style, doc, params, &run);
    if (stream)
        style_stream_end(run.paths.context, result);
    xsltFreeTransformContext(run.paths.context);
    if (run.helped)
        region_mix(run.paths.region);
    if (result)
        result->_private = run.paths.region;
    else
        region_free(run.paths.region);
    arena_free(arena);
    free(run.paths.nodes);
    free(run.bounds);
    return result;
}

static xmlDoc *transform_within(const struct xml_style *style, const struct xml_doc *doc, const char *const *params,
                                struct style_stream *stream, struct arena *arena, const char **why)
{
    struct xml_doc *copy = style->strips ? xml_copy(doc) : NULL;
    xmlDoc *source = door_doc(copy ? copy : doc);
    struct door_call call = {.root = style->root};
    door_begin(&call);
    xmlDoc *result = transform(style, source, params, stream);
    if (!result)
        *why = explain(&call, "the transformation failed", arena);
    door_end(&call);
    xml_free(copy);
    return result;
}

struct xml_doc *xml_style_apply(struct xml_style *style, const struct xml_doc *doc, const char *const *params,
                                struct arena *arena, const char **why)
{
    return (struct xml_doc *)transform_within(style, doc, params, NULL, arena, why);
}

bool xml_style_tell(struct xml_style *style, const struct xml_doc *doc, const char *const *params, const struct xml_handler *handler,
                    void *with, struct arena *arena, const char **why)
{
    struct style_stream stream = {.to = handler, .with = with};
    xmlDoc *result = transform_within(style, doc, params, &stream, arena, why);
    xml_free((struct xml_doc *)result);
    return result;
}
