/* Starting and ending: the memory, the error channels and the one loader of other files that both libraries are given. */
#include "xml/door.h"

#include <libexslt/exslt.h>
#include <libexslt/exsltconfig.h>
#include <libxml/uri.h>
#include <libxml/xpath.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/security.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltutils.h>

#include <stdlib.h>

/* The libraries' hooks are the process's own and get no word from the caller, so the call under way stands here.
 * It is set by door_begin and taken back by door_end; between calls it is NULL and every hook stays silent. */
static _Thread_local struct door_call *under_way;

void door_begin(struct door_call *call)
{
    call->outer = under_way;
    under_way = call;
}

void door_end(struct door_call *call)
{
    under_way = call->outer;
    buf_free(&call->said);
    buf_free(&call->last);
    buf_free(&call->detail);
}

void door_say(struct door_call *call, const char *format, va_list args)
{
    va_list again;
    char small[512];
    if (!format)
        return;
    va_copy(again, args);
    int size = vsnprintf(small, sizeof small, format, args);
    char *text = small;
    if (size >= (int)sizeof small) {
        text = mem_alloc((size_t)size + 1);
        vsnprintf(text, (size_t)size + 1, format, again);
    }
    va_end(again);
    if (size > 0) {
        buf_str(&call->said, text);
        if (strcmp(text, "\n") != 0) {
            buf_clear(&call->last);
            buf_str(&call->last, text);
        }
    }
    if (text != small)
        free(text);
}

static void on_words(void *with, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void on_words(void *with, const char *format, ...)
{
    (void)with;
    if (!under_way)
        return;
    va_list args;
    va_start(args, format);
    door_say(under_way, format, args);
    va_end(args);
}

static void on_debug(void *with, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void on_debug(void *with, const char *format, ...)
{
    (void)with;
    (void)format;
}

static void on_error(void *with, door_error error)
{
    (void)with;
    if (!under_way || !error || error->level < XML_ERR_ERROR || under_way->detail.size)
        return;
    if (error->file && error->line > 0)
        buf_printf(&under_way->detail, "%s:%d: ", error->file, error->line);
    const struct xml_fault fault = {error->code, 0, 0};
    bool expression = error->domain == XML_FROM_XPATH;
    buf_str(&under_way->detail, expression ? "the expression cannot be read" : xml_fault_words(&fault));
    if (error->domain == XML_FROM_XPATH && error->str1)
        buf_printf(&under_way->detail, " in '%s'", error->str1);
}

/* A path of find's: no scheme, nothing that climbs. */
static bool path_is_plain(const char *path)
{
    for (const char *at = path; *at; at++)
        if ((at == path || at[-1] == '/') && strncmp(at, "..", 2) == 0 && (at[2] == '/' || !at[2]))
            return false;
    return *path && *path != '/';
}

/* The bytes at a path, through the call under way; false: there is none, or it is not to be had. */
static bool fetch(const char *uri, const char **bytes, size_t *size)
{
    struct door_call *call = under_way;
    if (!call || !call->find)
        return false;
    char *path = xmlURIUnescapeString(uri, 0, NULL);
    struct buf whole = BUF_INIT;
    buf_str(&whole, call->root ? call->root : "");
    buf_str(&whole, path);
    bool found = path_is_plain(path) && call->find(call->with, buf_text(&whole), bytes, size);
    buf_free(&whole);
    xmlFree(path);
    return found && *size <= INT32_MAX;
}

/* Every file that libxml2 wants besides the one it was given comes through here: only the import of a schema is to be had. */
static xmlParserInput *load(const char *uri, const char *id, xmlParserCtxt *context)
{
    const char *bytes = NULL;
    size_t size = 0;
    (void)id;
    if (!uri || strchr(uri, ':') || !fetch(uri, &bytes, &size))
        return NULL;
    xmlParserInputBuffer *buffer = xmlParserInputBufferCreateMem(bytes, (int)size, XML_CHAR_ENCODING_NONE);
    xmlParserInput *input = buffer ? xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE) : NULL;
    if (input)
        input->filename = (char *)xmlStrdup(door_x(uri));
    else if (buffer)
        xmlFreeParserInputBuffer(buffer);
    return input;
}

/* Every stylesheet that libxslt wants; documents it is refused. */
static xmlDoc *load_style(const xmlChar *uri, xmlDict *dict, int options, void *context, xsltLoadType type)
{
    const char *bytes = NULL;
    size_t size = 0;
    (void)options;
    (void)context;
    if (type == XSLT_LOAD_DOCUMENT || !uri || strncmp(door_c(uri), DOOR_SCHEME, strlen(DOOR_SCHEME)) != 0 ||
        !fetch(door_c(uri) + strlen(DOOR_SCHEME), &bytes, &size))
        return NULL;
    xmlParserCtxt *parser = xmlNewParserCtxt();
    if (dict) {
        xmlDictFree(parser->dict);
        parser->dict = dict;
        xmlDictReference(dict);
    }
    xmlDoc *doc = xmlCtxtReadMemory(parser, bytes, (int)size, door_c(uri), NULL,
                                    XML_PARSE_NOENT | XML_PARSE_NOCDATA | XML_PARSE_NONET | XML_PARSE_BIG_LINES);
    xmlFreeParserCtxt(parser);
    return doc;
}

static void forbid_writing(void)
{
    static const xsltSecurityOption writing[] = {XSLT_SECPREF_WRITE_FILE, XSLT_SECPREF_CREATE_DIRECTORY,
                                                 XSLT_SECPREF_WRITE_NETWORK};
    xsltSecurityPrefs *prefs = xsltNewSecurityPrefs();
    for (size_t i = 0; i < sizeof writing / sizeof *writing; i++)
        xsltSetSecurityPrefs(prefs, writing[i], xsltSecurityForbid);
    xsltSetDefaultSecurityPrefs(prefs);
}

void xml_start(void)
{
    memory_start();
    xmlInitParser();
    xmlSetStructuredErrorFunc(NULL, on_error);
    xmlSetGenericErrorFunc(NULL, on_words);
    xmlSetExternalEntityLoader(load);
    xsltInit();
    xsltSetGenericErrorFunc(NULL, on_words);
    xsltSetGenericDebugFunc(NULL, on_debug);
    xsltSetLoaderFunc(load_style);
    forbid_writing();
    exsltCommonRegister();
    exsltStrRegister();
    exsltSetsRegister();
    exsltMathRegister();
    xsltUnregisterExtModuleFunction(door_x("random"), EXSLT_MATH_NAMESPACE);
}

void xml_stop(void)
{
    xsltSecurityPrefs *prefs = xsltGetDefaultSecurityPrefs();
    parse_stop();
    xsltSetDefaultSecurityPrefs(NULL);
    xsltFreeSecurityPrefs(prefs);
    xsltCleanupGlobals();
    xmlCleanupParser();
    memory_stop();
}
