#!/usr/bin/env python3
"""Checks DOCX files for what the Open XML SDK's validator passes and Word, or a reader, does not.

    docx_check.py FILE.docx…

Prints what is wrong, and for all files together "N passed, N failed"; the exit status is 1 if anything failed.
"""
import collections
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

import package_check

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CARRIED = "customXml/item1.xml"  # as its author wrote it
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
W, R = f"{{{MAIN}}}", f"{{{OFFICE}}}"
STYLED = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
ON_OFF = ("b bCs i iCs caps smallCaps strike dstrike vanish noProof keepNext keepLines pageBreakBefore widowControl tblHeader "
          "cantSplit titlePg contextualSpacing qFormat semiHidden unhideWhenUsed rtl bidi updateFields").split()
FIXED_TIME = (1980, 1, 1, 0, 0, 0)


class Package:
    """A DOCX file: its members, its XML, its relationships."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.infos = archive.infolist()
            self.bytes = {info.filename: archive.read(info) for info in self.infos}
        self.xml = {name: ElementTree.fromstring(data) for name, data in self.bytes.items()
                    if name.endswith((".xml", ".rels"))}
        self.document = self.xml["word/document.xml"]
        self.styles = self.xml["word/styles.xml"]

    def word_parts(self):
        return [(name, root) for name, root in self.xml.items() if root.tag.startswith(W)]

    def elements(self, *names):
        wanted = {W + name for name in names}
        return [(part, element) for part, root in self.word_parts() for element in root.iter() if element.tag in wanted]

    def relations(self, part):
        folder, _, name = part.rpartition("/")
        root = self.xml.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return list(root) if root is not None else []

    def target(self, part, relation):
        target = relation.get("Target")
        return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def value(element, name="val"):
    return element.get(W + name)


def text_of(element):
    return "".join(piece.text or "" for piece in element.iter(W + "t"))


def has_content(paragraph):
    """A tab, a break, a field or a drawing is content; so is the number of a list."""
    kinds = ("t", "tab", "br", "drawing", "fldSimple", "sym", "pict")
    for run in paragraph.iter(W + "r"):
        if any(piece.tag == W + kind for piece in run for kind in kinds):
            return True
    return paragraph.find(f"{W}pPr/{W}numPr") is not None


def rows_of(around):
    """The rows of a table, those in content controls, too."""
    rows = []
    for child in around:
        if child.tag == W + "tr":
            rows.append(child)
        elif child.tag in (W + "sdt", W + "sdtContent"):
            rows += rows_of(child)
    return rows


def style_of_place(tag):
    """minutec:action/owner=KEY is a place in the style MinutesActionOwner."""
    place = tag.partition(":")[2].partition("=")[0]
    return "Minutes" + "".join(word.capitalize() for word in re.split("[/-]", place))


# == the checks: each yields what is wrong ==

def cells_end_in_paragraphs(package):
    for part, cell in package.elements("tc"):
        if not len(cell) or cell[-1].tag != W + "p":
            yield f"{part}: a cell does not end in a paragraph: {text_of(cell)[:40]!r}"


def no_empty_paragraphs(package):
    for part, root in package.word_parts():
        for parent in root.iter():
            for child in parent:
                if child.tag == W + "p" and not has_content(child) and not (parent.tag == W + "tc" and child is parent[-1]):
                    yield f"{part}: an empty paragraph in {parent.tag.rpartition('}')[2]}"


def no_touching_tables(package):
    for part, root in package.word_parts():
        for parent in root.iter():
            for before, after in zip(parent, list(parent)[1:]):
                if before.tag == after.tag == W + "tbl":
                    yield f"{part}: two tables touch, and Word makes one of them"
    body = [child for child in package.document.find(W + "body") if child.tag != W + "sectPr"]
    if not body or body[-1].tag != W + "p":
        yield "the document does not end in a paragraph"


def rows_have_cells(package):
    for part, table in package.elements("tbl"):
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        for row in rows_of(table):
            spans = [int(value(span)) if (span := cell.find(f"{W}tcPr/{W}gridSpan")) is not None else 1
                     for cell in row.findall(W + "tc")]
            if sum(spans) != len(columns) or not 0 < len(columns) <= 63:
                yield f"{part}: a row of {sum(spans)} cells in a table of {len(columns)} columns"


def header_rows_are_marked(package):
    for part, table in package.elements("tbl"):
        rows = rows_of(table)
        look = table.find(f"{W}tblPr/{W}tblLook")
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if look is not None and value(look, "firstRow") == "1" and not (rows and marked[0]):
            yield f"{part}: the first row of a table is formatted as its header but not marked: {text_of(rows[0])[:40]!r}"
        if True in marked[marked.index(False):] if False in marked else False:
            yield f"{part}: a header row below the top of its table"


def styles_are_defined(package):
    kinds = {value(style, "styleId"): value(style, "type") for style in package.styles.findall(W + "style")}
    for part, root in package.word_parts():
        for element in root.iter():
            if element.tag in STYLED and kinds.get(value(element)) != STYLED[element.tag]:
                yield f"{part}: there is no {STYLED[element.tag]} style {value(element)!r}"
    for style in package.styles.iter(W + "style"):
        for link in ("basedOn", "next", "link"):
            other = style.find(W + link)
            if other is not None and value(other) not in kinds:
                yield f"style {value(style, 'styleId')!r} is {link} {value(other)!r}, which there is not"


def numbers_are_defined(package):
    numbering = package.xml.get("word/numbering.xml")
    nums = {} if numbering is None else {value(num, "numId"): value(num.find(W + "abstractNumId"))
                                         for num in numbering.findall(W + "num")}
    levels = {} if numbering is None else {value(one, "abstractNumId"): {value(level, "ilvl") for level in one.findall(W + "lvl")}
                                           for one in numbering.findall(W + "abstractNum")}
    for number, abstract in nums.items():
        if abstract not in levels:
            yield f"numbering {number} is of the abstract numbering {abstract}, which there is not"
    for part, properties in package.elements("numPr"):
        number, level = properties.find(W + "numId"), properties.find(W + "ilvl")
        if number is None or value(number) not in nums:
            yield f"{part}: there is no numbering {value(number) if number is not None else None!r}"
        elif level is not None and value(level) not in levels.get(nums[value(number)], ()):
            yield f"{part}: numbering {value(number)} has no level {value(level)}"


def on_off_elements_are_bare(package):
    for part, element in package.elements(*ON_OFF):
        if element.attrib:
            yield f"{part}: {element.tag.rpartition('}')[2]} is not bare"


def ids_are_unique(package):
    for kind, name in (("bookmarkStart", "id"), ("bookmarkStart", "name")):
        seen = [value(element, name).lower() for _, element in package.elements(kind)]
        for repeated in sorted(one for one, count in collections.Counter(seen).items() if count > 1):
            yield f"the {kind} {name} {repeated!r} is there more than once"
    drawings = [element.get("id") for _, root in package.word_parts() for element in root.iter(f"{{{DRAWING}}}docPr")]
    if len(set(drawings)) != len(drawings):
        yield "two drawings have one id"
    if any(not (one or "").isdigit() or one == "0" for one in drawings):
        yield "a drawing's id is not a number from 1"


def bookmarks_fit(package):
    names = {value(element, "name") for _, element in package.elements("bookmarkStart")}
    for name in names:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name):
            yield f"the bookmark {name!r} has a name that Word does not take"
    starts = sorted(value(element, "id") for _, element in package.elements("bookmarkStart"))
    if starts != sorted(value(element, "id") for _, element in package.elements("bookmarkEnd")):
        yield "bookmarks do not start and end in pairs"
    for part, link in package.elements("hyperlink"):
        if value(link, "anchor") is not None and value(link, "anchor") not in names:
            yield f"{part}: a link to the bookmark {value(link, 'anchor')!r}, which there is not"


def relations_resolve(package):
    for part, root in package.xml.items():
        if part.endswith(".rels"):
            continue
        known = {relation.get("Id"): relation for relation in package.relations(part)}
        used = {text for element in root.iter() for name, text in element.attrib.items() if name.startswith(R)}
        for missing in sorted(used - set(known)):
            yield f"{part}: there is no relationship {missing}"
        for identity, relation in known.items():
            kind = relation.get("Type").rpartition("/")[2]
            if identity not in used and kind not in ("styles", "numbering", "settings", "fontTable", "theme", "glossaryDocument", "customXml", "customXmlProps",
                                                     "comments"):
                yield f"{part}: the relationship {identity} ({kind}) is not used"
            if relation.get("TargetMode") != "External" and package.target(part, relation) not in package.bytes:
                yield f"{part}: the relationship {identity} leads to no part: {relation.get('Target')}"
    reached = {package.target("", relation) for relation in package.relations("")}
    reached |= {package.target(part, relation) for part in package.bytes for relation in package.relations(part)
                if relation.get("TargetMode") != "External"}
    for part in package.bytes:
        if part != "[Content_Types].xml" and not part.endswith(".rels") and part not in reached:
            yield f"{part}: no relationship leads here"


def external_targets_are_uris(package):
    for part in package.bytes:
        for relation in package.relations(part):
            target = relation.get("Target")
            if relation.get("TargetMode") == "External" and not re.fullmatch(
                    r"(?i)(https?://[A-Za-z0-9.-]+(:\d+)?([/?#]\S*)?|mailto:[^@\s]+@[A-Za-z0-9.-]+(\?\S*)?|tel:[-+0-9A-Za-z.();=*%]+)", target):
                yield f"{part}: {target!r} is no target that Word takes"


def content_types_cover_all(package):
    types = package.xml["[Content_Types].xml"]
    extensions = {one.get("Extension").lower() for one in types.findall(f"{{{TYPES}}}Default")}
    overrides = [one.get("PartName") for one in types.findall(f"{{{TYPES}}}Override")]
    for part in package.bytes:
        if part != "[Content_Types].xml" and "/" + part not in overrides and part.rpartition(".")[2].lower() not in extensions:
            yield f"{part}: has no content type"
        if part.startswith(("word/", "docProps/")) and part.endswith(".xml") and "/" + part not in overrides:
            yield f"{part}: is plain XML to whoever opens it"
    for name in overrides:
        if name[1:] not in package.bytes or overrides.count(name) > 1:
            yield f"a content type for {name}, which there is not, or two"


def language_and_title_are_there(package):
    language = package.styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if language is None or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)+", value(language) or ""):
        yield "the document has no language with a region"
    core = package.xml.get("docProps/core.xml")
    title = None if core is None else core.find("{http://purl.org/dc/elements/1.1/}title")
    if title is None or not (title.text or "").strip():
        yield "the document's properties have no title"
    if not any(value(style) == "Title" for _, style in package.elements("pStyle")):
        yield "no paragraph has the style Title"
    outline = {value(style, "styleId") for style in package.styles.findall(W + "style")
               if style.find(f"{W}pPr/{W}outlineLvl") is not None}
    if not outline:
        yield "no style has a level in the outline"


def pages_are_numbered(package):
    footers = [(name, root) for name, root in package.word_parts() if root.tag == W + "ftr"]
    if not footers:
        yield "there is no footer"
    for name, root in footers:
        if not {"PAGE", "NUMPAGES"} <= {value(field, "instr").strip() for field in root.iter(W + "fldSimple")}:
            yield f"{name}: the pages have no numbers"


def pictures_have_words(package):
    for _, root in package.word_parts():
        for drawing in root.iter(f"{{{DRAWING}}}docPr"):
            if drawing.get("descr") is None:
                yield "a picture has no description"
        for extent in root.iter(f"{{{DRAWING}}}extent"):
            if not 0 < int(extent.get("cx")) <= 635 * 9638:
                yield f"a picture is {extent.get('cx')} wide, more than the text"


def archive_is_fixed(package):
    names = [info.filename for info in package.infos]
    if names[0] != "[Content_Types].xml" or len(set(names)) != len(names):
        yield f"the archive begins with {names[0]}, or has a member twice"
    for info in package.infos:
        if info.date_time != FIXED_TIME:
            yield f"{info.filename}: has the time {info.date_time}"
    for name, data in package.bytes.items():
        if name.endswith((".xml", ".rels")) and name != CARRIED and not data.startswith(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'):
            yield f"{name}: has another XML declaration"


def controls_fit(package):
    """What Word takes, and what LibreOffice keeps: one control in a paragraph, whose style says which place it is."""
    seen = [value(one) for _, properties in package.elements("sdtPr") for one in properties.findall(W + "id")]
    if len(set(seen)) != len(seen) or len(seen) != len(package.elements("sdtPr")):
        yield "a control has no id, or that of another"
    for part, control in package.elements("sdt"):
        properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
        tag = properties.find(W + "tag")
        name = value(tag) if tag is not None else None
        if name is not None and not (name.startswith("minutec:") and len(name) <= 64):
            yield f"{part}: the tag {name!r} is none of ours, or is longer than Word takes"
        if content is None or not len(content):
            yield f"{part}: the control {name!r} holds nothing"
        for rows in (one for one in properties if one.tag in (W + "dropDownList", W + "comboBox")):
            for what in ("value", "displayText"):
                choices = [value(one, what) for one in rows]
                if len(set(choices)) != len(choices) or not all(choices):
                    yield f"{part}: the choices of {name!r} have a {what} twice, or none"
        hint = properties.find(W + "showingPlcHdr") is not None
        styles = {value(style) for style in content.iter(W + "rStyle")} if content is not None else set()
        if hint != ("PlaceholderText" in styles) and content is not None and content.find(W + "r") is not None:
            yield f"{part}: the control {name!r} shows its hint as if it were typed, or the other way round"
    for part, paragraph in package.elements("p"):
        controls = list(paragraph.iter(W + "sdt"))
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        beside = [run for run in paragraph.iterfind(W + "r") if text_of(run)]
        numbered = len(beside) == 1 and any(True for _ in paragraph.iterfind(f"{W}r/{W}tab"))
        if len(controls) > 1 or (controls and beside and not numbered):
            yield f"{part}: a paragraph with a control holds more: {text_of(paragraph)[:40]!r}"
        elif controls and (name := value(controls[0].find(f"{W}sdtPr/{W}tag"))) is not None:
            if style_of_place(name) not in (value(style), value(style) + "Title"):
                yield f"{part}: {name!r} stands in the style {value(style)!r}"


def hints_come_back(package):
    """Each control's hint is kept where Word looks for it."""
    glossary = package.xml.get("word/glossary/document.xml")
    parts = [] if glossary is None else list(glossary.iter(W + "docPart"))
    kept = {value(one.find(f"{W}docPartPr/{W}name")): text_of(one) for one in parts if one.find(W + "docPartPr") is not None}
    for part, name in package.elements("docPart"):
        if value(name) is not None and value(name) not in kept:
            yield f"{part}: there is no hint {value(name)!r}"
    for part, control in package.elements("sdt"):
        name = control.find(f"{W}sdtPr/{W}placeholder/{W}docPart")
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None and (name is None or text_of(control) != kept.get(value(name))):
            yield f"{part}: a control shows other words than its hint: {text_of(control)[:40]!r}"


def prefixes_are_declared(package):
    """What may be ignored must be known."""
    for part, data in package.bytes.items():
        ignorable = re.search(rb'mc:Ignorable="([^"]*)"', data)
        for prefix in ignorable[1].split() if ignorable else ():
            if b"xmlns:" + prefix + b"=" not in data:
                yield f"{part}: the prefix {prefix.decode()} may be ignored, but is not declared"


def properties_are_unique(package):
    root = package.xml.get("docProps/custom.xml")
    for what in ("name", "pid"):
        values = [] if root is None else [one.get(what) for one in root]
        if len(set(values)) != len(values):
            yield f"two properties have one {what}"


CHECKS = [cells_end_in_paragraphs, no_empty_paragraphs, no_touching_tables, rows_have_cells, header_rows_are_marked,
          styles_are_defined, numbers_are_defined, on_off_elements_are_bare, ids_are_unique, bookmarks_fit, relations_resolve,
          external_targets_are_uris, content_types_cover_all, language_and_title_are_there, pages_are_numbered, pictures_have_words,
          archive_is_fixed, controls_fit, hints_come_back, prefixes_are_declared, properties_are_unique]


if __name__ == "__main__":
    sys.exit(package_check.main(__doc__, Package, CHECKS, "a DOCX file", sys.argv[1:]))
