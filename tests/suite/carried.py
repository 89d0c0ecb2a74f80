"""Documents carry the minutes they were made from: they come back from there, and what both sides changed since is told apart."""
import glob
import os
import re
import shutil
import sys
import zipfile

from suite.edits import MEETING, MEETINGS, changed, document, samples, update
from suite.harness import RELEASE, Case, fail_if, findings, read, tree, write

FORMATS = ("docx", "odt", "html")
REPORT, STATE = "import-report.json", ".minutec-import"


def restored(context, where, paths, status=0, bodies=None):
    """Imports documents into a folder of their own; what was written but the report and the like."""
    out = context.path(where)
    if bodies:
        shutil.copytree(bodies, out)
    result = context.minutec("import", *paths, "-o", out, status=status)
    made = {name: held for name, held in tree(out).items() if name.endswith(".xml")}
    return result, made


def whole(context):
    """Every sample, from each format, byte by byte, comments and restricted passages too, where nothing else is."""
    site = context.suite.built(context, "full", FORMATS + ("txt", "json"))
    for ending in FORMATS:
        paths = sorted(path for path in glob.glob(os.path.join(glob.escape(site), "*", "*." + ending)) if re.match(r"\d{4}-", os.path.basename(path)))
        _, made = restored(context, ending, [path for path in paths if not os.path.basename(path).startswith("actions")])
        kept = {name + ".xml": read(os.path.join(context.root, "samples", name + ".xml"), "rb") for name in MEETINGS}
        fail_if(made != kept, f"{ending}: {[name for name in set(made) | set(kept) if made.get(name) != kept.get(name)]}")
        again, _ = restored(context, ending, paths)
        fail_if(again.out or again.err, f"{ending}, once more: {again.out}{again.err}")


def generated(context):
    """The same of a hundred meetings that nobody thought of: in full byte by byte, and for the public where it may see all."""
    folder = context.path("sources")
    context.tool(sys.executable, os.path.join(context.root, "tests", "bench", "generate.py"), "--meetings", "120", "--bodies", "10", "--seed", "5", folder)
    sources = {os.path.relpath(path, folder): read(path, "rb") for path in glob.glob(os.path.join(glob.escape(folder), "*", "2*.xml"))}
    for audience in ("full", "public"):
        out = context.path(audience)
        context.minutec("build", folder, "-o", out, "-f", ",".join(FORMATS), "--audience", audience, status=None)
        for ending in FORMATS:
            paths = [os.path.join(out, name[:-3] + ending) for name in sorted(sources) if os.path.exists(os.path.join(out, name[:-3] + ending))]
            fail_if(len(paths) < 100, f"{audience}, {ending}: only {len(paths)} documents")
            _, made = restored(context, f"{audience}-{ending}", paths)
            wrong = [name for name, held in made.items()
                     if sources[name] != held and (audience == "full" or not re.search(b"<!--|<restricted", sources[name]))]
            fail_if(wrong or len(made) != len(paths), f"{audience}, {ending}: {wrong} of {len(made)}")


def reduced(context):
    """A public document carries no comment, no instruction and nothing restricted; where a reference had to go, nothing at all."""
    folder = samples(context)
    path = os.path.join(folder, MEETING)
    text = read(path)
    write(path, text.replace("<meeting", "<!-- Lydia was cross. --><?note Lydia ?><meeting", 1))
    for ending in FORMATS:
        _, made = restored(context, "out-" + ending, [document(context, folder, ending=ending)])
        got = made[MEETING].decode()
        fail_if("Lydia" in got or "<!--" in got or "<?note" in got, f"{ending}: it is still there")
        fail_if("<action" not in got, f"{ending}: {got[:300]}")
        _, made = restored(context, "full-" + ending, [document(context, folder, ending=ending, audience="full")])
        fail_if(made[MEETING] != read(path, "rb"), f"{ending}: not as it was, for all")
    with_hidden = os.path.join("moorland-ltp", "2024-07-01.xml")
    got = read(document(context, folder, with_hidden, "html"))
    fail_if("Quillfeather" in got, "what is restricted is in it")


def hidden_reference(context):
    """Where the public may not know what is referred to, it does not get the reference either: such a document carries nothing."""
    folder = samples(context)
    path = os.path.join(folder, "harbour-lag", "2024-11-27.xml")
    restricted = re.search(r"<restricted.*?<action[^>]* n=\"([^\"]+)\"", read(os.path.join(folder, "harbour-lag", "2024-07-03.xml")), re.S).group(1)
    link = f"[that matter](minutes:2024-07-03#{restricted})"
    write(path, re.sub(r"(<text>\s*)", lambda found: found.group(1) + link + " and ", read(path), count=1))
    lenient = ("-W", "restricted-reference=warning")
    page = read(document(context, folder, os.path.join("harbour-lag", "2024-11-27.xml"), "html", "public", *lenient))
    fail_if("that matter" not in page, "the words of the link are not there")
    fail_if(restricted in page or "minutec-source" in page, "it says where the link led")
    page = read(document(context, folder, os.path.join("harbour-lag", "2024-11-27.xml"), "html", "full", *lenient))
    fail_if(link not in page, "the full page does not carry it")


def no_source(context):
    folder = samples(context)
    for ending in FORMATS:
        path = context.path("bare." + ending)
        context.minutec("render", MEETING, "-f", ending, "-o", path, "--no-source", cwd=folder, status=0)
        held = read(path, "rb")
        if ending != "html":
            with zipfile.ZipFile(path) as archive:
                held = b"".join(archive.read(name) for name in archive.namelist())
        fail_if(b"urn:minutec:minutes" in held, f"{ending}: it is there")
    out = context.path("out")
    context.minutec("build", "harbour-lag", "-o", out, "--no-source", cwd=folder, status=0)
    bare = tree(out)
    context.minutec("build", "harbour-lag", "-o", out, cwd=folder, status=0)
    fail_if(all(bare[name] == held for name, held in tree(out).items() if name in bare), "with sources again, nothing was built")


def kept_up(context):
    """What only the carried text shows makes a document anew."""
    folder = samples(context)
    path, out = os.path.join(folder, MEETING), context.path("out")
    context.minutec("build", "harbour-lag", "-o", out, "--audience", "full", cwd=folder, status=0)
    write(path, read(path).replace("<meeting", "<!-- Later. --><meeting", 1))
    context.minutec("build", "harbour-lag", "-o", out, "--audience", "full", cwd=folder, status=0)
    fail_if("<\\!-- Later. -->" not in read(os.path.join(out, MEETING[:-3] + "html")), "the page carries old minutes")


def guarded(context):
    """Whatever a comment says, a page ends where it did."""
    folder = samples(context)
    path = os.path.join(folder, MEETING)
    odd = "<!-- </script><script>alert(1)</script> <!- <\\!-\\- </SCRIPT > ]]> -->"
    write(path, read(path).replace("<meeting", odd + "<meeting", 1).replace("\n", "\r\n"))
    page = document(context, folder, ending="html", audience="full")
    fail_if(read(page).lower().count("</script") != 1, "a script ends early")
    for ending in FORMATS:
        _, made = restored(context, "out-" + ending, [document(context, folder, ending=ending, audience="full")])
        fail_if(made[MEETING] != read(path, "rb"), f"{ending}: not as it was")


# -- edited documents --

def without_minutes(context):
    """An edited document alone, beside its body: the minutes with exactly the edit."""
    for ending, member in (("docx", "word/document.xml"), ("odt", "content.xml"), ("html", "")):
        folder = samples(context) if ending == "docx" else folder
        path = document(context, folder, ending=ending, audience="full")
        changed(path, (("boat garage since", "boat shed since"),), member)
        bodies = context.path("bodies-" + ending)
        shutil.copytree(folder, bodies)
        os.remove(os.path.join(bodies, MEETING))
        result, made = restored(context, "out-" + ending, [path], bodies=bodies)
        fail_if("[edit-taken]" not in result.err or "1 word changed" not in result.err, result.err)
        wanted = context.path("wanted-" + ending)
        shutil.copytree(folder, wanted)
        update(context, wanted, path, "--audience", "full", "--write")
        fail_if(made[MEETING] != read(os.path.join(wanted, MEETING), "rb"), f"{ending}: {made[MEETING].decode()[:1500]}")
        again, _ = restored(context, "out-" + ending, [path])
        fail_if(again.out or "[edit-taken]" in again.err, again.out + again.err)


def without_body(context):
    folder = samples(context)
    path = document(context, folder)
    changed(path, (("boat garage since", "boat shed since"),))
    result, made = restored(context, "out", [path], status=1)
    fail_if(made or "[edit-bodiless]" not in result.err, result.err)


def both(context, edit, correction, *more, status=0, ending="docx"):
    """A document is made, edited, and meanwhile the minutes are corrected; what --update makes of it."""
    folder = samples(context)
    source = os.path.join(folder, MEETING)
    path = document(context, folder, ending=ending)
    changed(path, edit, "content.xml" if ending == "odt" else "word/document.xml")
    text = read(source)
    for before, after in correction:
        fail_if(before not in text, f"'{before}' is not in the minutes")
        text = text.replace(before, after, 1)
    write(source, text)
    result = update(context, folder, path, "--write", *more, status=status)
    now = read(source)
    shutil.rmtree(folder)
    return result, " ".join(now.split()), now == text


EDIT = (("boat garage since", "boat shed since"),)
ELSEWHERE = (("Paid on 19th August", "Paid on 20th August"),)
SAME = (("boat garage since", "boat house since"),)


def merged(context):
    """Other passages: both changes are there, and only the document's is told."""
    for ending in ("docx", "odt"):
        result, now, _ = both(context, EDIT, ELSEWHERE, ending=ending)
        fail_if("boat shed since" not in now or "20th August" not in now, now)
        fail_if(result.out.count("\n") != 1 or "edit-" in result.err, result.out + result.err)


def agreed(context):
    """The same change on both sides is no conflict."""
    result, now, _ = both(context, EDIT, EDIT)
    fail_if("boat shed since" not in now or "[edit-conflict]" in result.err, result.err)


def conflict(context):
    result, _, untouched = both(context, EDIT, SAME, status=1)
    fail_if(not untouched or "[edit-conflict]" not in result.err or "boat house" not in result.err or "boat shed" not in result.err, result.err)
    fail_if("--theirs" not in result.err, result.err)
    result, now, _ = both(context, EDIT, SAME + ELSEWHERE, "--ours")
    fail_if("boat house since" not in now or "20th August" not in now or "[edit-chosen]" not in result.err, result.err)
    result, now, _ = both(context, EDIT, SAME + ELSEWHERE, "--theirs")
    fail_if("boat shed since" not in now or "20th August" not in now or "[edit-chosen]" not in result.err, result.err)
    both(context, EDIT, SAME, "--ours", "--theirs", status=2)


def attributes(context):
    """A status that the clerk chose, and a day that somebody else wrote into the same action."""
    status = (("In progress", "Done"),)
    action = re.search(r'<update action="2024-04-17#3.2a"[^>]*>', read(os.path.join(context.root, "samples", MEETING))).group(0)
    result, now, _ = both(context, status, ((action, action.replace(">", ' rule="by-hand">') if "/>" not in action else action.replace("/>", ' rule="by-hand"/>')),))
    fail_if('rule="by-hand"' not in now or 'status="done"' not in now, result.out + result.err + now[:3000])


def behind(context):
    result, _, untouched = both(context, (), ELSEWHERE)
    fail_if(not untouched or "[edit-behind]" not in result.err or result.out, result.out + result.err)


def baseless(context):
    """What a program did not keep is missed, and said."""
    folder = samples(context)
    path = context.path("bare.docx")
    context.minutec("render", MEETING, "-f", "docx", "-o", path, "--no-source", cwd=folder, status=0)
    result = update(context, folder, path)
    fail_if(result.out or [found.code for found in findings(result.err)] != ["edit-baseless"], result.out + result.err)


def odd(context):
    """Carried text that is none, or that leads elsewhere, is as if it were not there, or does no harm."""
    folder = samples(context)
    for number, (before, after) in enumerate((('body="harbour-lag"', 'body="../../x"'), ('date="2024-10-02"', 'date="2024-99-02"'), ("</minutes>", "</minute>"),
                                              ('urn:minutec:minutes', 'urn:minutec:minuets'), ("<item", "<nonsense"))):
        path = document(context, folder)
        changed(path, ((before, after),), "customXml/item1.xml")
        if number == 4:
            changed(path, EDIT)
        where = f"out-{number}"
        context.minutec("import", path, "-o", context.path(where), status=None)
        made = [name for name in tree(context.path(where)) if name.endswith(".xml")]
        fail_if(any(not re.match(r"[a-z0-9-]+/", name) for name in made) or os.path.exists(context.path("x")), made)


def ampersand(context):
    """Attributes of others' XML say what they say."""
    link = ('<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" '
            'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Minutes of the Quay Committee, 3 May 2024</text:p>'
            '<text:p>1. Papers</text:p><text:p>See <text:a xlink:href="https://example.org/?a=1&amp;b=2">the list</text:a>.</text:p>'
            '</office:text></office:body></office:document>')
    path = context.write("linked.fodt", link)
    _, made = restored(context, "out", [path], status=None)
    got = next(held for name, held in made.items() if "body" not in name).decode()
    fail_if("a=1&amp;b=2" not in got or "#38" in got, got)


def cases(suite):
    del suite
    yield Case("carried/whole", whole, (RELEASE,))
    yield Case("carried/generated", generated, (RELEASE,), limit=120)
    yield Case("carried/reduced", reduced)
    yield Case("carried/hidden-reference", hidden_reference, (RELEASE,))
    yield Case("carried/no-source", no_source, (RELEASE,))
    yield Case("carried/kept-up", kept_up, (RELEASE,))
    yield Case("carried/guarded", guarded)
    yield Case("carried/edited", without_minutes, covers=("edit-taken",))
    yield Case("carried/no-body", without_body, covers=("edit-bodiless",))
    yield Case("carried/merged", merged)
    yield Case("carried/agreed", agreed, (RELEASE,))
    yield Case("carried/conflict", conflict, covers=("edit-conflict", "edit-chosen"))
    yield Case("carried/attributes", attributes)
    yield Case("carried/behind", behind, covers=("edit-behind",))
    yield Case("carried/baseless", baseless, covers=("edit-baseless",))
    yield Case("carried/odd", odd)
    yield Case("carried/ampersand", ampersand)
