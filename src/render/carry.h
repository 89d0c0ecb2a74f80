/* How a document carries the minutes it was made from (docs/carried.md), for those who write it and those who read it back. Beside the
 * text stands a seal: the hash of the document without it, which tells one that nobody touched since from one that was saved anew. */
#ifndef RENDER_CARRY_H
#define RENDER_CARRY_H

#include "base/hash.h"

/* HTML: <script type="application/xml" id="minutec-source" data-seal="…"> at the end of the body; the seal is of the page without that
 * element and the line feed behind it. */
#define CARRY_HTML_ID "minutec-source"
/* DOCX: a part of custom XML beside the document; the seal of word/document.xml is the id of its properties, written as a GUID. */
#define CARRY_DOCX_PART "customXml/item1.xml"
#define CARRY_DOCX_PROPERTIES "customXml/itemProps1.xml"
/* ODT: two user fields that nothing shows, which LibreOffice keeps (and writes into the settings of a DOCX as variables of these
 * names); the seal is of content.xml without both. */
#define CARRY_FIELD "minutec source"
#define CARRY_FIELD_SEAL "minutec seal"
#define CARRY_ODT_FROM "<text:user-field-decls>"
#define CARRY_ODT_UPTO "</text:user-field-decls>"

#endif
