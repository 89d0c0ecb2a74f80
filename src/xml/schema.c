/* The XSD validator, which says yes or no, and the regular expressions of XSD patterns. */
#include "xml/door.h"

#include <libxml/xmlregexp.h>
#include <libxml/xmlschemas.h>

#include <stdlib.h>

struct xml_schema {
    xmlSchema *schema;
    xmlSchemaValidCtxt *validator;
};

struct import {
    const char *name, *bytes;
    size_t size;
};

static bool find_import(void *with, const char *path, const char **bytes, size_t *size)
{
    const struct import *import = with;
    if (!import->name || strcmp(path, import->name) != 0)
        return false;
    *bytes = import->bytes;
    *size = import->size;
    return true;
}

static void on_schema_fault(void *with, door_error error)
{
    (void)with;
    (void)error;
}

struct xml_schema *xml_schema_new(const char *bytes, size_t size, const char *import_name, const char *import_bytes,
                                  size_t import_size)
{
    if (!size || size > INT32_MAX)
        return NULL;
    struct import import = {import_name, import_bytes, import_size};
    struct door_call call = {.find = find_import, .with = &import};
    door_begin(&call);
    xmlSchemaParserCtxt *context = xmlSchemaNewMemParserCtxt(bytes, (int)size);
    xmlSchemaSetParserStructuredErrors(context, on_schema_fault, NULL);
    xmlSchema *compiled = xmlSchemaParse(context);
    xmlSchemaFreeParserCtxt(context);
    door_end(&call);
    if (!compiled)
        return NULL;
    struct xml_schema *schema = mem_zero(1, sizeof *schema);
    schema->schema = compiled;
    schema->validator = xmlSchemaNewValidCtxt(compiled);
    xmlSchemaSetValidStructuredErrors(schema->validator, on_schema_fault, NULL);
    return schema;
}

void xml_schema_free(struct xml_schema *schema)
{
    if (!schema)
        return;
    xmlSchemaFreeValidCtxt(schema->validator);
    xmlSchemaFree(schema->schema);
    free(schema);
}

bool xml_schema_valid(struct xml_schema *schema, const struct xml_doc *doc)
{
    return xml_root(doc) && xmlSchemaValidateDoc(schema->validator, door_doc(doc)) == 0;
}

struct xml_pattern *xml_pattern_new(const char *pattern)
{
    return (struct xml_pattern *)xmlRegexpCompile(door_x(pattern));
}

void xml_pattern_free(struct xml_pattern *pattern)
{
    if (pattern)
        xmlRegFreeRegexp((xmlRegexp *)pattern);
}

bool xml_pattern_matches(struct xml_pattern *pattern, const char *text)
{
    return xmlRegexpExec((xmlRegexp *)pattern, door_x(text)) == 1;
}
