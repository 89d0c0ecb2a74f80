#!/usr/bin/env python3
"""Checks ODT files for what the schema of OpenDocument passes and a word processor, or a reader, does not.

    odt_check.py FILE.odt…

Where a Word document of the same name lies beside one, the two must hold the same words in the same order. Prints what is wrong, and for all
files together "N passed, N failed"; the exit status is 1 if anything failed.
"""
import collections
import os
import re
import sys
import urllib.parse
import zipfile
from xml.etree import ElementTree

import package_check

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, TEXT, TABLE, DRAW, META = (f"{{{OASIS}{name}:1.0}}" for name in ("office", "style", "text", "table", "drawing", "meta"))
FO, SVG, MANIFEST = (f"{{{OASIS}{name}:1.0}}" for name in ("xsl-fo-compatible", "svg-compatible", "manifest"))
XLINK, DC = "{http://www.w3.org/1999/xlink}", "{http://purl.org/dc/elements/1.1/}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KIND = "application/vnd.oasis.opendocument.text"
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
# Which family of styles an attribute names, on which elements.
STYLED = {
    TEXT + "style-name": {TEXT + "p": "paragraph", TEXT + "h": "paragraph", TEXT + "span": "text", TEXT + "a": "text", TEXT + "list": "list"},
    TEXT + "visited-style-name": {TEXT + "a": "text"},
    TABLE + "style-name": {TABLE + "table": "table", TABLE + "table-column": "table-column", TABLE + "table-row": "table-row",
                           TABLE + "table-cell": "table-cell"},
    DRAW + "style-name": {DRAW + "frame": "graphic"},
}


class Package:
    """An ODT file: its members, its XML, its styles by family and name."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.infos = archive.infolist()
            self.bytes = {info.filename: archive.read(info) for info in self.infos}
        with open(path, "rb") as file:
            self.start = file.read(38 + len(KIND))
        self.xml = {name: ElementTree.fromstring(data) for name, data in self.bytes.items() if name.endswith(".xml")}
        self.content, self.styles, self.meta = (self.xml[name + ".xml"] for name in ("content", "styles", "meta"))
        self.body = self.content.find(f"{OFFICE}body/{OFFICE}text")
        self.known = {}
        for root in (self.styles, self.content):
            for style in root.iter(STYLE + "style"):
                self.known[style.get(STYLE + "family"), style.get(STYLE + "name")] = style
            for style in root.iter(TEXT + "list-style"):
                self.known["list", style.get(STYLE + "name")] = style

    def parts(self):
        return (("content.xml", self.content), ("styles.xml", self.styles))

    def chain(self, family, name):
        """The style and those it is made from."""
        while name is not None and (family, name) in self.known:
            yield self.known[family, name]
            name = self.known[family, name].get(STYLE + "parent-style-name")


def piece_of(element, pieces):
    if element.tag in (TEXT + "tab", TEXT + "line-break", TEXT + "s"):
        pieces.append(" ")
    if element.tag in (SVG + "desc", TABLE + "title"):
        return
    if element.tag == TEXT + "placeholder":  # shown in brackets
        pieces.append((element.text or "").strip("<>"))
        return
    pieces.append(element.text or "")
    for child in element:
        piece_of(child, pieces)
        pieces.append(child.tail or "")
    if element.tag in (TEXT + "p", TEXT + "h"):
        pieces.append("\n")


def text_of(element):
    pieces = []
    piece_of(element, pieces)
    return "".join(pieces)


def words_of_word(path):
    """Those of the Word document, in order."""
    with zipfile.ZipFile(path) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))
    pieces = []
    for element in root.iter():
        if element.tag == WORD + "t":
            pieces.append(element.text or "")
        elif element.tag in (WORD + "tab", WORD + "br", WORD + "p"):
            pieces.append(" ")
    return "".join(pieces).split()


# == the checks: each yields what is wrong ==

def archive_is_fixed(package):
    names = [info.filename for info in package.infos]
    first = package.infos[0]
    as_it_stands = first.compress_type == zipfile.ZIP_STORED and package.start[30:] == b"mimetype" + KIND.encode()
    if not as_it_stands or package.bytes["mimetype"] != KIND.encode():
        yield "the archive does not begin with its kind as it stands"
    if len(set(names)) != len(names):
        yield "the archive has a member twice"
    for info in package.infos:
        if info.date_time != FIXED_TIME:
            yield f"{info.filename}: has the time {info.date_time}"
    for name, data in package.bytes.items():
        if name.endswith(".xml") and not data.startswith(b'<?xml version="1.0" encoding="UTF-8"?>'):
            yield f"{name}: has another XML declaration"


def manifest_lists_all(package):
    entries = {one.get(MANIFEST + "full-path"): one.get(MANIFEST + "media-type")
               for one in package.xml["META-INF/manifest.xml"].iter(MANIFEST + "file-entry")}
    if entries.get("/") != KIND:
        yield f"the manifest says that this is {entries.get('/')!r}"
    wanted = set(package.bytes) - {"mimetype", "META-INF/manifest.xml"}
    if set(entries) - {"/"} != wanted:
        yield f"the manifest and the archive differ: {sorted((set(entries) - {'/'}) ^ wanted)}"


def styles_are_defined(package):
    for part, root in package.parts():
        for element in root.iter():
            for attribute, families in STYLED.items():
                name = element.get(attribute)
                if name is not None and element.tag in families and (families[element.tag], name) not in package.known:
                    yield f"{part}: there is no {families[element.tag]} style {name!r}"
    layouts = {one.get(STYLE + "name") for one in package.styles.iter(STYLE + "page-layout")}
    masters = {one.get(STYLE + "name") for one in package.styles.iter(STYLE + "master-page")}
    for page in package.styles.iter(STYLE + "master-page"):
        if page.get(STYLE + "page-layout-name") not in layouts or page.get(STYLE + "next-style-name", "Standard") not in masters:
            yield f"the master page {page.get(STYLE + 'name')!r} is of a layout, or before a page, that there is not"
    for (family, name), style in package.known.items():
        for link in ("parent-style-name", "next-style-name"):
            other = style.get(STYLE + link)
            if other is not None and (family, other) not in package.known:
                yield f"the style {name!r} names {other!r}, which there is not"
        if style.get(STYLE + "list-style-name") is not None and ("list", style.get(STYLE + "list-style-name")) not in package.known:
            yield f"the style {name!r} is of a list style that there is not"
        if style.get(STYLE + "master-page-name") is not None and style.get(STYLE + "master-page-name") not in masters:
            yield f"the style {name!r} begins a page that there is not"


def styles_are_used(package):
    """Those made for one place are in use, and what they are made from is there."""
    used = {value for element in package.body.iter() for name, value in element.attrib.items() if name.endswith("style-name")}
    for style in package.content.find(OFFICE + "automatic-styles"):
        if style.get(STYLE + "name") not in used:
            yield f"the style {style.get(STYLE + 'name')!r} is not used"


def no_empty_paragraphs(package):
    for part, root in package.parts():
        entries = {id(entry[0]) for entry in root.iter(TEXT + "list-item") if len(entry)}
        for paragraph in root.iter():
            shown = text_of(paragraph).strip() or any(one.tag in (DRAW + "frame", TEXT + "tab") for one in paragraph.iter())
            if paragraph.tag in (TEXT + "p", TEXT + "h") and not shown and id(paragraph) not in entries:
                yield f"{part}: an empty paragraph of the style {paragraph.get(TEXT + 'style-name')!r}"


def headings_have_levels(package):
    levels = [int(one.get(TEXT + "outline-level")) for one in package.body.iter(TEXT + "h")]
    if any(not 1 <= level <= 6 for level in levels):
        yield f"headings of the levels {sorted(set(levels))}"
    for one in package.body.iter(TEXT + "h"):
        said = [style.get(STYLE + "default-outline-level") for style in package.chain("paragraph", one.get(TEXT + "style-name"))]
        if one.get(TEXT + "outline-level") not in said[:2]:
            yield f"a heading of level {one.get(TEXT + 'outline-level')} looks like one of {said}: {text_of(one)[:40]!r}"
    for one in package.body.iter(TEXT + "p"):
        if any(style.get(STYLE + "default-outline-level") for style in package.chain("paragraph", one.get(TEXT + "style-name"))):
            yield f"a paragraph looks like a heading: {text_of(one)[:40]!r}"


def rows_have_cells(package):
    for table in package.body.iter(TABLE + "table"):
        beside = table.findall(f"{TABLE}table-header-columns/{TABLE}table-column")
        columns = len(beside) + len(table.findall(TABLE + "table-column"))
        rows = table.findall(f"{TABLE}table-header-rows/{TABLE}table-row") + table.findall(TABLE + "table-row")
        for row in rows:
            cells = len(row)
            spans = sum(int(cell.get(TABLE + "number-columns-spanned", "1")) for cell in row.findall(TABLE + "table-cell"))
            if cells != columns or spans != columns or not 0 < columns <= 63:
                yield f"a row of {cells} cells in a table of {columns} columns: {text_of(row)[:40]!r}"
        if table.find(TABLE + "table-header-rows") is None and not beside:
            yield f"a table has no headings of rows or columns: {text_of(table)[:40]!r}"


def names_are_unique(package):
    for tag, attribute in ((TEXT + "bookmark", TEXT + "name"), (TABLE + "table", TABLE + "name"), (DRAW + "frame", DRAW + "name")):
        seen = collections.Counter(one.get(attribute) for one in package.body.iter(tag))
        for name in sorted(name for name, count in seen.items() if count > 1):
            yield f"the {tag.rpartition('}')[2]} {name!r} is there more than once"


def links_lead_somewhere(package):
    names = {one.get(TEXT + "name") for one in package.body.iter(TEXT + "bookmark")}
    for link in package.body.iter(TEXT + "a"):
        target = link.get(XLINK + "href")
        if target.startswith("#"):
            if urllib.parse.unquote(target[1:]) not in names:
                yield f"a link to the bookmark {target!r}, which there is not"
        elif not re.fullmatch(r"(?i)(https?://[A-Za-z0-9.-]+(:\d+)?([/?#]\S*)?|mailto:[^@\s]+@[A-Za-z0-9.-]+(\?\S*)?|tel:[-+0-9A-Za-z.();=*%]+)", target):
            yield f"a link to {target!r}"
        if not text_of(link).strip():
            yield f"a link to {target!r} shows nothing"


def language_and_title_are_there(package):
    default = [one for one in package.styles.iter(STYLE + "default-style") if one.get(STYLE + "family") == "paragraph"]
    said = default[0].find(STYLE + "text-properties") if default else None
    if said is None or not re.fullmatch("[a-z]{2,3}", said.get(FO + "language") or "") or said.get(FO + "country") in (None, "none"):
        yield "the document has no language with a country"
    title = package.meta.find(f"{OFFICE}meta/{DC}title")
    if title is None or not (title.text or "").strip():
        yield "the document's properties have no title"
    language = package.meta.find(f"{OFFICE}meta/{DC}language")
    if language is None or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)+", language.text or ""):
        yield "the document's properties have no language with a region"
    first = next(element for element in package.body if element.tag != TEXT + "user-field-decls")
    if "Title" not in [style.get(STYLE + "name") for style in package.chain("paragraph", first.get(TEXT + "style-name"))]:
        yield "the document does not begin with its title"
    if not any(style.get(STYLE + "master-page-name") for style in package.chain("paragraph", first.get(TEXT + "style-name"))):
        yield "the document does not begin with its first page"


def pages_are_numbered(package):
    for page in package.styles.iter(STYLE + "master-page"):
        footer = page.find(STYLE + "footer")
        fields = {one.tag for one in footer.iter()} if footer is not None else set()
        if not {TEXT + "page-number", TEXT + "page-count"} <= fields:
            yield f"the pages {page.get(STYLE + 'name')!r} have no numbers"


def pictures_are_there(package):
    for frame in package.body.iter(DRAW + "frame"):
        image, words = frame.find(DRAW + "image"), frame.find(SVG + "desc")
        if image is None or image.get(XLINK + "href") not in package.bytes:
            yield "a picture is not in the archive"
        if words is not None and not (words.text or "").strip():
            yield "a picture has an empty description"
        if not 0 < float(frame.get(SVG + "width").removesuffix("pt")) <= 482:
            yield f"a picture is {frame.get(SVG + 'width')} wide, more than the text"
    shown = {image.get(XLINK + "href") for image in package.body.iter(DRAW + "image")}
    for name, data in package.bytes.items():
        if name.startswith("Pictures/") and (name not in shown or not data.startswith((b"\x89PNG", b"\xff\xd8"))):
            yield f"{name} is not shown, or no picture"


def words_are_those_of_word(package):
    beside = package.path[:-len(".odt")] + ".docx"
    if not os.path.exists(beside):
        return
    mine, others = text_of(package.body).split(), words_of_word(beside)
    if mine != others:
        at = next((i for i, pair in enumerate(zip(mine, others)) if pair[0] != pair[1]), min(len(mine), len(others)))
        yield f"word {at}: {' '.join(mine[at:at + 6])!r}, in the Word document {' '.join(others[at:at + 6])!r}"


CHECKS = [archive_is_fixed, manifest_lists_all, styles_are_defined, styles_are_used, no_empty_paragraphs, headings_have_levels, rows_have_cells,
          names_are_unique, links_lead_somewhere, language_and_title_are_there, pages_are_numbered, pictures_are_there, words_are_those_of_word]


if __name__ == "__main__":
    sys.exit(package_check.main(__doc__, Package, CHECKS, "an ODT file", sys.argv[1:]))
