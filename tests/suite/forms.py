"""Forms that minutes are typed into: `minutec next -f docx|odt|md` and `minutec template`.

tests/forms/NAME.PART is what the Word document of a corpus says, its text (document) and its properties (custom); choices that were told
before are left out. NAME.md is the form as Markdown, NAME.content.xml the text of the OpenDocument one. tests/docx_check.py and odt_check.py say what must hold for every form.
"""
import hashlib
import io
import itertools
import os
import re
import sys
import xml.etree.ElementTree as ET
import zipfile

from suite.harness import RELEASE, Case, fail_if
from suite.nexts import AUDIENCES, corpora

M = "{urn:minutec:minutes}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = {"document": "word/document.xml", "custom": "docProps/custom.xml", "numbering": "word/numbering.xml"}
CHOICES = re.compile(r"(?:<w:listItem [^>]*/>)+")
RESTRICTED = ("Cynnig wyth mil", "Ail gynnig", "Pris y to", "#3a", "Cyfyngedig")


def form(context, folder, command, *more, kind="docx"):
    return context.minutec(command, ".", "-f", kind, *more, cwd=folder, binary=True).out


def part(document, name):
    return zipfile.ZipFile(io.BytesIO(document)).read(PARTS[name]).decode("utf-8")


def in_lines(text):
    """A line a paragraph, row or control; each list of choices once."""
    told = {}

    def once(match):
        number = told.setdefault(match[0], len(told) + 1)
        return match[0] if number == len(told) and match.start() == first[match[0]] else f"[choices {number}]"
    first = {}
    for match in CHOICES.finditer(text):
        first.setdefault(match[0], match.start())
    return re.sub(r"(?<=>)(?=<w:(?:p|tr|tbl|sdt|sectPr|property)>|<w:listItem|<property)", "\n", CHOICES.sub(once, text))


def golden(name, folder, command, more, parts):
    def run(context):
        document = form(context, folder, command, *more)
        for one in parts:
            kept = os.path.join(context.root, "tests", "forms", f"{name}.{one}.xml")
            context.golden(kept, in_lines(part(document, one)))
        fail_if(document != form(context, folder, command, *more), "it is not the same again")
    return run


def golden_text(name, folder, command, more):
    """The form as Markdown, and the text of the OpenDocument one."""
    def run(context):
        for kind, ending in (("md", "md"), ("odt", "content.xml")):
            document = form(context, folder, command, *more, kind=kind)
            text = document.decode("utf-8") if kind == "md" else zipfile.ZipFile(io.BytesIO(document)).read(ending).decode("utf-8")
            marks = re.findall(r"(minutec_\w+)(?:: |\")", text)
            fail_if(kind == "md" and len(set(marks)) != len(marks), "words that mean two things")
            if kind == "odt":
                text = re.sub(r"(?<=>)(?=<(?:text:[ph]|text:list|text:label|table:table-row|table:table|style:style)[ >])", "\n", text)
            context.golden(os.path.join(context.root, "tests", "forms", f"{name}.{ending}"), text)
            fail_if(document != form(context, folder, command, *more, kind=kind), "it is not the same again")
    return run


def all_fit(context):
    """Every form of every corpus, and of the odd ones below."""
    paths = {"docx": [], "odt": []}
    for name, folder in [*corpora(context.suite), *odd(context)]:
        for command, more in (("next", ()), ("template", ()), ("template", ("--date", "2031-12-31"))):
            for audience, kind in itertools.product(AUDIENCES, paths):
                paths[kind].append(context.path(f"{name}-{command}-{len(paths[kind])}.{kind}"))
                if name in ODD and command == "next":
                    more = ("--date", "2031-12-31")
                context.minutec(command, ".", "-f", kind, "--audience", audience, *more, "-o", paths[kind][-1], cwd=folder)
    for kind, made in paths.items():
        context.tool(sys.executable, os.path.join(context.root, "tests", f"{kind}_check.py"), *made)


LONG = "somebody-with-an-id-that-is-longer-than-a-tag-may-be"
ODD = {
    "nobody": ('<name>Club &amp; "Friends" &lt;x&gt;</name>', ""),
    "twins": (f'<name>Twins</name><people><person id="a"><name>Jo</name></person><person id="b"><name>Jo</name></person>'
              f'<person id="clerk"><name>Ann &amp; "Co"</name></person><person id="{LONG}"><name>Sam</name></person></people><membership>'
              f'<member ref="a"/><member ref="b"/><member ref="clerk" role="treasurer"/><member ref="{LONG}" role="clerk"/></membership>',
              '<item n="50%1" role="matters-arising"><title>Matters &lt;b&gt;</title>'
              f'<action n="50%1.a-very-long-number-of-an-action" owner="a b" due="next-meeting">Do **it** &amp; more.</action>'
              '<action n="y" for="Somebody">Other</action></item><item n="51%1" role="reports"><title>R</title></item>'),
    "high": ("<name>High</name>", '<item n="40000" role="matters-arising"><title>Matters</title><action n="x">Do.</action></item>'),
    "bare": ("<name>Bare</name>", '<item role="matters-arising"><title>Matters</title><action n="x">Do.</action></item>'),
}


def odd(context):
    """What makes a form hard: nobody in it, equal names, ids and numbers that are too long or cannot be counted; both layouts."""
    for layout in ("columns", "headings"):
        for name, (body, items) in ODD.items():
            folder = f"{layout}/{name}"
            head = f'xmlns="urn:minutec:minutes" version="1" xml:lang="en-GB"'
            context.write(f"{folder}/body.xml", f'<body {head} id="{name}" layout="{layout}">{body}</body>')
            if items:
                context.write(f"{folder}/2024-01-10.xml", f'<minutes {head} body="{name}" date="2024-01-10"><meeting/><attendance>'
                              f"<unknown/></attendance>{items}</minutes>")
            yield name, context.path(folder)


def marks_lead_back(name, folder):
    """Every update, member, approval and role of the source has its tags, and no other has; the document says what it was made from."""
    def run(context):
        for audience in AUDIENCES:
            more = ("--audience", audience)
            source = context.minutec("next", ".", *more, cwd=folder).out
            document, root = form(context, folder, "next", *more), ET.fromstring(source)
            fail_if(f">{hashlib.sha256(source.encode()).hexdigest()}<" not in part(document, "custom"), "it was made from something else")
            tags = {tag.get(W + "val") for tag in ET.fromstring(part(document, "document")).iter(W + "tag")}
            wanted = {
                "update/status": {one.get("action") for one in root.iter(M + "update") if one.get("action")},
                "person": {one.get("ref") for one in root.iter(M + "unknown") for one in one},
                "approval": {one.get("of") for one in root.iter(M + "approval")},
                "item/title": {one.get("role") for one in root.iter(M + "item") if one.get("role")},
            }
            for place, keys in wanted.items():
                start = ("minutec:attendance/note=", "minutec:officer/note=") if place == "person" else (f"minutec:{place}=",)
                got = {tag.partition("=")[2] for tag in tags if tag.startswith(start)}
                fail_if(got != keys, f"{audience}: {place}: {sorted(got ^ keys)}")
    return run


def statuses_are_chosen(context):
    """What is chosen at first is what the source says."""
    for _, folder in corpora(context.suite):
        root = ET.fromstring(context.minutec("next", ".", cwd=folder).out)
        document = ET.fromstring(part(form(context, folder, "next"), "document"))
        chosen = {}
        for control in document.iter(W + "sdtPr"):
            tag, choice = control.find(W + "tag"), control.find(W + "dropDownList")
            if tag is not None and choice is not None:
                chosen[tag.get(W + "val")] = choice.get(W + "lastValue")
        for update in root.iter(M + "update"):
            if update.get("action"):
                got = chosen.get(f"minutec:update/status={update.get('action')}")
                fail_if(got != update.get("status"), f"{update.get('action')}: {got}")


def nothing_restricted(context):
    folder = os.path.join(context.root, "tests", "next", "welsh")
    full, public = form(context, folder, "next", "--audience", "full"), form(context, folder, "next")
    for name in zipfile.ZipFile(io.BytesIO(public)).namelist():
        text = zipfile.ZipFile(io.BytesIO(public)).read(name).decode("utf-8")
        fail_if(any(word in text for word in RESTRICTED), f"{name} tells")
    fail_if(any(word not in part(full, "document") for word in RESTRICTED), "the full form lacks something")
    full, public = (form(context, folder, "next", "--audience", audience, kind="md").decode("utf-8") for audience in ("full", "public"))
    fail_if(any(word in public for word in RESTRICTED), "the public Markdown tells")
    fail_if(any(word not in " ".join(full.split()) for word in RESTRICTED), "the full Markdown lacks something")
    with zipfile.ZipFile(io.BytesIO(form(context, folder, "next", kind="odt"))) as archive:
        fail_if(any(word in archive.read(name).decode("utf-8") for name in archive.namelist() for word in RESTRICTED), "the public ODT tells")


TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def places(root):
    """The styles of places in their order, with their words."""
    found = []
    for paragraph in root.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(W + "val").startswith("Minutes"):
            found.append((style.get(W + "val"), "".join(one.text or "" for one in paragraph.iter(W + "t"))))
    return found


def bookmarks(root):
    return {one.get(W + "name") for one in root.iter(W + "bookmarkStart") if one.get(W + "name").startswith("minutec")}


def properties(text):
    return {one.get("name"): one[0].text for one in ET.fromstring(text)}


def choices(root):
    return {(one.get(W + "value"), one.get(W + "displayText")) for one in root.iter(W + "listItem")}


def libreoffice_keeps(context):
    """LibreOffice keeps the marks that docs/clerk-marks.md counts on, in DOCX and in ODT."""
    context.needs("soffice")
    _, folder = corpora(context.suite)[0]
    document = form(context, folder, "next")
    os.makedirs(context.path("saved"))
    with open(context.path("form.docx"), "wb") as file:
        file.write(document)
    for kind in ("docx", "odt"):
        context.tool("soffice", f"-env:UserInstallation=file://{context.path('profile')}", "--headless", "--convert-to", kind, "--outdir",
                     context.path("saved"), context.path("form.docx"))
    with open(context.path("saved/form.docx"), "rb") as file:
        saved = file.read()
    one, other = (ET.fromstring(part(bytes_of, "document")) for bytes_of in (document, saved))
    fail_if(places(one) != places(other), "other places, or other words in them")
    fail_if(not bookmarks(one) or bookmarks(one) != bookmarks(other), f"bookmarks: {bookmarks(one) ^ bookmarks(other)}")
    fail_if(choices(one) != choices(other), f"choices: {choices(one) ^ choices(other)}")
    fail_if(properties(part(document, "custom")) != properties(part(saved, "custom")), "other properties")
    with zipfile.ZipFile(context.path("saved/form.odt")) as archive:
        content, meta = ET.fromstring(archive.read("content.xml")), ET.fromstring(archive.read("meta.xml"))
    parents = {style.get(STYLE + "name"): style.get(STYLE + "parent-style-name") for style in content.iter(STYLE + "style")}
    got = [parents.get(one.get(TEXT + "style-name")) or one.get(TEXT + "style-name") for one in content.iter()
           if one.tag in (TEXT + "p", TEXT + "h")]
    got = [name.replace("_20_", " ") for name in got if name]
    names = [style for style, _ in places(one)]
    fail_if([name.replace(" ", "") for name in got if name.startswith("Minutes")] != names, "ODT: other places")
    there = {one.get(TEXT + "name") for one in content.iter() if one.tag in (TEXT + "bookmark", TEXT + "bookmark-start")}
    fail_if(not bookmarks(one) <= there, f"ODT: no bookmarks {sorted(bookmarks(one) - there)[:3]}")
    told = {one.get(META + "name"): one.text for one in meta.iter(META + "user-defined") if one.get(META + "name").startswith("minutec")}
    fail_if(told != properties(part(document, "custom")), "ODT: other properties")


def cases(suite):
    for name, folder in corpora(suite):
        full = ("--audience", "full") if name == "welsh" else ()
        yield Case(f"forms/{name}", golden(name, folder, "next", full, ("document", "custom", "numbering")))
        yield Case(f"forms/{name}-marks", marks_lead_back(name, folder))
        yield Case(f"forms/{name}-text", golden_text(name, folder, "next", full))
    name, folder = corpora(suite)[0]
    yield Case(f"forms/{name}-empty", golden(name + "-empty", folder, "template", (), ("document", "custom")))
    yield Case("forms/all-fit", all_fit, (RELEASE,))
    yield Case("forms/libreoffice-keeps", libreoffice_keeps, (RELEASE,), limit=180)
    yield Case("forms/chosen", statuses_are_chosen)
    yield Case("forms/nothing-restricted", nothing_restricted)
