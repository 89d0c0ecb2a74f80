#!/usr/bin/env python3
"""Makes small Word documents that have what Word documents have, the same bytes each time.

    tests/import/make_docx.py FOLDER
"""
import os
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SPACES = (f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
          'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
          'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
          'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
          'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
          'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"')
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DOT = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082")


def run(text, props=""):
    return f'<w:r>{"<w:rPr>" + props + "</w:rPr>" if props else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inside, props=""):
    inside = "".join(run(part) if not part.startswith("<") else part for part in inside)
    return f'<w:p>{"<w:pPr>" + props + "</w:pPr>" if props else ""}{inside}</w:p>'


def styled(style, *inside, more=""):
    return par(*inside, props=f'<w:pStyle w:val="{style}"/>{more}')


def item(number, level, *inside):
    return par(*inside, props=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def cell(*inside, props=""):
    inside = "".join(part if part.startswith("<w:p>") or part.startswith("<w:tbl>") else par(part) for part in inside)
    return f'<w:tc>{"<w:tcPr>" + props + "</w:tcPr>" if props else ""}{inside or "<w:p/>"}</w:tc>'


def row(*cells, props=""):
    return f'<w:tr>{"<w:trPr>" + props + "</w:trPr>" if props else ""}{"".join(cells)}</w:tr>'


def table(*rows, grid=0):
    return f'<w:tbl><w:tblPr/>{"<w:tblGrid>" + "<w:gridCol/>" * grid + "</w:tblGrid>" if grid else ""}{"".join(rows)}</w:tbl>'


def level(number, text, form="decimal", more="", start=1):
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number, *levels, more=""):
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def num(number, of, more=""):
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def change(kind, *inside, number=1):
    return f'<w:{kind} w:id="{number}" w:author="Ada Marsh" w:date="2024-07-04T10:00:00Z">{"".join(inside)}</w:{kind}>'


def field(instruction, *result, more=""):
    return (f'<w:r><w:fldChar w:fldCharType="begin">{more}</w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
            + ('<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + "".join(result) if result else "") +
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def styles(*inside):
    return f'<w:styles {SPACES}>{"".join(inside)}</w:styles>'


def style(name, shown, kind="paragraph", based=None, more="", default=False):
    return (f'<w:style w:type="{kind}" w:styleId="{name}"{" w:default=" + chr(34) + "1" + chr(34) if default else ""}><w:name w:val="{shown}"/>'
            + (f'<w:basedOn w:val="{based}"/>' if based else "") + more + '</w:style>')


class Package:
    """A document: its main part and the parts that this leads to."""

    def __init__(self, body, main="word/document.xml", strict=False):
        self.main, self.strict, self.parts, self.relations = main, strict, {}, []
        self.parts[main] = f'{HEAD}<w:document {SPACES}><w:body>{body}</w:body></w:document>'

    def part(self, kind, name, content, spare=False):
        """Adds a part; the id of the relation that leads to it."""
        self.parts[os.path.join(os.path.dirname(self.main), name) if not name.startswith("/") else name[1:]] = content
        return spare or self.relation(kind, name)

    def relation(self, kind, target, outside=False):
        self.relations.append(f'<Relationship Id="rId{len(self.relations) + 1}" Type="{R}/{kind}" Target="{target}"'
                              + (' TargetMode="External"' if outside else "") + '/>')
        return f"rId{len(self.relations)}"

    def members(self):
        folder, name = os.path.split(self.main)
        relations = f'{HEAD}<Relationships xmlns="{RELS}">{"".join(self.relations)}</Relationships>'
        package = (f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="a" Type="{R}/officeDocument" Target="/{self.main}"/>'
                   f'<Relationship Id="b" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" '
                   'Target="docProps/core.xml"/></Relationships>')
        types = (f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/' + self.main +
                 '" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        core = (f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>Minutes of the lagoon group</dc:title>'
                '<dc:creator>Ada Marsh</dc:creator><cp:revision>7</cp:revision><dcterms:created>2024-07-03T19:00:00Z</dcterms:created></cp:coreProperties>')
        held = {"[Content_Types].xml": types, "_rels/.rels": package, "docProps/core.xml": core,
                os.path.join(folder, "_rels", name + ".rels"): relations, **self.parts}
        if self.strict:
            held = {name: text.replace(W, STRICT_W).replace(R, STRICT_R) if isinstance(text, str) else text for name, text in held.items()}
        return held

    def write(self, path):
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.members().items():
                about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                archive.writestr(about, content.encode("utf-8") if isinstance(content, str) else content)


# -- the documents --

def boxes():
    """Text boxes, drawn in both ways; their paragraphs have numbers of their own, after the one they hang on."""
    def box(words, fallback):
        shape = f'<wps:wsp><wps:txbx><w:txbxContent>{words}</w:txbxContent></wps:txbx></wps:wsp>'
        old = f'<w:pict><v:shape><v:textbox><w:txbxContent>{fallback}</w:txbxContent></v:textbox></v:shape></w:pict>'
        return (f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
                f'<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>')
    old = f'<w:r><w:pict><v:shape alt="not a picture"><v:textbox><w:txbxContent>{par("An older box")}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    two = (f'<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:pict>{"<v:shape/>"}</w:pict></mc:Choice><mc:Choice Requires="y">'
           f'<w:txbxContent>{par("second choice")}</w:txbxContent></mc:Choice></mc:AlternateContent></w:r>')
    inside = table(row(cell("In a box"), cell(par("in a table"))))
    return Package(par("Before ", box(par("Apologies:") + par("Bo Tern") + inside, par("fallback")), "and after") + par("Next", old)
                   + par(art) + par(two) + par("Last"))


def margins():
    """Headers and footers: each text once; page numbers are results of fields; an empty first header."""
    package = Package(par("Body") + '<w:p><w:pPr><w:sectPr><w:headerReference w:type="first" r:id="rId1"/></w:sectPr></w:pPr></w:p>' + par("More"))
    def head(*inside):
        return f'{HEAD}<w:hdr {SPACES}>{"".join(inside)}</w:hdr>'
    package.part("header", "margins/one.xml", head(par("Lagoon group", "<w:r><w:tab/></w:r>", "July")))
    package.part("header", "margins/two.xml", head(par("Lagoon group", "<w:r><w:tab/></w:r>", "July")))
    package.part("header", "margins/three.xml", head(par()))
    package.part("footer", "margins/four.xml", head(par("Page ", field("PAGE", run("2")), " of ", '<w:fldSimple w:instr=" NUMPAGES ">' + run("9")
                                                        + '</w:fldSimple>')).replace("hdr", "ftr"))
    return package


def tables():
    """No grid, spans both ways, rows of heads, tables within cells, cells before, content controls around rows."""
    nested = cell(par("Outer"), table(row(cell("inner one"), cell("inner two"))), par("after the inner one"))
    return Package(
        table(row(cell("Name"), cell("Role"), props="<w:tblHeader/>"), row(cell("Ada Marsh"), cell("Chair")))
        + par("Between")
        + table(row(cell("A", props='<w:vMerge w:val="restart"/>'), cell("wide", props='<w:gridSpan w:val="2"/>')),
                row(cell(props="<w:vMerge/>"), cell("b"), cell("c")), row(cell(props="<w:vMerge/>"), cell("d"), cell("e")),
                row(cell("no longer"), cell("f"), cell("g", props='<w:vMerge w:val="restart"/>')), grid=3)
        + par() + par()
        + table(row(nested, cell("beside")), '<w:sdt><w:sdtContent>' + row(cell("third"), props='<w:gridBefore w:val="1"/>') + '</w:sdtContent></w:sdt>')
        + table(row(cell("secret"), props="<w:hidden/>")) + par("End"))


def numbers():
    """Every kind of numbering that a reader may see."""
    forms = ("decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "ordinal", "cardinalText", "ordinalText",
             "decimalEnclosedCircle", "numberInDash", "none", "chicago", "hex")
    lists = [abstract(1, level(0, "%1."), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "%1.%2.%4", "upperRoman"),
                      level(4, "%1.%4.%5", more="<w:isLgl/>"))]
    lists.append(abstract(2, level(0, "Item %1"), level(1, "%2)", "lowerLetter", more='<w:lvlRestart w:val="0"/>')))
    lists.append(abstract(3, level(0, "\uf0b7", "bullet", more='<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>'),
                          level(1, "o", "bullet").replace("</w:lvl>", '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr></w:lvl>'), level(2, "\u2013", "bullet")))
    lists.append(abstract(4, level(0, "%1", "upperRoman").replace("<w:lvlText", '<w:pStyle w:val="Heading1"/><w:lvlText'),
                          level(1, "%1.%2", "decimal").replace("<w:lvlText", '<w:pStyle w:val="Heading2"/><w:lvlText')))
    lists.append(abstract(5, more='<w:numStyleLink w:val="Agenda"/>'))
    lists.append(abstract(6, level(0, "%1:", "upperLetter"), more='<w:styleLink w:val="Agenda"/>'))
    lists += [abstract(20 + i, level(0, "%1", form)) for i, form in enumerate(forms)]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    own = '<w:lvlOverride w:ilvl="0">' + level(0, "<%1>".replace("<", "[").replace(">", "]"), start=3) + '</w:lvlOverride>'
    nums = [num(1, 1), num(2, 2), num(3, 3), num(4, 4), num(5, 5), num(6, 6), num(7, 1, again), num(8, 2, own)]
    nums += [num(20 + i, 20 + i) for i in range(len(forms))]
    body = [item(1, 0, "one"), item(1, 1, "one one"), item(1, 1, "one two"), item(1, 2, "a"), item(1, 2, "b"), item(1, 0, "two"), item(1, 1, "two one"),
            item(1, 2, "a again"), item(1, 3, "upper"), item(1, 4, "legal"), item(1, 1), par("between"), item(7, 0, "from seven"), item(7, 0, "eight"),
            item(1, 0, "goes on"), item(2, 0, "item one"), item(2, 1, "a"), item(2, 0, "item two"), item(2, 1, "never restarts"), item(8, 0, "level of its own"),
            item(3, 0, "bullet"), item(3, 1, "ring"), item(3, 2, "dash"), item(3, 0), styled("Heading1", "Opening"), styled("Heading2", "Apologies"),
            styled("Heading2", "Interests"), styled("Heading1", "Business"), styled("Heading2", "Roof"),
            styled("Heading2", "Not numbered", more='<w:numPr><w:numId w:val="0"/></w:numPr>'), item(5, 0, "by a style"), item(6, 0, "the same list"),
            item(99, 0, "no such list")]
    for i, form in enumerate(forms):
        body += [item(20 + i, 0, f"{form} first"), item(20 + i, 0, f"{form} second")]
    body += [item(22, 0, f"letter {n}") for n in range(3, 29)]
    package = Package("".join(body))
    package.part("numbering", "numbering.xml", f'{HEAD}<w:numbering {SPACES}>{"".join(lists + nums)}</w:numbering>')
    package.part("styles", "styles.xml", HEAD + styles(
        style("Normal", "Normal", default=True),
        style("Heading1", "heading 1", based="Normal", more='<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr>'),
        style("Heading2", "heading 2", based="Heading1", more='<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr>'),
        style("Agenda", "Agenda", kind="numbering", more='<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr>')))
    return package


def looks():
    """Styles with what they inherit, headings named in other languages, hidden text, emphasis, indents, lines and page ends."""
    package = Package(
        styled("Titel", "Minutes") + styled("berschrift2", "Begr\u00fc\u00dfung") + styled("Own", "By inheritance") + styled("Loop1", "A loop of styles")
        + par("By its own level", props='<w:outlineLvl w:val="2"/>') + styled("TOC", "Not a heading", more='<w:outlineLvl w:val="9"/>')
        + par(run("bold", "<w:b/>"), run(" and not ", '<w:b w:val="0"/>'), run("both", '<w:b w:val="true"/><w:i/>'), run(" struck", "<w:strike/>"),
              run(" lined", '<w:u w:val="single"/>'), run(" unlined", '<w:u w:val="none"/>'))
        + styled("Strong", "Strong", run(" less", '<w:rStyle w:val="Emph"/>'), run(" own", '<w:rStyle w:val="Emph"/><w:b/>'))
        + par("Seen", run(" unseen", "<w:vanish/>"), " seen") + styled("Secret", "All hidden", run(" but this", '<w:vanish w:val="0"/>'))
        + par("Indented", props='<w:ind w:left="720" w:hanging="360"/>') + par("Further", props='<w:ind w:start="1in" w:firstLine="240"/>')
        + par(props='<w:pBdr><w:bottom w:val="single"/></w:pBdr>') + par() + par() + par("After a gap")
        + par(run("First page"), '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:lastRenderedPageBreak/></w:r>')
        + par('<w:r><w:lastRenderedPageBreak/></w:r>', "Second", "<w:r><w:br/></w:r>", "line") + par("Kept", props="<w:pageBreakBefore/>")
        + par('<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>')
        + par("non", "<w:r><w:noBreakHyphen/></w:r>", "stop, co", "<w:r><w:softHyphen/></w:r>", "operate", "<w:r><w:cr/></w:r>", "line"))
    package.part("styles", "looks.xml", HEAD + styles(
        '<w:docDefaults><w:pPrDefault><w:pPr><w:ind w:left="0"/></w:pPr></w:pPrDefault></w:docDefaults>',
        style("Standard", "Normal", default=True), style("Titel", "Title"), style("berschrift2", "\u00dcberschrift 2", based="Standard"),
        style("Own", "House heading", based="berschrift2", more="<w:rPr><w:b/></w:rPr>"), style("Loop1", "Loop one", based="Loop2"),
        style("Loop2", "Loop two", based="Loop1"), style("TOC", "toc 1"), style("Strong", "Strong words", more="<w:rPr><w:b/></w:rPr>"),
        style("Emph", "Emphasis", kind="character", more="<w:rPr><w:b/><w:i/></w:rPr>"), style("Secret", "Secret", more="<w:rPr><w:vanish/></w:rPr>")))
    return package


def tracked():
    """Changes of words, marks, rows and moved passages."""
    gone, new = '<w:rPr><w:del w:id="9" w:author="A"/></w:rPr>', '<w:rPr><w:ins w:id="9" w:author="A"/></w:rPr>'
    def deleted(text):
        return f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return Package(
        par("The roof ", change("del", deleted("leaks")), change("ins", run("is dry")), ".")
        + par("Joined ", props=gone) + par("with this", props='<w:jc w:val="left"/>') + par("Cut", props=new) + par(" in two")
        + par(change("moveFrom", run("It was moved."))) + par("Stays") + par(change("moveTo", run("It was moved.")))
        + par(change("del", deleted("All gone")), props=gone) + par("Looks changed", props='<w:pPrChange w:id="1" w:author="A"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>')
        + par(run("was bold", '<w:rPrChange w:id="2" w:author="A"><w:rPr><w:b/></w:rPr></w:rPrChange>'))
        + table(row(cell("kept")), row(cell("row out"), props='<w:del w:id="3" w:author="A"/>'), row(cell("row in"), props='<w:ins w:id="4" w:author="A"/>'))
        + par(change("ins", run("Put in, "), change("del", deleted("and out again"))), "End"))


def notes():
    """Footnotes, endnotes and comments behind what refers to them; some with marks of their own, some that nothing refers to."""
    package = Package(
        par("The lagoon", '<w:r><w:footnoteReference w:id="2"/></w:r>', " is full", '<w:r><w:endnoteReference w:id="1"/></w:r>', ".")
        + par("Agreed", '<w:r><w:commentReference w:id="0"/></w:r>', " again", '<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r>')
        + par("No such note", '<w:r><w:footnoteReference w:id="77"/></w:r>') + par("Twice", '<w:r><w:footnoteReference w:id="2"/></w:r>'))
    def part(root, inner, *rows):
        rows = "".join(f'<w:{inner} w:id="{number}" {more}>{inside}</w:{inner}>' for number, more, inside in rows)
        return f'{HEAD}<w:{root} {SPACES}>{rows}</w:{root}>'
    package.part("footnotes", "footnotes.xml", part("footnotes", "footnote", (0, 'w:type="separator"', "<w:p><w:r><w:separator/></w:r></w:p>"),
                                                    (2, "", par("<w:r><w:footnoteRef/></w:r>", " At high tide.") + par("Mostly.")), (3, "", par("* Of old.")),
                                                    (4, "", par("Nobody refers to this."))))
    package.part("endnotes", "endnotes.xml", part("endnotes", "endnote", (1, "", par("See the map."))))
    package.part("comments", "comments.xml", part("comments", "comment", (0, 'w:author="Bo Tern" w:initials="BT"', par("Was it?")),
                                                  (5, 'w:author="Cy Heron"', par("A stray remark."))))
    return package


def fields():
    """Fields, links, forms, content controls, symbols and mathematics."""
    package = Package("")
    link = package.relation("hyperlink", "https://lagoon.example/map", True)
    form = '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>'
    drop = '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="red"/><w:listEntry w:val="green"/></w:ddList></w:ffData>'
    def control(inside, props):
        return f'<w:sdt><w:sdtPr>{props}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>'
    def sym(font, char):
        return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'
    ticked = '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>'
    empty = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
    body = [
        par("See ", f'<w:hyperlink r:id="{link}" w:anchor="north">{run("the map")}</w:hyperlink>', " or ",
            field('HYPERLINK "https://lagoon.example/tide"', run("the tides")), " or ", f'<w:hyperlink w:anchor="here">{run("below")}</w:hyperlink>'),
        par("Held on ", field("DATE", run("3 July 2024")), field("XE index"), field("IF " + field("MERGEFIELD a", run("unseen")), run("seen"))),
        par(field("TOC", run("Contents"))), par("A field that never ends ", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "lost?"), par("Next paragraph"),
        par(field("FORMCHECKBOX", more=form), " Minutes sent"), par("Colour: ", field("FORMDROPDOWN", more=drop)),
        par(control(run("\u2612"), ticked), " Done"), par(control(run("\u2610"), empty), " To do"), par("Both ", control(sym("Wingdings", "F0FE"), ticked), " here"),
        control(par(control(run("Yes indeed"), ticked)), ""), par("Choice: ", control(run("Approved"), '<w:dropDownList><w:listItem w:value="x"/></w:dropDownList>')),
        par("\u2610 typed"), par(sym("Wingdings", "F0FC"), " ", sym("Symbol", "F061"), sym("Nobody", "F041"), sym("Arial", "263A")),
        par('<w:smartTag w:element="PersonName">' + run("Ada ") + run("Marsh") + '</w:smartTag>', '<w:customXml>' + run(" signed") + '</w:customXml>'),
        par('<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>'), par("a", "<w:r><w:tab/></w:r>", "b", props='<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>'),
    ]
    package.parts["word/document.xml"] = f'{HEAD}<w:document {SPACES}><w:body>{"".join(body)}</w:body></w:document>'
    return package


def pictures():
    """Pictures of both kinds, one twice, one that is missing, one elsewhere; an object of another program; another document."""
    package = Package("")
    dot, lost = package.part("image", "media/dot.png", DOT), package.relation("image", "media/lost.png")
    far, ole = package.relation("image", "https://lagoon.example/far.png", True), package.part("oleObject", "embeddings/sheet.bin", b"sheet")
    chunk = package.part("aFChunk", "chunk.html", "<p>elsewhere</p>")
    def picture(rel, alt, way="embed"):
        return (f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{alt}"/><a:graphic><a:graphicData><pic:pic><pic:nvPicPr>'
                f'<pic:cNvPr id="0" name="dot.png" descr="{alt}"/></pic:nvPicPr><pic:blipFill><a:blip r:{way}="{rel}"/></pic:blipFill></pic:pic>'
                '</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')
    old = f'<w:r><w:pict><v:shape alt="An old picture"><v:imagedata r:id="{dot}" o:title="x"/></v:shape></w:pict></w:r>'
    thing = f'<w:r><w:object><o:OLEObject r:id="{ole}"/></w:object></w:r>'
    body = par(picture(dot, "A dot")) + par("With words", picture(dot, "")) + par(old) + par(picture(lost, "Lost")) + par(picture(far, "Far", "link")) + par("Sheet", thing)
    package.parts["word/document.xml"] = f'{HEAD}<w:document {SPACES}><w:body>{body}<w:altChunk r:id="{chunk}"/></w:body></w:document>'
    return package


def strict():
    """The strict dialect, with parts in places of their own, a glossary, and a part that nothing leads to."""
    package = Package(par("Strictly"), main="content/main.xml", strict=True)
    package.part("glossaryDocument", "words/glossary.xml", f'{HEAD}<w:glossaryDocument {SPACES}>{par("From the glossary")}</w:glossaryDocument>')
    package.part("header", "h.xml", f'{HEAD}<w:hdr {SPACES}>{par("Head")}</w:hdr>')
    return package


def deep():
    """More elements within elements than count: their words stay."""
    return Package(par("Up", "<w:smartTag>" * 400 + run("down") + "</w:smartTag>" * 400) + par("Next"))


DOCUMENTS = (boxes, margins, tables, numbers, looks, tracked, notes, fields, pictures, strict, deep)


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for make in DOCUMENTS:
        make().write(os.path.join(folder, make.__name__ + ".docx"))


if __name__ == "__main__":
    main()
