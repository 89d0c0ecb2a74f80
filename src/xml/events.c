/* Foreign XML as events. The parser is libxml2's push parser; what it would take dearly is stopped before it sees it: it holds a tag, a
 * comment or an instruction as a whole, compares every attribute of a tag with every other, and looks through all namespaces for each name. */
#include "xml/door.h"

#include <stdlib.h>

enum {
    MOST_ATTRIBUTES = 256, /* of one tag */
    MOST_NAMESPACES = 256, /* declared at a time */
    MOST_HELD = 8 << 20    /* bytes of one tag, comment or instruction */
};

enum state { IN_TEXT, IN_OPENING, IN_TAG, IN_VALUE, IN_REMARK, IN_CDATA, IN_INSTRUCTION };

/* Where the bytes stand that go to the parser. UTF-16 passes too: zeros are not looked at, and what its other bytes are mistaken for can
 * only make a limit come early. */
struct scan {
    enum state state;
    char quote;
    char last[2];         /* the two bytes before */
    char opening[8];      /* what stood after "<" */
    size_t opening_size;
    size_t held, attributes;
};

struct xml_reader {
    struct xml_fault fault; /* the first; where the parser's _private points */
    const struct xml_handler *handler;
    void *with;
    size_t depth, deepest;
    bool begun;               /* there was an element */
    unsigned short *declared; /* namespaces, for each depth up to the deepest */
    size_t declared_count;
    struct xml_attr attrs[MOST_ATTRIBUTES];
    struct buf values;
    struct scan scan;
    xmlParserCtxt *context;
};

static void fault(struct xml_reader *reader, int code)
{
    if (!reader->fault.code)
        reader->fault = (struct xml_fault){code, xml_reader_line(reader), 1};
    xmlStopParser(reader->context);
}

/* -- what is too much for the parser -- */

static bool begins(const struct scan *scan, const char *with)
{
    size_t size = strlen(with);
    return scan->opening_size >= size && memcmp(scan->opening, with, size) == 0;
}

/* After "<": what it opens shows at its first bytes, up to eight of them. */
static void scan_opening(struct scan *scan, char c)
{
    static const char cdata[] = "![CDATA[";
    scan->opening[scan->opening_size++] = c;
    if (begins(scan, "?"))
        scan->state = IN_INSTRUCTION;
    else if (begins(scan, "!--"))
        scan->state = IN_REMARK;
    else if (begins(scan, cdata))
        scan->state = IN_CDATA;
    else if (!(scan->opening_size < 3 && memcmp("!--", scan->opening, scan->opening_size) == 0) &&
             memcmp(cdata, scan->opening, scan->opening_size) != 0)
        scan->state = c == '>' ? IN_TEXT : IN_TAG;
    scan->attributes = 0;
    scan->last[0] = scan->last[1] = '\0';
}

static void scan_byte(struct scan *scan, char c)
{
    scan->held++;
    switch (scan->state) {
    case IN_TEXT:
        if (c == '<') {
            scan->state = IN_OPENING;
            scan->opening_size = scan->held = 0;
        }
        return;
    case IN_OPENING:
        scan_opening(scan, c);
        return;
    case IN_TAG:
        if (c == '>')
            scan->state = IN_TEXT;
        else if (c == '"' || c == '\'')
            scan->state = IN_VALUE, scan->quote = c;
        else
            scan->attributes += c == '=';
        return;
    case IN_VALUE:
        if (c == scan->quote)
            scan->state = IN_TAG;
        return;
    case IN_REMARK:
    case IN_CDATA:
    case IN_INSTRUCTION:
        break;
    }
    char sign = scan->state == IN_REMARK ? '-' : scan->state == IN_CDATA ? ']' : '?';
    if (c == '>' && scan->last[1] == sign && (sign == '?' || scan->last[0] == sign))
        scan->state = IN_TEXT;
    scan->last[0] = scan->last[1];
    scan->last[1] = c;
}

/* 0, or what is too much. */
static int scan_over(const struct scan *scan)
{
    if (scan->state != IN_TEXT && scan->state != IN_CDATA && scan->held > MOST_HELD)
        return XML_FAULT_LONG;
    return scan->attributes > MOST_ATTRIBUTES ? XML_FAULT_ATTRIBUTES : 0;
}

static int scan(struct scan *scan, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        const char *next;
        if (scan->state == IN_TEXT || scan->state == IN_VALUE) {
            next = memchr(bytes + i, scan->state == IN_TEXT ? '<' : scan->quote, size - i);
            scan->held += next ? (size_t)(next - bytes) - i : size - i;
            if (!next)
                break;
            i = (size_t)(next - bytes);
        }
        if (bytes[i] != '\0')
            scan_byte(scan, bytes[i]);
        if (scan->attributes > MOST_ATTRIBUTES)
            break;
    }
    return scan_over(scan);
}

/* -- what the parser says -- */

static const char *or_empty(const xmlChar *text)
{
    return text ? door_c(text) : "";
}

static bool is_counted(struct xml_reader *reader, size_t namespaces)
{
    reader->begun = true;
    reader->declared_count += namespaces;
    if (reader->declared_count > MOST_NAMESPACES) {
        fault(reader, XML_FAULT_NAMESPACES);
        return false;
    }
    if (++reader->depth <= reader->deepest)
        reader->declared[reader->depth - 1] = (unsigned short)namespaces;
    return reader->depth <= reader->deepest;
}

static void take_attributes(struct xml_reader *reader, size_t count, const xmlChar **attributes)
{
    size_t size = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        size += (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]) + 1;
    buf_clear(&reader->values);
    char *values = buf_reserve(&reader->values, size);
    for (size_t i = 0; i < count; i++, attributes += 5) {
        size_t length = (size_t)(attributes[4] - attributes[3]);
        memcpy(values + at, attributes[3], length);
        values[at + length] = '\0';
        reader->attrs[i] = (struct xml_attr){or_empty(attributes[2]), door_c(attributes[0]), values + at};
        at += length + 1;
    }
}

static void on_open(void *with, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns, int namespace_count, const xmlChar **namespaces,
                    int count, int defaulted, const xmlChar **attributes)
{
    struct xml_reader *reader = ((xmlParserCtxt *)with)->_private;
    (void)prefix;
    (void)namespaces;
    (void)defaulted;
    if (!is_counted(reader, (size_t)namespace_count) || !reader->handler->open)
        return;
    size_t most = (size_t)count < MOST_ATTRIBUTES ? (size_t)count : MOST_ATTRIBUTES;
    take_attributes(reader, most, attributes);
    if (!reader->handler->open(reader->with, or_empty(ns), door_c(name), reader->attrs, most))
        xmlStopParser(reader->context);
}

static void on_close(void *with, const xmlChar *name, const xmlChar *prefix, const xmlChar *ns)
{
    struct xml_reader *reader = ((xmlParserCtxt *)with)->_private;
    (void)prefix;
    if (reader->depth-- > reader->deepest)
        return;
    reader->declared_count -= reader->declared[reader->depth];
    if (reader->handler->close && !reader->handler->close(reader->with, or_empty(ns), door_c(name)))
        xmlStopParser(reader->context);
}

static void on_text(void *with, const xmlChar *text, int size)
{
    struct xml_reader *reader = ((xmlParserCtxt *)with)->_private;
    if (reader->handler->text && !reader->handler->text(reader->with, door_c(text), (size_t)size))
        xmlStopParser(reader->context);
}

/* -- the reader -- */

struct xml_reader *xml_reader_new(const struct xml_handler *handler, void *with, size_t deepest)
{
    struct xml_reader *reader = mem_zero(1, sizeof *reader);
    xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC, .startElementNs = on_open, .endElementNs = on_close, .characters = on_text,
                         .ignorableWhitespace = on_text, .cdataBlock = on_text, .internalSubset = door_doctype, .serror = door_fault};
    reader->handler = handler;
    reader->with = with;
    reader->deepest = deepest ? deepest : 1;
    reader->declared = mem_zero(reader->deepest, sizeof *reader->declared);
    reader->context = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, NULL);
    reader->context->_private = &reader->fault;
    /* depth and sizes are limited here, so that the parser's own limits are not met */
    xmlCtxtUseOptions(reader->context, XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_HUGE);
    return reader;
}

bool xml_reader_push(struct xml_reader *reader, const char *bytes, size_t size)
{
    enum { PIECE = 1 << 16 };
    for (size_t at = 0; at < size && !reader->context->disableSAX; at += PIECE) {
        size_t piece = size - at < PIECE ? size - at : PIECE;
        int over = scan(&reader->scan, bytes + at, piece);
        if (over)
            fault(reader, over);
        else
            xmlParseChunk(reader->context, bytes + at, (int)piece, 0);
    }
    return !reader->context->disableSAX && !reader->fault.code;
}

size_t xml_reader_line(const struct xml_reader *reader)
{
    const xmlParserInput *input = reader->context->input;
    return input && input->line > 0 ? (size_t)input->line : 1;
}

bool xml_reader_end(struct xml_reader *reader, struct xml_fault *out)
{
    bool stopped = reader->context->disableSAX && !reader->fault.code;
    if (!stopped && !reader->fault.code)
        xmlParseChunk(reader->context, NULL, 0, 1);
    if (reader->fault.code == XML_ERR_DOCUMENT_END && (!reader->begun || reader->depth)) /* also said of bytes that end too early */
        reader->fault.code = reader->begun ? XML_ERR_TAG_NOT_FINISHED : XML_ERR_DOCUMENT_EMPTY;
    stopped = stopped || (reader->context->disableSAX && !reader->fault.code);
    bool good = !stopped && !reader->fault.code && reader->context->wellFormed;
    int last = reader->context->errNo; /* it also stops of itself, and says no more than a warning: at an encoding that it does not know */
    if (!good && !reader->fault.code && last != XML_ERR_USER_STOP)
        reader->fault = (struct xml_fault){last ? last : XML_ERR_INTERNAL_ERROR, xml_reader_line(reader), 1};
    if (out)
        *out = reader->fault;
    xmlFreeParserCtxt(reader->context);
    buf_free(&reader->values);
    free(reader->declared);
    free(reader);
    return good;
}

const char *xml_attr_of(const struct xml_attr *attrs, size_t count, const char *ns, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(attrs[i].name, name) == 0 && strcmp(attrs[i].ns, ns) == 0)
            return attrs[i].value;
    return NULL;
}
