#!/usr/bin/env python3
"""Makes the inputs that fuzzing begins with: invented minutes in the manners of several kinds of bodies, in each format.

    tests/fuzz/seeds.py FOLDER     writes FOLDER/FORMAT/seed-NAME
"""
import html
import io
import os
import sys
import zipfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "import"))
import make_docx as word  # noqa: E402

# ("h", level, words), ("p", words), ("li", level, marker, words), ("t", rows): what minutes are made of.
PARISH = [
    ("h", 1, "SALTMERE PARISH COUNCIL"), ("p", "Minutes of the meeting held on Tuesday 4th June 2019 at 7.30pm in the Village Hall"),
    ("p", "Present: Cllr A Marsh (Chair), Cllr B Okoro, Mrs C Teal (Clerk) and 3 members of the public"),
    ("p", "Apologies: Cllr D Wren – on holiday"), ("h", 2, "1. Declarations of interest"), ("p", "Cllr Okoro declared a pecuniary interest in item 4.2."),
    ("h", 2, "2. Minutes of the last meeting"), ("p", "The minutes of 7 May 2019 were approved and signed. Proposed by BO, seconded by AM."),
    ("h", 2, "3. Matters arising"), ("p", "3.1 The bench by the quay has been mended. ACTION: Clerk to write to the carpenter by 1 July"),
    ("p", "3.2 RESOLVED that £120.50 be paid, all in favour."), ("h", 2, "4. Planning"), ("li", 1, "a)", "19/00123/F – 2 Quay Lane: no objection"),
    ("li", 1, "b)", "19/00124/F: the Council objected by 3 votes to 1 with 1 abstention"), ("p", "Date of next meeting: 2nd July 2019 at 7.30pm"),
    ("p", "There being no further business the Chair closed the meeting at 9.05 pm."), ("p", "Signed ............... Chairman   Date ........")]
COMMITTEE = [
    ("h", 1, "Minutes: Estates Committee"), ("t", [["Date", "12/03/2021"], ["Time", "10:00 – 11:30"], ["Location", "Room B / Teams"], ["Chair", "Dr Ada Marsh"]]),
    ("t", [["Name", "Role", "Present"], ["Ada Marsh (AM)", "Chair", "Yes"], ["Ben Okoro (BO)", "Treasurer", "✓"], ["Cy Teal", "Observer", "Apologies"]]),
    ("t", [["Item", "Discussion", "Action"], ["1", "Welcome. AM welcomed everyone.", ""],
           ["2.1", "Budget: the group agreed the plan.", "BO to send figures by 19/03/2021"], ["2.2", "AOB: none", "All"]]),
    ("h", 2, "Actions"), ("t", [["No", "Action", "Owner", "Due", "Status"], ["A1", "Book the hall", "BO", "next meeting", "Open"],
                                ["A2", "Send letters", "AM/CT", "31 March", "Done"]]), ("p", "Next meeting 9 April 2021, 10am, online")]
GROUP = [
    ("h", 1, "Tide Working Group Teleconference"), ("h", 2, "02 Oct 2018"), ("p", "Agenda: https://example.org/agenda"), ("h", 3, "Attendees"),
    ("p", "Present: Ada_Marsh, ben, cy (remote)"), ("p", "Regrets: dan"), ("p", "Chair: Ada"), ("p", "Scribe: ben"), ("h", 3, "Contents"),
    ("li", 1, "1.", "Topic: charter"), ("li", 1, "2.", "Topic: tests"), ("h", 3, "charter"), ("p", "ben: I think we should wait"), ("p", "+1 from cy"),
    ("p", "PROPOSAL: publish the draft"), ("p", "RESOLUTION: publish the draft"), ("p", "ACTION: cy to ask the editors (due 2018-10-09)"),
    ("h", 3, "Summary of action items"), ("li", 1, "•", "ACTION-12: cy to ask the editors"), ("p", "[End of minutes]")]
SOCIETY = [
    ("h", 1, "Exec Meeting 14/11/2022 18:00"), ("h", 2, "Present"), ("li", 1, "•", "Ada Marsh (President)"), ("li", 1, "•", "Ben Okoro – Treasurer"),
    ("li", 1, "•", "Cy"), ("h", 2, "Apologies"), ("li", 1, "•", "Dan Wren (late, arrived 18:20)"), ("h", 2, "Previous actions"),
    ("li", 1, "☑", "Ben: pay the hall – done"), ("li", 1, "☐", "Cy: poster"), ("h", 2, "Events"), ("li", 1, "•", "Quiz"), ("li", 2, "◦", "Budget £50"),
    ("li", 2, "◦", "[Ada] find a room by Friday"), ("li", 1, "•", "Decision: go with Thursday"), ("h", 2, "AOB"), ("p", "Meeting ended 18:55")]
BOARD = [
    ("h", 1, "Pelican Point Homeowners Association"), ("p", "Board of Directors Meeting"), ("p", "October 4, 2023"), ("p", "MINUTES"),
    ("p", "CALL TO ORDER: The meeting was called to order at 6:32 p.m. by President Ada Marsh. A quorum was established."),
    ("p", "Directors Present: Ada Marsh, Ben Okoro, Cy Teal"), ("p", "Directors Absent: Dan Wren"), ("p", "I. APPROVAL OF MINUTES"),
    ("p", "Motion by Mr. Okoro, seconded by Ms. Teal, to approve the minutes of September 6, 2023. Motion carried 3-0."), ("p", "II. REPORTS"),
    ("p", "A. Treasurer: balance is $12,345.67."), ("p", "B. Landscaping: tabled until November."), ("p", "III. EXECUTIVE SESSION"),
    ("p", "ADJOURNMENT: There being no further business, the meeting adjourned at 7:45 p.m."), ("p", "Respectfully submitted, Cy Teal, Secretary")]
WELSH = [
    ("p", "COFNODION / MINUTES"), ("p", "Cyfarfod 3 Hydref 2017 am 7yh"), ("p", "Presennol: Y Cyng. A Marsh, B. Okoro"), ("p", "1\tYmddiheuriadau"),
    ("p", "2\tMaterion — «élan» naïve Ångström 東京 \u202eabc\u202c \u00ad e\u0301"), ("p", "ACTION: AM & BO <ask> *the* _clerk_ [now](x) `code` \\ | ~~no~~")]
TWO = PARISH[:6] + [("hr",)] + [("h", 1, "SALTMERE PARISH COUNCIL"), ("p", "Minutes of the meeting held on 2 July 2019 at 7.30pm")] + PARISH[2:8]
MINUTES = {"parish": PARISH, "committee": COMMITTEE, "group": GROUP, "society": SOCIETY, "board": BOARD, "welsh": WELSH, "two": TWO, "empty": []}


def as_text(parts):
    lines = []
    for part in parts:
        if part[0] == "t":
            wide = [max(len(row[i]) for row in part[1]) + 3 for i in range(len(part[1][0]))]
            lines += ["".join(cell.ljust(size) for cell, size in zip(row, wide)).rstrip() for row in part[1]] + [""]
        elif part[0] == "li":
            lines.append("  " * part[1] + part[2] + " " + part[3])
        elif part[0] == "hr":
            lines.append("\f")
        else:
            lines += [part[-1], ""] + (["=" * len(part[-1])] if part[:2] == ("h", 1) else [])
    return "\n".join(lines) + "\n"


def as_markdown(parts):
    lines = []
    for part in parts:
        if part[0] == "h":
            lines += ["#" * part[1] + " " + part[2], ""]
        elif part[0] == "t":
            rows = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in part[1]]
            lines += rows[:1] + ["|" + " --- |" * len(part[1][0])] + rows[1:] + [""]
        elif part[0] == "li":
            sign = {"☑": "- [x]", "☐": "- [ ]"}.get(part[2], part[2] if part[2][0].isdigit() else "*")
            lines.append("  " * (part[1] - 1) + sign + " " + part[3])
        else:
            lines += ["---" if part[0] == "hr" else part[1].replace("Present:", "**Present:**"), ""]
    return "---\ntitle: Minutes\ndate: 2019-06-04\n---\n" + "\n".join(lines) + "\n"


def as_html(parts):
    out = ["<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Minutes</title></head><body><nav><a href=\"/\">Home</a></nav><main>"]
    for part in parts:
        words = html.escape(part[-1]) if isinstance(part[-1], str) else ""
        if part[0] == "h":
            out.append(f'<h{part[1]} id="x">{words}</h{part[1]}>')
        elif part[0] == "t":
            rows = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part[1]]
            out.append('<table class="t"><tr>' + "</tr>\n<tr>".join(rows) + "</tr></table>")
        elif part[0] == "li":
            box = '<input type="checkbox" checked>' if part[2] == "☑" else ""
            out.append("<ul>" * part[1] + f"<li>{box}{words}</li>" + "</ul>" * part[1] if part[2][0] > "z" else f'<ol type="a"><li value="2">{words}</ol>')
        else:
            out.append("<hr>" if part[0] == "hr" else f'<p style="font-weight:bold">{words}<br>' if part[1].isupper() else f"<p>{words}</p>")
    return "\n".join(out) + "</main><footer>© Saltmere</footer></body></html>\n"


ODF = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
       'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
       'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
       'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
       'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"')
ODF_STYLES = ('<office:automatic-styles><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
              '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/>'
              '<text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style></office:automatic-styles>')
ODF_EXTRA = ('<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Ada</dc:creator>'
             '<dc:date>2019-06-05T10:00:00</dc:date></office:change-info><text:p>gone words</text:p></text:deletion></text:changed-region>'
             '</text:tracked-changes><text:p>Kept<text:change text:change-id="c1"/><text:note text:note-class="footnote"><text:note-citation>1'
             '</text:note-citation><text:note-body><text:p>At the foot</text:p></text:note-body></text:note><office:annotation><dc:creator>Ben'
             '</dc:creator><text:p>Really?</text:p></office:annotation><draw:frame draw:name="f"><draw:text-box><text:p>boxed</text:p>'
             '</draw:text-box></draw:frame><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:title>A dot</svg:title></draw:frame></text:p>')


def odf_body(parts):
    out = []
    for part in parts:
        words = html.escape(part[-1]).replace("\t", "<text:tab/>") if isinstance(part[-1], str) else ""
        if part[0] == "h":
            out.append(f'<text:h text:outline-level="{part[1]}">{words}</text:h>')
        elif part[0] == "t":
            rows = ["".join(f"<table:table-cell><text:p>{html.escape(cell)}</text:p></table:table-cell>" for cell in row) for row in part[1]]
            out.append('<table:table>' + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + "</table:table>")
        elif part[0] == "li":
            out.append('<text:list text:style-name="L"><text:list-item>' * part[1] + f"<text:p>{words}</text:p>" + "</text:list-item></text:list>" * part[1])
        else:
            out.append("<text:p><text:soft-page-break/></text:p>" if part[0] == "hr" else f'<text:p><text:span text:style-name="B">{words}</text:span></text:p>')
    return "".join(out)


def as_fodt(parts):
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {ODF} office:mimetype="application/vnd.oasis.opendocument.text">'
            f'<office:meta><dc:title>Minutes</dc:title></office:meta>{ODF_STYLES}<office:body><office:text>{odf_body(parts)}{ODF_EXTRA}'
            '</office:text></office:body></office:document>')


def packed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(about, content if isinstance(content, bytes) else content.encode("utf-8"))
    return out.getvalue()


def as_odt(parts):
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return packed({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"{head}<office:document-content {ODF}>{ODF_STYLES}<office:body><office:text>{odf_body(parts)}{ODF_EXTRA}</office:text></office:body>"
                       "</office:document-content>",
        "styles.xml": f'{head}<office:document-styles {ODF}><office:master-styles><style:master-page style:name="S"><style:header><text:p>Saltmere</text:p>'
                      "</style:header><style:footer><text:p>Page 1</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>",
        "meta.xml": f"{head}<office:document-meta {ODF}><office:meta><dc:title>Minutes</dc:title></office:meta></office:document-meta>",
        "Pictures/1.png": word.DOT, "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'})


def as_docx(parts):
    out = []
    for part in parts:
        words = html.escape(part[-1]) if isinstance(part[-1], str) else ""
        if part[0] == "h":
            out.append(word.styled(f"Heading{part[1]}", words))
        elif part[0] == "t":
            out.append(word.table(*[word.row(*[word.cell(html.escape(cell)) for cell in row]) for row in part[1]], grid=len(part[1][0])))
        elif part[0] == "li":
            out.append(word.item(1, part[1] - 1, words))
        else:
            out.append(word.par('<w:r><w:br w:type="page"/></w:r>' if part[0] == "hr" else words))
    package = word.Package("".join(out))
    package.part("styles", "styles.xml", word.HEAD + word.styles(*[word.style(f"Heading{i}", f"heading {i}") for i in (1, 2, 3)]))
    package.part("numbering", "numbering.xml", f'{word.HEAD}<w:numbering {word.SPACES}>' + word.abstract(
        0, word.level(0, "%1)", "lowerLetter"), word.level(1, "•", "bullet")) + word.num(1, 0) + "</w:numbering>")
    return packed(package.members())


FORMATS = {"docx": as_docx, "odt": as_odt, "fodt": as_fodt, "html": as_html, "markdown": as_markdown, "text": as_text}


def main():
    for name, write in FORMATS.items():
        folder = os.path.join(sys.argv[1], name)
        os.makedirs(folder, exist_ok=True)
        for kind, parts in MINUTES.items():
            made = write(parts)
            with open(os.path.join(folder, f"seed-{kind}"), "wb") as file:
                file.write(made if isinstance(made, bytes) else made.encode("utf-8"))


if __name__ == "__main__":
    main()
