"""`import --update`: documents that were edited, given back to their minutes. What word processors make of them is tests/edit/run.py's."""
import glob
import io
import os
import shutil
import zipfile

from suite.harness import RELEASE, Case, fail_if
from suite.parts import synthetic

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MEETING = os.path.join("harbour-lag", "2024-10-02.xml")
MEETINGS = ("harbour-lag/2024-04-17", "harbour-lag/2024-07-03", "harbour-lag/2024-08-14", "harbour-lag/2024-10-02", "harbour-lag/2024-11-27",
            "moorland-ltp/2024-03-11", "moorland-ltp/2024-05-13", "moorland-ltp/2024-07-01", "moorland-ltp/2024-09-09",
            "moorland-ltp/2024-09-09.cy", "moorland-ltp/2024-11-11")


def samples(context):
    folder = context.path("samples")
    shutil.copytree(os.path.join(context.root, "samples"), folder)
    return folder


def document(context, folder, meeting=MEETING, ending="docx", audience="public", *more):
    path = context.path("document." + ending)
    context.minutec("render", meeting, "-f", ending, "-o", path, "--audience", audience, *more, cwd=folder, status=0)
    return path


def changed(path, pairs, member="word/document.xml"):
    """The archive, or the page, with words exchanged."""
    with open(path, "rb") as file:
        old = file.read()
    if not old.startswith(b"PK"):
        new = old
        for before, after in pairs:
            fail_if(before.encode() not in new, f"'{before}' is not in the page")
            new = new.replace(before.encode(), after.encode(), 1)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(old)) as archive, zipfile.ZipFile(out, "w") as made:
            for name in archive.namelist():
                text = archive.read(name)
                carried, mark, shown = text.rpartition(b"</text:user-field-decls>")
                for before, after in pairs if name == member else ():
                    fail_if(before.encode() not in shown, f"'{before}' is not in the document")
                    shown = shown.replace(before.encode(), after.encode(), 1)
                made.writestr(name, carried + mark + shown)
        new = out.getvalue()
    with open(path, "wb") as file:
        file.write(new)


def update(context, folder, path, *more, status=0):
    return context.minutec("import", "--update", MEETING, path, *more, cwd=folder, status=status)


def nothing_changed(context):
    """A document as it was written: every sample, every format, for each audience."""
    folder = samples(context)
    for meeting in MEETINGS if context.flavour == RELEASE else MEETINGS[3::5]:
        for ending in ("docx", "odt", "html"):
            for audience in ("public", "full"):
                path = document(context, folder, meeting + ".xml", ending, audience)
                result = context.minutec("import", "--update", meeting + ".xml", path, "--audience", audience, "--write", cwd=folder, status=0)
                fail_if(result.out or "edit-" in result.err, f"{meeting} {ending} {audience}:\n{result.out}{result.err}")
                with open(os.path.join(folder, meeting + ".xml"), "rb") as now, open(os.path.join(context.root, "samples", meeting + ".xml"), "rb") as was:
                    fail_if(now.read() != was.read(), f"{meeting} was written")


def generated(context):
    """The same of meetings that nobody thought of."""
    folder = synthetic(context)
    meetings = sorted(glob.glob(os.path.join(glob.escape(folder), "**", "2*.xml"), recursive=True))[::3]
    fail_if(len(meetings) < 10, "there are no meetings")
    for number, path in enumerate(meetings):
        ending = ("docx", "odt", "html")[number % 3]
        made = context.path("document." + ending)
        context.minutec("render", path, "-f", ending, "-o", made, status=0)
        result = context.minutec("import", "--update", path, made, status=0)
        fail_if(result.out or "edit-" in result.err, f"{path} {ending}:\n{result.out}{result.err}")


def words(context):
    folder = samples(context)
    for ending, member in (("docx", "word/document.xml"), ("odt", "content.xml"), ("html", "")):
        path = document(context, folder, ending=ending)
        changed(path, (("boat garage since", "boat shed since"), ("In progress", "Done")) if ending != "html" else (("boat garage since", "boat shed since"),), member)
        result = update(context, folder, path)
        fail_if("action 2024-04-17#5.1a: 1 word changed" not in result.out, result.out + result.err)
        fail_if(ending != "html" and "action 2024-04-17#3.2a: in progress → done" not in result.out, result.out)


def written(context):
    """Links, comments and ids of the minutes stay; what changed is changed; the same document says nothing more."""
    folder = samples(context)
    source = os.path.join(folder, MEETING)
    with open(source, encoding="utf-8") as file:
        text = file.read()
    with open(source, "w", encoding="utf-8") as file:
        file.write(text.replace("<meeting", "<!-- Mind the tide. --><meeting", 1))
    path = document(context, folder)
    changed(path, (("Paid on 19th August", "Paid on 20th August"), ("minutes of 9th September", "minutes of 9th of September")))
    result = update(context, folder, path, "--write")
    with open(source, encoding="utf-8") as file:
        now = file.read()
    fail_if("Paid on 20th August." not in now or "<!-- Mind the tide. -->" not in now, result.out + result.err)
    fail_if("[the Moorland partnership's minutes of 9th of September](minutes:moorland-ltp/2024-09-09#transport)" not in " ".join(now.split()), now)
    again = update(context, folder, path)
    fail_if(again.out or "edit-" in again.err, again.out + again.err)


def labels(context):
    """A label keeps the colon that its source had."""
    folder = samples(context)
    path = document(context, folder)
    changed(path, (("Next meeting:", "We meet again:"),))
    result = update(context, folder, path, "--write")
    with open(os.path.join(folder, MEETING), encoding="utf-8") as file:
        fail_if('label="We meet again:"' not in file.read() or "[edit-" in result.err, result.out + result.err)


def layout(context):
    """Words of the layout are no words of the minutes."""
    folder = samples(context)
    path = document(context, folder)
    changed(path, (("In favour 6", "In favour 7"),))
    result = update(context, folder, path, "--write")
    fail_if(result.out or "[edit-not-taken]" not in result.err or "[edit-kept]" not in result.err, result.out + result.err)
    with open(os.path.join(folder, MEETING), encoding="utf-8") as file:
        fail_if('for="7"' in file.read(), "the vote was changed")


def refused(context):
    """What would not pass the check is not written, and neither is anything else."""
    folder = samples(context)
    with open(os.path.join(folder, MEETING), "rb") as file:
        before = file.read()
    path = document(context, folder)
    changed(path, ((">8.2<", ">8.1<"), ("Paid on 19th August", "Paid on 20th August")))
    result = update(context, folder, path, "--write", status=1)
    with open(os.path.join(folder, MEETING), "rb") as file:
        fail_if(file.read() != before or "[edit-failed]" not in result.err, result.err)


def aside(context):
    """Somebody else's remark is told of and becomes no word of the minutes."""
    folder = samples(context)
    path = context.path("comment.docx")
    said = (f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="Clerk"><w:p><w:r><w:t>By whom?</w:t></w:r></w:p></w:comment></w:comments>')
    mark = b'Apologies were accepted.</w:t></w:r>'
    relation = f'<Relationship Id="rIdC" Type="{OFFICE}/comments" Target="comments.xml"/></Relationships>'
    with zipfile.ZipFile(document(context, folder)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(mark, mark + b'<w:r><w:commentReference w:id="0"/></w:r>')
            elif name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", relation.encode())
            new.writestr(name, text)
        new.writestr("word/comments.xml", said)
    result = update(context, folder, path, "--write")
    fail_if(result.out or "[edit-aside]" not in result.err or "By whom?" not in result.err, result.out + result.err)


def other_audience(context):
    """Restricted passages become no words for everybody, and are not taken away."""
    folder = samples(context)
    with open(os.path.join(folder, MEETING), "rb") as file:
        before = file.read()
    for ending in ("docx", "odt", "html"):
        update(context, folder, document(context, folder, ending=ending, audience="full"), "--write", status=2)
        update(context, folder, document(context, folder, ending=ending), "--audience", "full", "--write", status=2)
    with open(os.path.join(folder, MEETING), "rb") as file:
        fail_if(file.read() != before, "the minutes were changed")


def private(context):
    """Characters for private use are characters."""
    folder = samples(context)
    source = os.path.join(folder, MEETING)
    with open(source, encoding="utf-8") as file:
        text = file.read().replace("Paid on 19th August", "Paid on 19th \U000f0003 \U00100000 August \U000ffff0")
    with open(source, "w", encoding="utf-8") as file:
        file.write(text)
    path = document(context, folder)
    result = update(context, folder, path, "--write")
    fail_if(result.out or "edit-" in result.err, result.out + result.err)
    changed(path, (("boat garage since", "boat shed since"),))
    result = update(context, folder, path, "--write")
    fail_if(result.out or "[edit-not-taken]" not in result.err, result.out + result.err)


def foreign(context):
    folder = samples(context)
    path = context.path("notes.txt")
    with open(path, "w", encoding="utf-8") as file:
        file.write("Notes")
    update(context, folder, path, status=2)
    update(context, folder, context.path("nowhere.docx"), status=3)
    context.minutec("import", "--update", "harbour-lag/body.xml", document(context, folder), cwd=folder, status=2)
    path = context.path("broken.docx")
    with open(path, "wb") as file:
        file.write(b"PK\x03\x04nothing")
    update(context, folder, path, "--write", status=1)


def cases(suite):
    del suite
    yield Case("edit/nothing-changed", nothing_changed)
    yield Case("edit/generated", generated, (RELEASE,))
    yield Case("edit/words", words)
    yield Case("edit/written", written)
    yield Case("edit/labels", labels)
    yield Case("edit/layout", layout, covers=("edit-not-taken", "edit-kept"))
    yield Case("edit/refused", refused, covers=("edit-failed",))
    yield Case("edit/aside", aside, covers=("edit-aside",))
    yield Case("edit/other-audience", other_audience)
    yield Case("edit/private", private)
    yield Case("edit/foreign", foreign)
