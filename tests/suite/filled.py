"""Forms that were typed into, imported: tests/filler.py is the clerk."""
import json
import os
import re
import shutil
import time
import xml.etree.ElementTree as ET

import filler
import filler_md
import filler_odt
from suite.forms import odd
from suite.harness import FLAVOURS, RELEASE, Case, Skip, fail_if, findings, read
from suite.nexts import AUDIENCES

M = filler.M
TYPED = (("harbour-lag", "2024-07-03"), ("moorland-ltp", "2024-05-13"), ("harbour-lag", "2024-10-02"), ("moorland-ltp", "2024-11-11"))


KINDS = {"docx": filler.Form, "odt": filler_odt.OdtForm, "md": filler_md.MdForm}


def holds(one, date):
    return (one.get("from") or "") <= date <= (one.get("until") or "9999")


def names_of(body, date):
    """What people are called on a day."""
    return {person.get("id"): next(name.text for name in person.findall(M + "name") if holds(name, date)) for person in body.iter(M + "person")}


def offices_of(body, date):
    return {seat.get("role"): seat.get("ref") for seat in body.iter(M + "member") if seat.get("role") and seat.get("ref") and holds(seat, date)}


def corpus_before(context, body, date):
    """The body as it was before a meeting, in DATE/BODY."""
    folder, source = context.path(date, body), os.path.join(context.root, "samples", body)
    os.makedirs(folder)
    for name in sorted(os.listdir(source)):
        if os.path.isdir(os.path.join(source, name)):
            shutil.copytree(os.path.join(source, name), os.path.join(folder, name))
        elif not re.match(r"\d{4}-\d\d-\d\d", name) or name[:10] < date:
            shutil.copy(os.path.join(source, name), folder)
    return folder


def make_form(context, folder, *more, kind="docx"):
    return context.minutec("next", ".", "-f", kind, *more, cwd=folder, binary=True).out


def bring(context, path, output, status=0):
    result = context.minutec("import", path, "-o", output, status=status)
    return result.out.split(), result.err


def write(context, name, content):
    os.makedirs(os.path.dirname(context.path(name)), exist_ok=True)
    with open(context.path(name), "wb") as file:
        file.write(content)
    return context.path(name)


def same(said, got):
    one, other = (json.dumps(filler.comparable(model), indent=1, sort_keys=True, default=sorted) for model in (said, got))
    if one != other:
        import difflib
        lines = difflib.unified_diff(one.splitlines(), other.splitlines(), "typed", "imported", lineterm="", n=4)
        fail_if(True, "\n".join(list(lines)[:80]))


def typed(context, body, date, kind="docx"):
    """A filled form, what was typed, and the folder that it goes to."""
    folder = corpus_before(context, body, date)
    source = read(os.path.join(context.root, "samples", body, date + ".xml"))
    people = ET.fromstring(read(os.path.join(folder, "body.xml")))
    document, said = filler.fill(make_form(context, folder, "--date", date, kind=kind), source, names_of(people, date), offices_of(people, date),
                                 KINDS[kind])
    return document, said, folder


def whole(body, date, kind):
    """A sample's meeting, typed whole, imports without a doubt and says what the sample says, in all that the form asks for."""
    def run(context):
        document, said, folder = typed(context, body, date, kind)
        before = read(os.path.join(folder, "body.xml"))
        path = write(context, "form." + kind, document)
        written, err = bring(context, path, context.path(date))
        fail_if(err, err)
        fail_if([os.path.relpath(one, context.path(date)) for one in written] != [f"{body}/{date}.xml"], f"written: {written}")
        fail_if(read(os.path.join(folder, "body.xml")) != before, "body.xml has changed")
        same(said, filler.model(ET.fromstring(read(os.path.join(folder, date + ".xml")))))
    return run


# -- what goes wrong with forms --

def changed(context, change, name="odd.docx"):
    """A filled form of the harbour after a change of its controls; what importing says, and the minutes."""
    document, said, folder = typed(context, *TYPED[0])
    form = filler.Form(document)
    change(form)
    path = write(context, name, form.bytes())
    written, err = bring(context, path, context.path(TYPED[0][1]))
    made = [one for one in written if not one.endswith("body.xml")]
    fail_if(len(made) != 1, f"{written}\n{err}")
    return said, ET.fromstring(read(made[0])), [one.code for one in findings(err)]


def row_of(form, control):
    parents = form.parents()
    while control.tag != filler.W + "tr":
        control = parents[control]
    return control, parents[control]


def tag_of(control):
    return control.find(f"{filler.W}sdtPr/{filler.W}tag")


def doubled(context):
    """The rows of a member and of an action are there twice, the second of the member ticked otherwise."""
    def change(form):
        row, table = row_of(form, form.control("attendance/present=ben-okoro"))
        twin = form.renumbered(row)
        table.append(twin)
        form.tick(form.control("attendance/apologies=ben-okoro", twin))
        row, table = row_of(form, form.control("update/status=2024-04-17#2.1a"))
        table.append(form.renumbered(row))
    said, root, codes = changed(context, change)
    fail_if(codes != ["ticked-twice"], codes)
    lists = [group.tag for group in root.find(M + "attendance") for person in group if person.get("ref") == "ben-okoro"]
    fail_if(lists != [M + "unknown"], lists)
    fail_if(sum(one.get("action") == "2024-04-17#2.1a" for one in root.iter(M + "update")) != 1, "the report is there twice")


def too_early(context):
    """What is due before the meeting stays as it was typed, and is told; so does an end before the start."""
    document, _, folder = typed(context, *TYPED[0])
    form = filler.Form(document)
    form.pick(next(one for one in form.controls("action/due") if "2024" in form.text(one)), "2024-06-01")
    form.type(form.control("meeting/end"), "09:05")
    path = write(context, "early.docx", form.bytes())
    result = context.minutec("import", path, "-o", os.path.dirname(folder), status=None)
    fail_if(sorted(one.code for one in findings(result.err)) != ["detail-unclear", "due-early"], result.err)
    root = ET.fromstring(read(os.path.join(folder, TYPED[0][1] + ".xml")))
    early = [one.get("due-text") for one in root.iter(M + "action") if one.get("due-text")]
    fail_if("1 June 2024" not in early, f"{early}")
    fail_if([heading.text for heading in root.iter(M + "heading")] != ["09:05"], "the end is lost")


def unclear(context):
    """Details that are none are kept as words, and told."""
    folder = context.path("bodies", TYPED[0][0])
    for name in ("body.xml", "2024-04-17.xml", "papers"):
        context.copy(os.path.join("samples", TYPED[0][0], name), os.path.join("bodies", TYPED[0][0], name))
    text = context.minutec("next", folder, "--date", "2024-06-05", "-f", "md").out
    for old, new in (("- Ends: <!-- 00:00 -->", "- Ends: 25:99"), ("<!-- What was said -->", "Nothing.")):
        fail_if(old not in text, f"no {old}")
        text = text.replace(old, new, 1)
    result = context.minutec("import", context.write("unclear.md", text), "-o", context.path("bodies"), status=None)
    fail_if("detail-unclear" not in [one.code for one in findings(result.err)], result.err)
    fail_if("25:99" not in read(os.path.join(folder, "2024-06-05.xml")), "the words are lost")


def moved(context):
    """Rows of members and of earlier actions stand elsewhere."""
    def change(form):
        rows, table = row_of(form, form.control("attendance/present=ada-marsh"))
        table.remove(rows)
        table.append(rows)
        row, table = row_of(form, form.control("update/status=2024-04-17#2.1a"))
        table.remove(row)
        table.append(row)
    said, root, codes = changed(context, change)
    fail_if(codes, codes)
    same(said, filler.model(root))


def untagged(context):
    """Every tag is gone, as LibreOffice leaves it: styles and bookmarks say the same."""
    def change(form):
        for control in form.root.iter(filler.W + "sdtPr"):
            for tag in control.findall(filler.W + "tag"):
                control.remove(tag)
    said, root, codes = changed(context, change)
    fail_if(codes, codes)
    same(said, filler.model(root))


def control_gone(context):
    """A control is taken away, its words stay."""
    def change(form):
        control = form.control("meeting/venue")
        parent = form.parents()[control]
        for at, run in enumerate(control.find(filler.W + "sdtContent")):
            parent.insert(list(parent).index(control) + at, run)
        parent.remove(control)
    said, root, codes = changed(context, change)
    fail_if(codes, codes)
    same(said, filler.model(root))


def unknown_address(context):
    def change(form):
        for control in form.controls("update/status") + form.controls("update/note") + form.controls("update/owner") + form.controls("update/due"):
            mark = tag_of(control)
            mark.set(filler.W + "val", mark.get(filler.W + "val").replace("#2.1a", "#99z"))
        for mark in form.root.iter(filler.W + "bookmarkStart"):
            mark.set(filler.W + "name", mark.get(filler.W + "name").replace("minutec_update", "other"))
    _, root, codes = changed(context, change)
    fail_if(sorted(codes) != ["address-dropped", "due-early"], codes)  # whose day it was is not known either
    lost = [one for one in root.iter(M + "update") if not one.get("action")]
    fail_if(len(lost) != 1 or "list of seats" not in lost[0].text or lost[0].get("n") != "2.1a", "the report is gone")
    fail_if(sum(bool(one.get("action")) for one in root.iter(M + "update")) < 8, "other addresses went with it")


def half_rows(context):
    """An action without an owner, an owner without an action, a guest without a name; and what was typed elsewhere."""
    typed_over = []

    def change(form):
        sections = form.controls("actions")
        row = form.rows(sections[0], len(sections[0].find(filler.W + "sdtContent")) + 1)[-1]
        form.type(form.control("action/text", row), "Ring Mirabel.")
        row = form.rows(sections[1], len(sections[1].find(filler.W + "sdtContent")) + 1)[-1]
        form.type(form.control("action/owner", row), "Zebedee")
        guests = form.control("guests")
        row = form.rows(guests, len(guests.find(filler.W + "sdtContent")) + 1)[-1]
        form.type(form.control("guest/organisation", row), "Tattersall")
        form.body.insert(3, form.paragraph("Quince was here.", "Normal"))
        label = next(one for one in form.root.iter(filler.W + "p") if any(style.get(filler.W + "val") == "MinutesLabel" for style in one.iter(filler.W + "pStyle")))
        label.append(form.paragraph("Ferdinand", None)[0])
        for style, word in (("MinutesUpdateText", "Lysander of Athens"), ("MinutesUpdateSaid", "Demetrius"), ("MinutesAttendanceName", "Hermia"),
                            ("MinutesHelp", "Egeus"), ("Contact", "Philostrate"), ("Imprint", "Oberon of the end"), ("Title", "Titania")):
            place = next((one for one in form.root.iter(filler.W + "p") if any(mark.get(filler.W + "val") == style for mark in one.iter(filler.W + "pStyle"))), None)
            if place is not None:  # not every body prints all of them
                place.append(form.paragraph(" " + word, None)[0])
                typed_over.append(word.split()[0])
        form.body.insert(len(form.body) - 1, form.paragraph("Bottom of the page.", "Normal"))
    _, root, codes = changed(context, change)
    fail_if(codes, codes)
    text = ET.tostring(root, encoding="unicode")
    for word in ("Ring Mirabel", "Zebedee", "Tattersall", "Quince was here", "Ferdinand", "Bottom of the page", *typed_over):
        fail_if(word not in text, f"{word} is gone")
    ring = next(one for one in root.iter(M + "action") if "Mirabel" in one.text)
    fail_if(ring.get("owner") or ring.get("for"), "it has an owner")


def nothing_marked(context):
    """Without any marks it is a document like others."""
    document, _, folder = typed(context, *TYPED[0])
    form = filler.Form(document)
    del form.parts["docProps/custom.xml"]
    form.parts["_rels/.rels"] = re.sub(rb"<Relationship [^>]*custom-properties[^>]*>", b"", form.parts["_rels/.rels"])
    form.parts["[Content_Types].xml"] = re.sub(rb"<Override PartName=\"/docProps/custom.xml\"[^>]*>", b"", form.parts["[Content_Types].xml"])
    written, _ = bring(context, write(context, "plain.docx", form.bytes()), context.path("plain"))
    fail_if(not any('rule="' in read(one) for one in written), "it was not recognised, but read as a form")


def untouched(kind):
    """A form that nobody typed into is no minutes, whatever stands in it already."""
    def run(context):
        folders = [(corpus_before(context, *one), one[1], "public") for one in TYPED]
        folders += [(os.path.join(context.root, "tests", "next", "welsh"), "2031-12-31", audience) for audience in AUDIENCES]
        folders += [(folder, "2031-12-31", "public") for _, folder in odd(context)]
        for folder, day, audience in folders:
            path = write(context, f"{day}.{kind}", make_form(context, folder, "--date", day, "--audience", audience, kind=kind))
            written, err = bring(context, path, context.path("out", day))
            codes = [one.code for one in findings(err) if one.level != "note"]
            fail_if(written or codes != ["not-minutes"] or "nobody has typed" not in err, f"{folder}: {written}\n{err}")
    return run


def new_body(context):
    """Where there is no such body, one is made of the people in the form."""
    document, said, _ = typed(context, *TYPED[0])
    written, _ = bring(context, write(context, "form.docx", document), context.path("new"))
    fail_if(sorted(os.path.basename(one) for one in written) != [TYPED[0][1] + ".xml", "body.xml"], written)
    body = ET.fromstring(read(context.path("new", TYPED[0][0], "body.xml")))
    ids = {person.get("id") for person in body.iter(M + "person")}
    root = ET.fromstring(read(context.path("new", TYPED[0][0], TYPED[0][1] + ".xml")))
    fail_if({one.get("ref") for one in root.iter(M + "person")} - {None} - ids, "people of the meeting are not in it")


def comments_and_changes(context):
    """A tracked change is accepted, and what it took away is told of, as in any document."""
    def change(form):
        control = form.control("text")
        content = control.find(filler.W + "sdtContent")
        gone = ET.SubElement(content, filler.W + "del", {filler.W + "id": "1", filler.W + "author": "A"})
        ET.SubElement(ET.SubElement(gone, filler.W + "r"), filler.W + "delText").text = " Xanthippe"
        put = ET.SubElement(content, filler.W + "ins", {filler.W + "id": "2", filler.W + "author": "A"})
        ET.SubElement(ET.SubElement(put, filler.W + "r"), filler.W + "t").text = " Yolande"
    _, root, codes = changed(context, change)
    text = ET.tostring(root, encoding="unicode")
    fail_if(codes or "Yolande" not in text or "Xanthippe" in text, f"{codes}")
    report = read(context.path(TYPED[0][1], "import-report.json"))
    fail_if("Xanthippe" not in report or "tracked-deletion" not in report, "what was struck out is not told of")
    fail_if("What was said" in report or "hidden-text" in report, "hints are reported")


# -- plain text, as editors and formatters leave it --

def crlf(text):
    return text.replace("\n", "\r\n")


def without_hints(text):
    body, mark, tail = text.rpartition("<!-- minutec\n")
    return re.sub(r"<!--(?! minutec:)(?:(?!-->).)*-->", "", body, flags=re.S) + mark + tail


def other_signs(text):
    """Bullets are stars, tables have no padding, headings a line below them."""
    body, mark, tail = text.rpartition("<!-- minutec\n")
    body = re.sub(r"^( *)- ", r"\1* ", body, flags=re.M)
    body = re.sub(r" *\| *", "|", body)
    return re.sub(r"^## (.*)$", lambda found: f"{found[1]}\n{'-' * len(found[1])}", body, flags=re.M) + mark + tail


def one_line_comment(text):
    body, mark, tail = text.rpartition("<!-- minutec\n")
    return body + " ".join((mark + tail).split()) + "\n"


def reformatted(change):
    """The file says the same however it is laid out."""
    def run(context):
        for body, day in TYPED:
            document, said, folder = typed(context, body, day, "md")
            path = write(context, f"{day}.md", change(document.decode("utf-8")).encode("utf-8"))
            _, err = bring(context, path, context.path(day))
            fail_if(err, err)
            same(said, filler.model(ET.fromstring(read(os.path.join(folder, day + ".xml")))))
    return run


def by_pandoc(context):
    context.needs("pandoc")
    dialect = "gfm+yaml_metadata_block"
    for body, day in TYPED:
        document, said, folder = typed(context, body, day, "md")
        path = write(context, f"{day}.md", document)
        context.tool("pandoc", "-f", dialect, "-t", dialect, "-s", "--columns=60", path, "-o", context.path(f"{day}-again.md"))
        _, err = bring(context, context.path(f"{day}-again.md"), context.path(day))
        fail_if(err, err)
        same(said, filler.model(ET.fromstring(read(os.path.join(folder, day + ".xml")))))


def odd_text(context):
    """What a clerk may do to plain text: nothing that was typed is lost, and what is in doubt is said."""
    document, _, folder = typed(context, *TYPED[0], "md")
    text = document.decode("utf-8")
    row = re.search(r"^\| Ben Okoro.*$", text, re.M)[0]
    changes = (
        (row, row + "\n" + re.sub(r"\[.\]", "[ ]", row).replace("[ ]", "[x]", 4).replace("[x]", "[ ]", 2)),  # twice, ticked otherwise
        ("- Venue:", "- Meeting place: Tattersall\n- Venue:"),  # a label of one's own
        ("## Attendance\n", "Quince was here.\n\n## Attendance\n"),
        ("## Items\n", "## Items\n\nFerdinand before all items.\n"),
        ("<!-- What was said -->", "<!-- What was said: Lysander -->"),  # within the comment: reported as hidden
        ("- Decision: <!-- What was decided -->", "- Decision: First Hermia.\n- Decision: Then Helena.\n\n  And Egeus."),
        ("- Action: <!-- What is to be done -->", "- Action: Ring Mirabel.\n  - Owner: Zebedee and others\n  - Due: soon\n- Action: Write to Oberon."),
    )
    for old, new in changes:
        fail_if(old not in text, f"no {old}")
        text = text.replace(old, new, 1)
    written, err = bring(context, write(context, "odd.md", text.encode("utf-8")), context.path(TYPED[0][1]))
    fail_if([one.code for one in findings(err)] != ["ticked-twice"], err)
    source = read(written[0])
    for word in ("Tattersall", "Quince was here", "Ferdinand", "Hermia", "Helena", "Egeus", "Ring Mirabel", "Zebedee", "Oberon"):
        fail_if(word not in source, f"{word} is gone")
    root = ET.fromstring(source)
    fail_if(not any("Egeus" in one.text and "Helena" in one.text for one in root.iter(M + "decision")), "a decision is cut")
    fail_if(not any(one.get("due-text") == "soon" and "Mirabel" in one.text for one in root.iter(M + "action")), "an action is cut")
    report = read(context.path(TYPED[0][1], "import-report.json"))
    fail_if("Lysander" not in report, "what stands in a comment is not told of")


def numbered_twice(context):
    """Two items with one number: their actions get none, and nothing is refused."""
    document, _, _ = typed(context, *TYPED[0], "md")
    text = document.decode("utf-8")
    items = [found[0] for found in re.finditer(r"^### \d.*?(?=^##)", text, re.M | re.S) if re.search(r"- Action: (?!<!)", found[0])]
    text = text.replace(items[0], items[0] + items[0])
    written, err = bring(context, write(context, "twice.md", text.encode("utf-8")), context.path(TYPED[0][1]))
    fail_if(not written or " error: " in err, f"{written}\n{err}")


def marks_gone(context):
    """Without the comment at its end it is a text like others."""
    document, _, _ = typed(context, *TYPED[0], "md")
    text = document.decode("utf-8").rpartition("<!-- minutec\n")[0]
    written, _ = bring(context, write(context, "plain.md", text.encode("utf-8")), context.path("plain"))
    fail_if(not any('rule="' in read(one) for one in written), "it was not recognised, but read as a form")


# -- through LibreOffice --

def through_libreoffice(form, kind):
    def run(context):
        context.needs("soffice")
        for body, day in TYPED[:2]:  # one in columns, one with headings
            document, said, folder = typed(context, body, day, form)
            write(context, f"{day}.{form}", document)
            context.tool("soffice", f"-env:UserInstallation=file://{context.path('profile')}", "--headless", "--convert-to", kind, "--outdir",
                         context.path("saved"), context.path(f"{day}.{form}"))
            _, err = bring(context, context.path("saved", f"{day}.{kind}"), context.path(day))
            fail_if(err, err)
            same(said, filler.model(ET.fromstring(read(os.path.join(folder, day + ".xml")))))
    return run


BRIDGED = "/usr/bin/python3"
SAID = {
    "person[@ref='ada-marsh']": {"arrived": "10:20"}, "apologies/person": {"ref": "ben-okoro"}, "in-attendance/person": {"name": "Ola Brandt"},
    "update[@action='2024-04-17#5.1a']": {"status": "done", None: "Fitted on Monday. It hums."}, "approval": {"of": "2024-11-27", "outcome": "approved"},
    "item[@n='3']/text": {None: "The team came. They will come again."}, "item[@n='3']/decision": {None: "That they be thanked."},
    "action[@n='3a']": {"owner": "dev-anand", "due": "2025-02-14", None: "Write to them."}, "action[@n='3b']": {"owner": "ada-marsh", None: "Ring them."},
    "item[@n='4']/title": {None: "Lamps"}, "item[@n='4']/text": {None: "Two are out."}, "next-meeting": {"date": "2025-03-26"},
}


def typed_in_libreoffice(context):
    """The ODT form in LibreOffice itself: fields clicked and typed over, choices made, a row added, saved as both."""
    context.needs("soffice")
    if not os.path.exists(BRIDGED) or context.run(BRIDGED, "-c", "import uno").status:
        raise Skip("LibreOffice's bridge is not installed")
    samples = os.path.join(context.root, "samples", "harbour-lag")
    context.minutec("next", samples, "-f", "odt", "-o", context.path("form.odt"))
    context.tool(BRIDGED, os.path.join(context.root, "tests", "edit", "typist.py"), context.path("form.odt"), context.path())
    for kind in ("odt", "docx"):
        shutil.copytree(samples, context.path(kind, "harbour-lag"))
        written, err = bring(context, context.path("typed." + kind), context.path(kind))
        fail_if(err or len(written) != 1, f"{written}\n{err}")
        root = ET.fromstring(read(written[0]))
        for path, said in SAID.items():
            found = root.findall(".//" + re.sub(r"(^|/)(?=[a-z])", lambda match: match[1] + M, path))
            fail_if(len(found) != 1, f"{kind}: {path}: {len(found)}")
            got = {name: found[0].get(name) if name else " ".join(found[0].text.split()) for name in said}
            fail_if(got != said, f"{kind}: {path}: {got}")


# -- a year --

HEAD = f'xmlns="{M[1:-1]}" version="1" xml:lang="en-GB"'
MEMBERS = ("ann-abel", "bob-bell", "cat-cole", "dan-dale")
MONTHS = [f"2024-{month:02d}-10" for month in range(2, 13)] + ["2025-01-10"]
YEAR_SECONDS = 20


def month(number, day, open_actions, last):
    """What a clerk types of a month: what was open is done, two actions are new."""
    following = MONTHS[number + 1] if number + 1 < len(MONTHS) else "2025-02-10"
    updates = "".join(f'<update action="{address}" status="done">Done by the {number}th.</update>' for address in open_actions)
    people = "".join(f'<person ref="{ref}"/>' for ref in MEMBERS)
    return (f'<minutes {HEAD} body="year" date="{day}"><meeting start="19:30" end="21:00"><venue>The hall</venue></meeting>'
            f"<attendance><present>{people}</present></attendance><previous-actions>{updates}</previous-actions>"
            f'<item n="1" role="welcome apologies"><title>Welcome</title><text>All came in month {number}.</text></item>'
            f'<item n="2" role="minutes"><title>Minutes</title><approval of="{last}" outcome="approved"/></item>'
            f'<item n="3"><title>The roof</title><text>It leaks.</text><decision>That it be mended in month {number}.</decision>'
            f'<action owner="bob-bell" due="next-meeting">To ask for a price, the {number}th.</action>'
            f'<action owner="cat-cole" due="{following}">To borrow a ladder, the {number}th.</action></item>'
            f'<item n="4" role="next-meeting"><title>Next meeting</title><next-meeting date="{following}" start="19:30"/></item></minutes>')


def clerks_year(kind):
    """Twelve meetings, each by a form that is filled and dropped in, and built."""
    def run(context):
        began = time.monotonic()
        people = "".join(f'<person id="{ref}"><name>{ref.replace("-", " ").title()}</name></person>' for ref in MEMBERS)
        seats = "".join(f'<member ref="{ref}"{role}/>' for ref, role in zip(MEMBERS, (' role="chair"', "", "", ' role="clerk"')))
        context.write("minutes/year/body.xml", f'<body {HEAD} id="year"><name>Year Club</name><people>{people}</people><membership>{seats}</membership></body>')
        first = month(0, "2024-01-10", [], "").replace('<approval of="" outcome="approved"/>', "").replace("<previous-actions></previous-actions>", "")
        context.write("minutes/year/2024-01-10.xml", first.replace('<action owner="bob', '<action n="3a" owner="bob').replace('<action owner="cat', '<action n="3b" owner="cat')
                      .replace("2025-02-10", MONTHS[0]).replace(MONTHS[1], MONTHS[0]))
        names, last = {ref: ref.replace("-", " ").title() for ref in MEMBERS}, "2024-01-10"
        for number, day in enumerate(MONTHS):
            document = context.minutec("next", "minutes/year", "-f", kind, binary=True).out
            form = KINDS[kind](document)
            asked = [form.key(one) for one in form.controls("update/status")]
            fail_if(len(asked) != 2, f"{day}: {asked}")
            filled, said = filler.fill(document, month(number, day, asked, last), names, {"chair": "ann-abel", "clerk": "dan-dale"}, KINDS[kind])
            written, err = bring(context, write(context, f"dropped/{day}.{kind}", filled), context.path("minutes"))
            fail_if(err or not any(one.endswith(f"{day}.xml") for one in written), f"{written}\n{err}")
            same(said, filler.model(ET.fromstring(read(context.path("minutes", "year", day + ".xml")))))
            context.minutec("build", "minutes", "-o", "public")
            last = day
        result = context.minutec("check", "minutes")
        fail_if(findings(result.err), result.err)
        ledger = json.loads(context.minutec("actions", "minutes", "-f", "json").out)
        fail_if(len(ledger) != 2 * (len(MONTHS) + 1), f"{len(ledger)} actions")
        if context.flavour == RELEASE:
            fail_if(time.monotonic() - began > YEAR_SECONDS, f"it took {time.monotonic() - began:.1f} s")
    return run


def cases(suite):
    for kind in KINDS:
        for body, date in TYPED:
            flavours = FLAVOURS if kind == "docx" or (body, date) == TYPED[0] else (RELEASE,)
            yield Case(f"filled/{kind}-{body}-{date}", whole(body, date, kind), flavours)
        yield Case(f"filled/{kind}-untouched", untouched(kind), FLAVOURS if kind == "docx" else (RELEASE,), covers=("not-minutes",))
        yield Case(f"filled/{kind}-year", clerks_year(kind), FLAVOURS if kind == "docx" else (RELEASE,))
    for run, covers in ((doubled, ("ticked-twice",)), (unclear, ("detail-unclear",)), (too_early, ("due-early",)), (moved, ()), (untagged, ()), (control_gone, ()), (unknown_address, ("address-dropped",)),
                        (half_rows, ()), (nothing_marked, ()), (new_body, ()), (comments_and_changes, ())):
        yield Case(f"filled/{run.__name__.replace('_', '-')}", run, covers=covers)
    for change in (crlf, without_hints, other_signs, one_line_comment):
        yield Case(f"filled/md-{change.__name__.replace('_', '-')}", reformatted(change))
    yield Case("filled/md-by-pandoc", by_pandoc, (RELEASE,))
    yield Case("filled/md-odd", odd_text, covers=("ticked-twice",))
    yield Case("filled/md-marks-gone", marks_gone)
    yield Case("filled/md-numbered-twice", numbered_twice)
    for form in ("docx", "odt"):
        for kind in ("docx", "odt"):
            yield Case(f"filled/libreoffice-{form}-{kind}", through_libreoffice(form, kind), (RELEASE,), limit=180)
    yield Case("filled/libreoffice-typed", typed_in_libreoffice, (RELEASE,), limit=180)
