/* From bytes to a tree, and the words for what the parser refuses. */
#include "xml/door.h"

#include <libxml/parserInternals.h>

enum { LARGE = 9000000 }; /* from about here on libxml2 wants to be told that a text may be long */

void door_fault(void *with, door_error error)
{
    xmlParserCtxt *context = with;
    struct xml_fault *fault = context->_private;
    bool of_parser = error->domain == XML_FROM_PARSER || error->domain == XML_FROM_NAMESPACE;
    if (!fault || fault->code || error->level < XML_ERR_ERROR || !of_parser || error->code == XML_WAR_NS_URI)
        return; /* that a namespace's name is no URI matters to nobody here */
    fault->code = error->code;
    fault->line = error->line > 0 ? (size_t)error->line : 1;
    fault->column = error->int2 > 0 ? (size_t)error->int2 : 1;
}

/* A document type declaration ends the parse: no entity, no default attribute can come from one. */
void door_doctype(void *with, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id)
{
    xmlParserCtxt *context = with;
    struct xml_fault *fault = context->_private;
    (void)name;
    (void)public_id;
    (void)system_id;
    if (fault && !fault->code)
        *fault = (struct xml_fault){XML_ERR_DOCTYPE_NOT_FINISHED, (size_t)context->input->line, (size_t)context->input->col};
    context->wellFormed = 0;
    xmlStopParser(context);
}

enum { MOST_WORDS = 4096, MOST_WORD_BYTES = 1 << 18, NAMES = 256, WORDS = 512 };

struct name_seen {
    const xmlChar *name;
    size_t size;
};

struct word_seen {
    const char *asked;
    const xmlChar *name;
};

struct kept {
    xmlParserCtxt *parser;
    struct name_seen names[NAMES];
    struct word_seen words[WORDS];
};

/* The parser is kept: making one, with its dictionary of names, costs as much as half a document. No document shows in the next
 * but by the memory it took, so a dictionary that strange names made large goes with its parser. Names are few: each is mostly
 * looked for in the dictionary once. */
static _Thread_local struct kept kept;

void parse_stop(void)
{
    if (kept.parser)
        xmlFreeParserCtxt(kept.parser);
    memset(&kept, 0, sizeof kept);
}

static xmlParserCtxt *parser(void)
{
    xmlParserCtxt *parser = kept.parser;
    if (parser && (xmlDictSize(parser->dict) > MOST_WORDS || xmlDictGetUsage(parser->dict) > MOST_WORD_BYTES))
        parse_stop();
    if (kept.parser) {
        xmlCtxtReset(kept.parser);
        return kept.parser;
    }
    parser = kept.parser = xmlNewParserCtxt();
    parser->sax->serror = door_fault;
    parser->sax->internalSubset = door_doctype;
    return parser;
}

xmlDict *parse_words(void)
{
    return parser()->dict;
}

const xmlChar *parse_name(xmlDict *dict, const char *name, size_t size)
{
    if (!kept.parser || kept.parser->dict != dict)
        return xmlDictLookup(dict, door_x(name), (int)size);
    size_t slot = (size * 31 + (unsigned char)name[0] * 7 + (unsigned char)name[size - 1]) % NAMES;
    struct name_seen *seen = &kept.names[slot];
    if (seen->size != size || memcmp(seen->name, name, size) != 0)
        *seen = (struct name_seen){xmlDictLookup(dict, door_x(name), (int)size), size};
    return seen->name;
}

const xmlChar *parse_word(xmlDict *dict, const char *name)
{
    if (!kept.parser || kept.parser->dict != dict)
        return xmlDictLookup(dict, door_x(name), -1);
    struct word_seen *seen = &kept.words[(uint64_t)(uintptr_t)name * 0x9e3779b97f4a7c15u >> 55];
    if (seen->asked != name || strcmp(door_c(seen->name), name) != 0)
        *seen = (struct word_seen){name, xmlDictLookup(dict, door_x(name), -1)};
    return seen->name;
}

/* Of its own reference, it lasts as long as its words are asked for, should the parser go. */
struct xml_words *xml_words_new(void)
{
    xmlDict *dict = parse_words();
    xmlDictReference(dict);
    return (struct xml_words *)dict;
}

void xml_words_free(struct xml_words *words)
{
    if (words)
        xmlDictFree((xmlDict *)words);
}

const char *xml_word(struct xml_words *words, const char *name)
{
    return door_c(xmlDictLookup((xmlDict *)words, door_x(name), -1));
}

static struct xml_doc *parse(const char *bytes, size_t size, struct xml_fault *fault, bool all)
{
    struct xml_fault first = {0, 0, 0};
    if (fault)
        *fault = first;
    if (size > INT32_MAX)
        return NULL;
    xmlParserCtxt *context = parser();
    context->_private = &first;
    context->sax->comment = all ? xmlSAX2Comment : NULL;
    context->sax->processingInstruction = all ? xmlSAX2ProcessingInstruction : NULL;
    int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA | XML_PARSE_COMPACT;
    xmlDoc *doc = xmlCtxtReadMemory(context, bytes, (int)size, NULL, NULL, options | (size > LARGE ? XML_PARSE_HUGE : 0));
    if (doc && (!context->wellFormed || first.code)) {
        xmlFreeDoc(doc);
        doc = NULL;
    }
    context->_private = NULL;
    if (doc)
        door_gather_namespaces(doc);
    else if (fault)
        *fault = first;
    return (struct xml_doc *)doc;
}

struct xml_doc *xml_parse(const char *bytes, size_t size, struct xml_fault *fault)
{
    return parse(bytes, size, fault, false);
}

struct xml_doc *xml_parse_all(const char *bytes, size_t size, struct xml_fault *fault)
{
    return parse(bytes, size, fault, true);
}

static const struct words {
    int code;
    const char *text;
} fault_words[] = {
    {XML_ERR_DOCUMENT_EMPTY, "there is no element in this file"},
    {XML_ERR_DOCUMENT_END, "text stands after the end of the root element"},
    {XML_ERR_INVALID_CHAR, "a character that XML does not allow"},
    {XML_ERR_INVALID_CHARREF, "a reference to a character that XML does not allow"},
    {XML_ERR_INVALID_HEX_CHARREF, "a character reference that is not well formed"},
    {XML_ERR_INVALID_DEC_CHARREF, "a character reference that is not well formed"},
    {XML_ERR_UNDECLARED_ENTITY, "an entity that XML does not know"},
    {XML_WAR_UNDECLARED_ENTITY, "an entity that XML does not know"},
    {XML_ERR_ENTITYREF_NO_NAME, "'&' stands alone: write '&amp;'"},
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "an entity without its ';': for a plain '&' write '&amp;'"},
    {XML_ERR_NAME_REQUIRED, "a name is missing"},
    {XML_ERR_LT_IN_ATTRIBUTE, "'<' stands in a value: write '&lt;'"},
    {XML_ERR_ATTRIBUTE_NOT_STARTED, "the value of an attribute lacks its quotes"},
    {XML_ERR_ATTRIBUTE_NOT_FINISHED, "the value of an attribute lacks its closing quote"},
    {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute has no value"},
    {XML_ERR_ATTRIBUTE_REDEFINED, "an attribute is given twice"},
    {XML_ERR_SPACE_REQUIRED, "a blank is missing"},
    {XML_ERR_GT_REQUIRED, "a '>' is missing"},
    {XML_ERR_LTSLASH_REQUIRED, "an end tag is missing"},
    {XML_ERR_EQUAL_REQUIRED, "an '=' is missing"},
    {XML_ERR_TAG_NAME_MISMATCH, "the end tag does not fit the element that is open"},
    {XML_ERR_TAG_NOT_FINISHED, "an element is never closed"},
    {XML_ERR_COMMENT_NOT_FINISHED, "a comment is never closed"},
    {XML_ERR_HYPHEN_IN_COMMENT, "'--' stands in a comment"},
    {XML_ERR_PI_NOT_FINISHED, "a processing instruction is never closed"},
    {XML_ERR_PI_NOT_STARTED, "a processing instruction has no name"},
    {XML_ERR_RESERVED_XML_NAME, "'<?xml' may stand only at the very start of the file"},
    {XML_ERR_CDATA_NOT_FINISHED, "a CDATA section is never closed"},
    {XML_ERR_MISPLACED_CDATA_END, "']]>' stands in text: write ']]&gt;'"},
    {XML_ERR_XMLDECL_NOT_STARTED, "the XML declaration is not well formed"},
    {XML_ERR_XMLDECL_NOT_FINISHED, "the XML declaration is not closed by '?>'"},
    {XML_ERR_VERSION_MISSING, "the XML declaration lacks its version"},
    {XML_ERR_UNKNOWN_VERSION, "the XML declaration names a version of XML that is not known"},
    {XML_ERR_STANDALONE_VALUE, "standalone is neither yes nor no"},
    {XML_ERR_ENCODING_NAME, "the XML declaration names no encoding"},
    {XML_ERR_UNKNOWN_ENCODING, "the XML declaration names an encoding that is not known"},
    {XML_ERR_UNSUPPORTED_ENCODING, "the XML declaration names an encoding that is not known"},
    {XML_ERR_INVALID_ENCODING, "the bytes are not in the encoding that the XML declaration names"},
    {XML_ERR_DOCTYPE_NOT_FINISHED, "a document type declaration is not allowed"},
    {XML_NS_ERR_UNDEFINED_NAMESPACE, "a prefix is not declared"},
    {XML_NS_ERR_XML_NAMESPACE, "a namespace declaration that XML does not allow"},
    {XML_NS_ERR_QNAME, "a name with a misplaced colon"},
    {XML_NS_ERR_COLON, "a name with a misplaced colon"},
    {XML_NS_ERR_ATTRIBUTE_REDEFINED, "an attribute is given twice"},
    {XML_NS_ERR_EMPTY, "a namespace declaration without a name"},
    {XML_FAULT_LONG, "a tag, comment or instruction of more than 8 MB"},
    {XML_FAULT_ATTRIBUTES, "an element with more than 256 attributes"},
    {XML_FAULT_NAMESPACES, "more than 256 namespaces at one place"},
};

const char *xml_fault_words(const struct xml_fault *fault)
{
    for (size_t i = 0; i < sizeof fault_words / sizeof *fault_words; i++)
        if (fault_words[i].code == fault->code)
            return fault_words[i].text;
    return "this is not well-formed XML";
}
