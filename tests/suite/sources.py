"""Documents as sources: forms that somebody filled in stand in place of XML, and are read, checked, linked and built as they are.

What comes of them is compared with what comes of the XML that `minutec import` makes of the same documents.
"""
import io
import os
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile

import clerk
import docx_check
import filler
from suite.filled import TYPED, typed
from suite.harness import ALL_FORMATS, FLAVOURS, RELEASE, Case, compare, fail_if, findings, read, same_trees, tree

W = filler.W
FIRST = TYPED[0]
DATE = FIRST[1]


def put(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
    return path


def place(context, body=FIRST[0], date=DATE, change=None):
    """A body with one meeting's document in place of its XML: the folder of the body, the path of the document."""
    document, _, folder = typed(context, body, date)
    if change:
        form = filler.Form(document)
        change(form)
        document = form.bytes()
    return folder, put(os.path.join(folder, date + ".docx"), document)


def imported(context, folder, path):
    """The same body with the XML that importing makes of the document."""
    other = context.path("imported", os.path.basename(folder))
    shutil.copytree(folder, other)
    os.remove(os.path.join(other, os.path.basename(path)))
    context.minutec("import", path, "-o", context.path("imported"))
    fail_if(not os.path.exists(os.path.join(other, os.path.basename(path)[:10] + ".xml")), "nothing was imported")
    return other


def said(err):
    """What findings say of documents, whatever place they name."""
    return sorted((found.path.rsplit("/", 1)[-1].rsplit(".", 1)[0], found.level, found.text, found.code) for found in findings(err))


def build(context, folder, output, *more, status=0, formats=ALL_FORMATS):
    return context.minutec("build", ".", "-o", output, "-f", ",".join(formats), *more, cwd=os.path.dirname(folder), status=status)


def equal(body, date, change=None):
    """The same findings, documents, pages and registers as of the imported XML, byte for byte."""
    def run(context):
        folder, path = place(context, body, date, change)
        other = imported(context, folder, path)
        built = [build(context, one, context.path(name), status=None) for one, name in ((folder, "out"), (other, "out-of-xml"))]
        compare("\n".join(map(str, said(built[1].err))), "\n".join(map(str, said(built[0].err))), ("of the XML", "of the document"))
        fail_if(built[0].status != built[1].status, f"{built[0].status}, {built[1].status}")
        same_trees(tree(context.path("out-of-xml")), tree(context.path("out")))
        fail_if(f"{body}/{date}.html" not in tree(context.path("out")) and built[0].status == 0, "no page was made")
        for command in (("actions", ".", "--format", "csv"), ("attendance", ".", "--format", "json"), ("next", ".", "--date", "2025-12-01"),
                        ("render", os.path.join(body, date) + ".", "-f", "resolved")):
            lines = []
            for one, ending in ((folder, "docx"), (other, "xml")):
                words = [word + ending if word.endswith(date + ".") else word for word in command]
                lines.append(context.minutec(*words, cwd=os.path.dirname(one), status=None).out)
            compare(lines[1], lines[0], ("of the XML", "of the document"))
    return run


PICTURE = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010806000000"
                        "1f15c4890000000d49444154789c63f8cfc0500f00048401806d6e1f620000000049454e44ae426082")


def with_picture(form):
    """A picture is put into the first paragraph that was typed as text."""
    rels, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    form.parts["word/media/plan.png"] = PICTURE
    form.parts[rels] = form.parts[rels].replace(b"</Relationships>", b'<Relationship Id="rIdPlan" Type="http://schemas.openxmlformats.org/officeDocument/'
                                                b'2006/relationships/image" Target="media/plan.png"/></Relationships>')
    form.parts[types] = form.parts[types].replace(b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1)
    a, r = "http://schemas.openxmlformats.org/drawingml/2006/main", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    run = ET.fromstring(f'<w:r xmlns:w="{W[1:-1]}" xmlns:a="{a}" xmlns:r="{r}" xmlns:wp="{wp}"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/>'
                        f'<wp:docPr id="77" name="plan" descr="The plan"/><a:graphic><a:graphicData><a:blip r:embed="rIdPlan"/></a:graphicData>'
                        f'</a:graphic></wp:inline></w:drawing></w:r>')
    parents = form.parents()
    at = next(one for one in form.controls("text") if "Freya" in filler.Form.text(one) or filler.Form.text(one))
    while at.tag != W + "p" and not list(at.iter(W + "p")):
        at = parents[at]
    (at if at.tag == W + "p" else next(at.iter(W + "p"))).append(run)


# -- places --

def odd(form):
    form.tick(form.control("attendance/apologies=ben-okoro"))
    form.type(form.control("attendance/note=ada-marsh"), "left at 09:00")
    form.pick(next(one for one in form.controls("action/due") if "2024" in filler.Form.text(one)), "2024-06-01")


def places(context):
    """Findings of reading, of rules and of linking name the heading, table and row, and show the words there."""
    folder, _ = place(context, change=odd)
    shutil.copy(os.path.join(context.root, "samples", FIRST[0], "2024-10-02.xml"), folder)
    err = context.minutec("check", "--as-of", "2024-10-02", ".", cwd=os.path.dirname(folder), status=1).err
    mine = [found for found in findings(err) if found.path.endswith(".docx")]
    fail_if(any(found.line or not found.where for found in mine), f"without a place\n{err}")
    name = f"{FIRST[0]}/{DATE}.docx"
    for text in (f'{name}: under "Attendance", table 2, row 4: warning: the form has Ben Okoro ticked in several columns: present, apologies '
                 f'[ticked-twice]\n      | Ben Okoro, Vice-Chair\n      = listed as unknown\n',
                 f'{name}: under "Attendance", table 2, row 3: warning: the departure at 09:00 is outside the meeting, 10:00 to 11:55 [outside-meeting]\n',
                 f'{name}: under "Health visiting", table 6, row 10: warning: \'1 June 2024\' is before the meeting of {DATE}: ',
                 '[due-early]\n      | 1 June 2024\n'):
        fail_if(text not in err, f"missing: {text}\n{err}")
    fail_if("<" in "".join(line for line in err.splitlines() if line.startswith("      | ")), f"XML is shown\n{err}")
    known = context.minutec("build", ".", "-o", context.path("out"), "--as-of", "2024-10-02", cwd=os.path.dirname(folder), status=1).err
    again = context.minutec("build", ".", "-o", context.path("out"), "--as-of", "2024-10-02", cwd=os.path.dirname(folder), status=1).err
    compare(err, known)
    compare(err, again)


def restricted(context):
    """A form that may hold what is restricted names no headings, and its passages show neither words nor arguments."""
    folder, _ = typed(context, *FIRST)[2], None
    other = context.path("full", FIRST[0])
    shutil.copytree(folder, other)
    source = os.path.join(context.root, "samples", FIRST[0], "2024-07-03.xml")
    shutil.copy(source, other)
    form = context.path("form.docx")
    context.minutec("next", other, "--audience", "full", "--date", "2024-10-02", "-f", "docx", "-o", form)
    full = filler.Form(read(form, "rb"))
    full.tick(full.control("attendance/present=ben-okoro"))
    full.tick(full.control("attendance/apologies=ben-okoro"))
    put(os.path.join(other, "2024-10-02.docx"), full.bytes())
    err = context.minutec("check", ".", cwd=os.path.dirname(other), status=None).err
    mine = [found for found in findings(err) if found.path.endswith(".docx")]
    fail_if(not mine or any("under" in (found.where or "") or "heading" in (found.where or "") for found in mine), err)


def excerpts_at_parts(context):
    """Interfaces, linked elsewhere, without the document: its paragraph is named by number."""
    folder, path = place(context, change=odd)
    base = os.path.dirname(folder)
    names = sorted(name for name in os.listdir(folder) if name.endswith((".xml", ".docx")))
    parts = []
    for name in names:
        parts.append(context.path(name + ".mi"))
        context.minutec("interface", f"{FIRST[0]}/{name}", "-o", parts[-1], cwd=base, status=None)
    context.minutec("link", *parts, "-o", context.path("linked"), cwd=base, status=None)
    context.minutec("render", "--linked", context.path("linked"), "-o", context.path("parts") + "/", *[f"{FIRST[0]}/{name}" for name in names if name != "body.xml"],
                    "-f", "html,txt", cwd=base, status=None)
    build(context, folder, context.path("whole"), formats=("html", "txt"), status=None)
    for name in (f"{FIRST[0]}/{DATE}.html", f"{FIRST[0]}/{DATE}.txt"):
        fail_if(tree(context.path("parts")).get(name) != tree(context.path("whole")).get(name) or name not in tree(context.path("parts")), f"{name} differs")
    os.remove(path)
    err = context.minutec("link", *parts, "--as-of", "2030-01-01", "-o", context.path("linked"), cwd=base, status=None).err
    mine = [found for found in findings(err) if found.path.endswith(".docx")]
    fail_if(not mine or any(not re.fullmatch(r"paragraph \d+", found.where or "") for found in mine), err)


# -- what is a source, and what is not --

def ole():
    return b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(600)


def passed_over(context):
    """Papers, records and locks beside the minutes are no sources, and nothing is said of them."""
    folder, path = place(context)
    base = os.path.dirname(folder)
    before = context.minutec("check", ".", cwd=base).err
    build(context, folder, context.path("out"))
    record = read(context.path("out", FIRST[0], DATE + ".docx"), "rb")
    for name, content in (("record.docx", record), ("2024-07-04 record.odt", read(context.path("out", FIRST[0], DATE + ".odt"), "rb")),
                          ("paper.docx", b"PK\x03\x04 broken"), ("locked.odt", ole()), ("empty.docx", b""), ("README.md", b"# Papers\n\nminutec:body\n"), ("how.md", b"---\ntitle: Forms\nminutec:\n  body: any\n---\n\nOf forms.\n"),
                          ("notes.md", b"---\ntitle: Notes\n---\n"), ("~$24-07-03.docx", bytes(162)), (".~lock.2024-07-03.docx#", b",clerk,"),
                          ("template.dotx", record)):
        put(os.path.join(folder, name), content)
    os.makedirs(os.path.join(folder, "2024-08-08.docx"))
    shutil.copy(path, os.path.join(folder, "papers", "2023-01-01.docx"))
    compare(before, context.minutec("check", ".", cwd=base).err)
    built = tree(context.path("out"))
    build(context, folder, context.path("out"))
    fail_if(tree(context.path("out")) != built, "something else was written")


def unknown(context):
    """A document called by a day that cannot be looked into counts as minutes that cannot be read."""
    folder, path = place(context)
    whole = read(path, "rb")
    for content, words in ((whole[:5000], "no archive"), (ole(), "password"), (b"", "no archive")):
        put(path, content)
        result = context.minutec("check", ".", cwd=os.path.dirname(folder), status=1)
        found = [one for one in findings(result.err) if one.level == "error"]
        fail_if([one.code for one in found] != ["unknown-document"] or words not in found[0].text, result.err)
    encrypted = io.BytesIO()
    with zipfile.ZipFile(encrypted, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<m><encryption-data/></m>")
        archive.writestr("meta.xml", b"\x00\x01\x02")
    os.remove(path)
    put(os.path.join(folder, DATE + ".odt"), encrypted.getvalue())
    result = context.minutec("check", ".", cwd=os.path.dirname(folder), status=1)
    fail_if("password" not in result.err, result.err)
    large = put(os.path.join(folder, DATE + ".docx"), b"PK")
    os.truncate(large, 65 << 20)
    fail_if("68157440 bytes" not in context.minutec("check", ".", cwd=os.path.dirname(folder), status=1).err, "a large file is not told")


def named(context):
    """A document that was named and is no form is refused, with the way to import it."""
    folder, path = place(context)
    build(context, folder, context.path("out"))
    record = os.path.join(folder, "record.docx")
    shutil.copy(context.path("out", FIRST[0], DATE + ".docx"), record)
    broken = put(os.path.join(folder, "broken.docx"), read(path, "rb")[:999])
    notes = put(os.path.join(folder, "notes.md"), b"---\nminutec:\n  body: any\n---\n\nNotes.\n")
    for file in (record, broken, notes):
        result = context.minutec("check", file, status=1)
        fail_if([found.code for found in findings(result.err)] != ["no-form"], result.err)
    fail_if("minutec import" not in context.minutec("explain", "no-form").out, "no-form does not say what to do")
    fail_if(context.minutec("render", record, "-f", "txt", status=2).out, "a record was rendered")
    result = context.minutec("check", path)
    fail_if(any(not found.path.endswith(".docx") for found in findings(result.err)), result.err)
    update = context.minutec("import", "--update", path, record, status=1)
    fail_if("not-xml" not in update.err, update.err)


def unmarked(context):
    """A form of which no place is left is told, whatever it is called."""
    def change(form):
        for control in [one for one in form.body.iter() if one.tag in (W + "tag", W + "pStyle")]:
            control.set(W + "val", "Normal")
    folder, path = place(context, change=change)
    os.rename(path, os.path.join(folder, "form.docx"))
    result = context.minutec("check", ".", cwd=os.path.dirname(folder), status=1)
    fail_if("nothing in it is marked" not in result.err, result.err)


def blank(context):
    """The next meeting's form, as long as nobody has typed into it, is a note."""
    folder, path = place(context)
    base = os.path.dirname(folder)
    coming = context.minutec("next", ".", "--date", "2024-11-27", cwd=base).out
    build(context, folder, context.path("out"))
    context.minutec("next", ".", "--date", "2024-11-27", "-f", "docx", "-o", os.path.join(folder, "2024-11-27.docx"), cwd=base)
    result = build(context, folder, context.path("out-with"))
    found = [one for one in findings(result.err) if one.path.endswith("2024-11-27.docx")]
    fail_if([(one.code, one.level) for one in found] != [("blank-form", "note")], result.err)
    same_trees(tree(context.path("out")), tree(context.path("out-with")))
    compare(coming, context.minutec("next", ".", "--date", "2024-11-27", cwd=base).out)
    fail_if(context.minutec("check", os.path.join(folder, "2024-11-27.docx")).status != 0, "a blank form fails")


def second(context):
    """XML and a document of one meeting: the XML is used, the document is a finding; of two documents, the first."""
    folder, path = place(context)
    base = os.path.dirname(folder)
    xml = os.path.join(imported(context, folder, path), DATE + ".xml")
    build(context, os.path.dirname(xml), context.path("out-of-xml"))
    shutil.copy(path, os.path.join(folder, DATE + " as typed.docx"))
    result = context.minutec("check", ".", cwd=base, status=1)
    found = [one for one in findings(result.err) if one.code == "second-source"]
    fail_if([one.path for one in found] != [f"{FIRST[0]}/{DATE} as typed.docx"] or f"{DATE}.docx'" not in found[0].text, result.err)
    shutil.copy(xml, folder)
    result = build(context, folder, context.path("out"), status=1)
    found = [one for one in findings(result.err) if one.code == "second-source"]
    fail_if(len(found) != 2 or any(f"{DATE}.xml'" not in one.text for one in found), result.err)
    same_trees(tree(context.path("out-of-xml")), tree(context.path("out")))


def elsewhere(context):
    """A form of another day than its file's name, or in another body's folder, is told as it is of XML."""
    folder, path = place(context)
    moved = os.path.join(folder, "2024-07-10.docx")
    os.rename(path, moved)
    result = context.minutec("check", ".", cwd=os.path.dirname(folder))
    found = [one for one in findings(result.err) if one.code == "date-in-name"]
    fail_if(len(found) != 1 or not found[0].where or "2024-07-10" not in found[0].text, result.err)
    other = context.path("other", "moorland-ltp")
    os.makedirs(other)
    shutil.copy(os.path.join(context.root, "samples", "moorland-ltp", "body.xml"), other)
    shutil.copy(moved, os.path.join(other, DATE + ".docx"))
    result = context.minutec("check", ".", cwd=os.path.dirname(other), status=1)
    fail_if("body-mismatch" not in [one.code for one in findings(result.err)], result.err)
    os.remove(os.path.join(other, "body.xml"))
    result = context.minutec("check", ".", cwd=os.path.dirname(other), status=None)
    fail_if("no-corpus" not in result.err, result.err)
    result = context.minutec("check", os.path.join(other, DATE + ".docx"), status=1)
    fail_if("no-body" not in result.err, result.err)


def sitting(context):
    """The second meeting of a day goes by the letter of its file's name."""
    folder, path = place(context)
    shutil.copy(path, os.path.join(folder, DATE + "b.docx"))
    result = context.minutec("actions", ".", "--format", "csv", cwd=os.path.dirname(folder), status=None)
    fail_if(f"{FIRST[0]}/{DATE}#4a," not in result.out or f"{FIRST[0]}/{DATE}b#4a," not in result.out, result.out)
    fail_if("second-source" in result.err, result.err)


def attached(context):
    """A form is a source: it is not attached to minutes, as its copy would be published."""
    folder, path = place(context)
    os.rename(path, os.path.join(folder, "papers", "form.docx"))
    source = os.path.join(folder, "2024-04-17.xml")
    text = read(source)
    with open(source, "w", encoding="utf-8") as file:
        file.write(text.replace("</item>", '<attachment file="papers/form.docx">A form</attachment></item>', 1))
    result = context.minutec("check", ".", cwd=os.path.dirname(folder), status=1)
    fail_if("source-attached" not in [one.code for one in findings(result.err)], result.err)


# -- builds --

def over_sources(context):
    folder, path = place(context)
    before = tree(folder)
    result = context.minutec("build", ".", "-o", ".", cwd=os.path.dirname(folder), status=2)
    fail_if("output-at-source" not in result.err, result.err)
    fail_if(tree(folder) != before, "something was written")


def fresh(context, folder, number):
    """What a build from nothing writes and says."""
    copy, output = context.path(f"copy{number}"), context.path(f"fresh{number}")
    shutil.copytree(os.path.dirname(folder), copy, ignore=shutil.ignore_patterns(".minutec"))
    result = context.minutec("build", ".", "-o", output, cwd=copy, status=None)
    return tree(output), result


def incremental(context):
    """A build after each change is one from nothing; what did not change is not made again."""
    folder, path = place(context)
    whole, base = read(path, "rb"), os.path.dirname(folder)
    form = filler.Form(whole)
    odd(form)
    steps = ((lambda: None, "new"), (lambda: None, None), (lambda: os.utime(path), None), (lambda: put(path, form.bytes()), "it changed"), (lambda: None, None),
             (lambda: os.remove(path), "removed: it has no source any more"), (lambda: put(path, whole), "new"), (lambda: put(path, whole[:4000]), None),
             (lambda: put(path, whole), None))
    for number, (step, why) in enumerate(steps):
        step()
        result = context.minutec("build", ".", "-o", context.path("out"), "--explain", cwd=base, status=None)
        mine = [line for line in result.out.splitlines() if re.search(rf"{DATE}\.(docx|html): ", line)]
        fail_if(bool(mine) != bool(why) or (why and not any(line.endswith(": " + why) for line in mine)), f"step {number}: {result.out}")
        expected, from_nothing = fresh(context, folder, number)
        compare(from_nothing.err, result.err)
        broken = number == 7  # its documents stay
        got = {name: content for name, content in tree(context.path("out")).items() if not broken or DATE not in name}
        if not broken:
            fail_if(got != expected, f"step {number} differs: {sorted(name for name in set(got) | set(expected) if got.get(name) != expected.get(name))}")


def jobs(context):
    """The same bytes and findings with one worker and with several, and from check."""
    folder, _ = place(context, change=odd)
    base, said_of = os.path.dirname(folder), []
    for number in ("1", "4"):
        said_of.append(context.minutec("build", ".", "-o", context.path("out" + number), "-j", number, "--cache", context.path("cache" + number), cwd=base,
                                       status=None).err)
    compare(*said_of)
    compare(said_of[0], context.minutec("check", ".", cwd=base, status=None).err)
    same_trees(tree(context.path("out1")), tree(context.path("out4")))


def by_ninja(context):
    context.needs("ninja")
    folder, _ = place(context)
    base = os.path.dirname(folder)
    os.makedirs(context.path("bin"))
    os.symlink(context.program, context.path("bin", "minutec"))
    graph = context.minutec("build", ".", "-o", context.path("ninja"), "--emit", "ninja", cwd=base).out
    with open(os.path.join(base, "build.ninja"), "w", encoding="utf-8") as file:
        file.write(graph)
    context.tool("ninja", cwd=base, env={"PATH": context.path("bin") + ":" + os.environ["PATH"]})
    context.minutec("build", ".", "-o", context.path("out"), cwd=base)
    same_trees(tree(context.path("out")), tree(context.path("ninja")))


def dropped(context):
    """The clerk's repository, with the document dropped beside the minutes: check, build, actions and the next form."""
    base = context.copy(os.path.join("samples", "clerk-repository", "minutes"), "minutes")
    folder = os.path.join(base, "tidewell-gardens")
    form = os.path.join(folder, "2025-03-11.docx")
    context.minutec("next", base, "-f", "docx", "-o", form)
    result = context.minutec("check", base)
    fail_if([found.code for found in findings(result.err) if found.path == form] != ["blank-form"], result.err)
    clerk.fill_file(form, context.path("typed.docx"))
    shutil.move(context.path("typed.docx"), form)
    context.minutec("check", base, err="")
    context.minutec("build", base, "-o", context.path("public"))
    fail_if("We open the gates" not in read(context.path("public", "tidewell-gardens", "2025-03-11.html")), "the page is not of the form")
    ledger = context.minutec("actions", base, "--open", "--format", "csv").out
    fail_if("scones" not in ledger or "2025-03-11#" not in ledger, ledger)
    context.minutec("next", base, "-f", "docx", "-o", os.path.join(folder, "2025-05-13.docx"))
    with zipfile.ZipFile(os.path.join(folder, "2025-05-13.docx")) as archive:
        fail_if(b"minutec:update/note=2025-03-11#" not in archive.read("word/document.xml"), "the next form does not ask for what is open")
    fail_if(read(form, "rb") == read(context.path("public", "tidewell-gardens", "2025-03-11.docx"), "rb"), "the source is the output")


def beside_import(context):
    """Importing knows the meetings that are documents: what refers to them stays, and the same minutes are not taken twice."""
    folder, path = place(context)
    base = os.path.dirname(folder)
    coming = context.path("coming.docx")
    context.minutec("next", ".", "--date", "2024-08-14", "-f", "docx", "-o", coming, cwd=base)
    form = filler.Form(read(coming, "rb"))
    form.tick(form.control("attendance/present=ada-marsh"))
    put(coming, form.bytes())
    before = read(path, "rb")
    result = context.minutec("import", coming, path, "-o", base)
    fail_if([one.code for one in findings(result.err)] != ["second-copy"], result.err)
    fail_if(f'action="{DATE}#' not in read(os.path.join(folder, "2024-08-14.xml")), "addresses were dropped")
    fail_if(os.path.exists(os.path.join(folder, DATE + ".xml")) or read(path, "rb") != before, "the document was imported, too")


# -- comments --

def comments_of(path):
    """The comments of a Word document: author, text, and the words they stand at."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.search(r"word/comments[^/]*\.xml$", name) and "omments" in name]
        parts = {name: ET.fromstring(archive.read(name)) for name in names}
        document = ET.fromstring(archive.read("word/document.xml"))
    found = {}
    for root in parts.values():
        for one in root.iter(W + "comment"):
            found[one.get(W + "id")] = [one.get(W + "author"), "\n".join("".join(p.itertext()) for p in one.iter(W + "p")), None]
    for paragraph in document.iter(W + "p"):
        for start in paragraph.iter(W + "commentRangeStart"):
            found[start.get(W + "id")][2] = "".join(text.text or "" for text in paragraph.iter(W + "t"))
    anchors = [one.get(W + "id") for one in document.iter(W + "commentReference")]
    fail_if(sorted(anchors) != sorted(found), f"comments {sorted(found)}, marks {sorted(anchors)}")
    return sorted(map(tuple, found.values()))


def commented(context):
    """Each finding of the document is a comment at its paragraph; others' comments stay, and its own earlier ones go."""
    folder, path = place(context, change=odd)
    before, copy, again = read(path, "rb"), context.path("out", "checked.docx"), context.path("again.docx")
    said_first = context.minutec("check", path).err
    compare(said_first, context.minutec("check", "--comments", copy, path).err)
    fail_if(read(path, "rb") != before, "the document itself was changed")
    comments = comments_of(copy)
    fail_if([one[0] for one in comments] != ["minutec"] * len(findings(said_first)) or len(comments) < 2, f"{comments}\n{said_first}")
    for text, words in (("warning: the form has Ben Okoro ticked in several columns: present, apologies [ticked-twice]\nlisted as unknown", "Ben Okoro, Vice-Chair"),):
        fail_if(("minutec", text, words) not in comments, f"{comments}")
    wrong = sorted(set(faults(copy)) - set(faults(path)))
    fail_if(wrong, "\n".join(wrong))
    context.minutec("check", "--comments", again, path)
    fail_if(read(again, "rb") != read(copy, "rb"), "not the same bytes")
    shutil.copy(copy, path)  # checked again, with its comments
    compare(said_first, context.minutec("check", "--comments", again, path).err)
    fail_if(comments_of(again) != comments, f"{comments_of(again)}")
    with_other = add_other(read(path, "rb"))
    put(path, with_other)
    compare(said_first, context.minutec("check", "--comments", again, path).err)
    kept = comments_of(again)
    fail_if(sorted(kept) != sorted([*comments, ("Ada", "Is that so?", "Ben Okoro, Vice-Chair")]), f"{kept}")
    other = imported(context, folder, path)
    fail_if("ticked-twice" in read(os.path.join(other, DATE + ".xml")), "a comment became minutes")
    put(path, typed_well(context))
    context.minutec("check", "--comments", again, path, err="")
    fail_if(comments_of(again), "a document without findings has comments")


def faults(path):
    package = docx_check.Package(path)
    return [f"{one.__name__}: {found}" for one in docx_check.CHECKS for found in one(package)]


def typed_well(context):
    inner = context.path("well")
    os.makedirs(inner)

    class Other:
        root = context.root
        path = staticmethod(lambda *names: os.path.join(inner, *names))
        minutec = staticmethod(context.minutec)
    return typed(Other, *FIRST)[0]


def add_other(document):
    """A comment of somebody else in the part where ours are."""
    source, out = zipfile.ZipFile(io.BytesIO(document)), io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in source.namelist():
            text = source.read(name)
            if re.search(r"word/comments[^/]*\.xml$", name):
                text = text.replace(b"</w:comments>", b'<w:comment w:id="40" w:author="Ada"><w:p><w:r><w:t>Is that so?</w:t></w:r></w:p></w:comment></w:comments>')
            if name == "word/document.xml":
                at = text.index(b"Ben Okoro")
                start = text.rindex(b"<w:r>", 0, at) if text.rfind(b"<w:r>", 0, at) > text.rfind(b"<w:r ", 0, at) else text.rindex(b"<w:r ", 0, at)
                end = text.index(b"</w:p>", at)
                text = (text[:start] + b'<w:commentRangeStart w:id="40"/>' + text[start:end] + b'<w:commentRangeEnd w:id="40"/><w:r><w:rPr><w:b/></w:rPr>'
                        b'<w:commentReference w:id="40"/></w:r>' + text[end:])
            archive.writestr(name, text)
    return out.getvalue()


def not_commented(context):
    """What cannot be commented on, and where a copy may not go."""
    folder, path = place(context)
    xml = os.path.join(folder, "2024-04-17.xml")
    for copy, file, words in ((path, path, "the place of the document itself"), (os.path.join(folder, "x.docx"), path, "would count as minutes"),
                              (context.path("x.docx"), xml, "Word and OpenDocument"), (context.path("x.docx"), folder, "Word and OpenDocument")):
        result = context.minutec("check", "--comments", copy, file, status=2)
        fail_if(words not in result.err, result.err)
    result = context.minutec("check", "--comments", context.path("x.docx"), os.path.join(folder, "none.docx"), status=3)
    fail_if("cannot-read" not in result.err, result.err)
    context.minutec("check", "--comments", context.path("x.docx"), status=2)
    put(os.path.join(folder, "other.docx"), read(path, "rb")[:2000])
    context.minutec("check", "--comments", context.path("x.docx"), os.path.join(folder, "other.docx"), status=1)
    context.write("file", "")
    result = context.minutec("check", "--comments", context.path("file", "x.docx"), path, status=3)
    fail_if("cannot-write" not in result.err, result.err)
    fail_if(os.path.exists(context.path("x.docx")), "a copy was written all the same")


def through_libreoffice(context):
    """The form saved as ODT is a source like the DOCX; its copy has annotations, which LibreOffice shows."""
    context.needs("soffice")
    folder, path = place(context, change=odd)
    office = ("soffice", f"-env:UserInstallation=file://{context.path('profile')}", "--headless", "--convert-to")
    expected = said(context.minutec("check", path).err)
    os.makedirs(context.path("odt"))
    context.tool(*office, "odt", "--outdir", context.path("odt"), path)
    os.remove(path)
    path = os.path.join(folder, DATE + ".odt")
    shutil.copy(context.path("odt", DATE + ".odt"), path)
    err = context.minutec("check", path).err
    fail_if(said(err) != expected, f"{said(err)}\n{expected}")
    fail_if(any(not found.where for found in findings(err)), err)
    copy, again = context.path("checked.odt"), context.path("again.odt")
    compare(err, context.minutec("check", "--comments", copy, path).err)
    shutil.copy(copy, path)
    compare(err, context.minutec("check", "--comments", again, path).err)
    fail_if(read(copy, "rb") != read(again, "rb"), "checked again, it is another")
    context.tool(*office, "docx", "--outdir", context.path("shown"), copy)
    fail_if([one[0] for one in comments_of(context.path("shown", "checked.docx"))] != ["minutec"] * len(expected), "LibreOffice shows other comments")


def cases(suite):
    for body, date in TYPED:
        yield Case(f"sources/{body}-{date}", equal(body, date), (RELEASE,))
    yield Case("sources/picture", equal(*FIRST, with_picture))
    for run, covers in ((places, ()), (restricted, ()), (excerpts_at_parts, ()), (passed_over, ()), (unknown, ("unknown-document",)), (named, ("no-form",)),
                        (unmarked, ()), (blank, ("blank-form",)), (second, ("second-source",)), (elsewhere, ()), (sitting, ()), (attached, ()),
                        (over_sources, ("output-at-source",)), (beside_import, ()), (incremental, ()), (jobs, ()), (dropped, ()), (commented, ()), (not_commented, ())):
        flavours = (RELEASE,) if run in (incremental, jobs, dropped, beside_import, over_sources, attached, sitting, elsewhere) else FLAVOURS
        yield Case(f"sources/{run.__name__.replace('_', '-')}", run, flavours, limit=120, covers=covers)
    yield Case("sources/by-ninja", by_ninja, (RELEASE,))
    yield Case("sources/libreoffice", through_libreoffice, (RELEASE,), limit=180)
