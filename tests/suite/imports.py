"""`minutec import` over several files: who is who, what is written, what is left alone.

tests/import/series/NAME/sources is what is imported; NAME/expected is what it gives (golden files), NAME/findings what is said.
"""
import html
import io
import json
import os
import resource
import re
import shutil
import subprocess
import sys
import zipfile

from hostile import become, ordinary_user
from suite.harness import RELEASE, Case, Skip, below, compare, fail_if, findings, read, same_trees, tree

SERIES = os.path.join("tests", "import", "series")
SALTMERE = os.path.join(SERIES, "saltmere", "sources")
BODY = "saltmere-parish-council"
STATE, REPORT, PAGES = ".minutec-import", "import-report.json", "import-report/"


def bring(context, names=None):
    """The sources of Saltmere, or some of them, in a folder of the case."""
    context.copy(SALTMERE, "sources")
    for name in os.listdir(context.path("sources")) if names else ():
        if name not in names:
            os.remove(context.path("sources", name))


def bring_in(context, *arguments, status=0, out="out"):
    """Imports; the paths that were written, and what was said."""
    result = context.minutec("import", *arguments, "-o", out, status=status)
    return result.out.splitlines(), findings(result.err)


def outputs(context, out="out"):
    """What was written but for what tells of the run."""
    return {name: held for name, held in tree(context.path(out)).items() if name not in (STATE, REPORT) and not name.startswith(PAGES)}


def passes(context, out="out"):
    """Whatever importing writes passes the check."""
    result = context.minutec("check", out)
    fail_if([one for one in findings(result.err) if one.level == "error"], "the check finds errors in what was written\n" + result.err)


def said(found, code):
    return sorted(one.path for one in found if one.code == code)


def golden(folder):
    def run(context):
        context.copy(os.path.join(folder, "sources"), "sources")
        result = context.minutec("import", "sources", "-o", "out", status=None)
        context.golden(os.path.join(folder, "findings"), result.err + f"status {result.status}\n")
        written = outputs(context)
        for name in sorted(written):
            context.golden(os.path.join(folder, "expected", name), written[name].decode("utf-8"))
        kept = tree(os.path.join(folder, "expected"))
        fail_if(set(kept) - set(written), f"not written: {sorted(set(kept) - set(written))}")
        compare("".join(f"out/{name}\n" for name in sorted(written)), result.out)
        passes(context)
    return run


def jobs_and_order(context):
    bring(context)
    files = sorted(os.path.join("sources", name) for name in os.listdir(context.path("sources")) if name != "photograph.png")
    bring_in(context, *files, "-j", "1", status=1, out="one")
    bring_in(context, *files[::-1], files[0], "-j", "5", status=1, out="two")
    same_trees(tree(context.path("one")), tree(context.path("two")))


def resumes(context):
    bring(context)
    first, _ = bring_in(context, "sources", status=1)
    before = outputs(context)
    again, found = bring_in(context, "sources", status=1)
    fail_if(again, f"written once more: {again}")
    same_trees(before, outputs(context))
    report = json.loads(read(context.path("out", REPORT)))
    fail_if(report["totals"]["unchanged"] != len(report["sources"]) - 1, f"read once more: {report['totals']}")
    fail_if(not first or said(found, "bad-archive") != ["sources/broken.docx"], "a file that failed is not tried again")
    os.remove(context.path("out", BODY, "2019-02-11.xml"))
    again, _ = bring_in(context, "sources", status=1)
    compare(f"out/{BODY}/2019-02-11.xml", "\n".join(again))
    same_trees(before, outputs(context))


def later(context):
    """Files that come later find the people of those before, and leave what is there as it is."""
    bring(context, ["2019-01-14.txt"])
    bring_in(context, "sources")
    first = outputs(context)[f"{BODY}/2019-01-14.xml"]
    shutil.copy(os.path.join(context.root, SALTMERE, "february.md"), context.path("sources"))
    written, _ = bring_in(context, "sources")
    compare(f"out/{BODY}/2019-02-11.xml\nout/{BODY}/body.xml", "\n".join(written))
    held = outputs(context)
    fail_if(held[f"{BODY}/2019-01-14.xml"] != first, "what was there has changed")
    february = held[f"{BODY}/2019-02-11.xml"].decode()
    for ref in ("sue-harland", "peter-quill", "nadia-orme", "ruth-dale"):
        fail_if(f'ref="{ref}"' not in february, f"{ref} is somebody else now")
    passes(context)


def edited(context):
    bring(context, ["2019-01-14.txt"])
    bring_in(context, "sources")
    path, source = context.path("out", BODY, "2019-01-14.xml"), context.path("sources", "2019-01-14.txt")
    context.write(path, read(path).replace("is flooded", "is *under water*"))
    mine = read(path)
    context.write(source, read(source).replace("near the sluice", "near the old sluice"))
    for _ in range(2):
        written, found = bring_in(context, "sources")
        fail_if(written or read(path) != mine, "an edited file was written over")
        context.write(source, read(source).replace("old sluice", "very old sluice"))
    compare("sources/2019-01-14.txt", "\n".join(said(found, "output-edited")))
    os.remove(path)
    bring_in(context, "sources")
    fail_if("very old sluice" not in read(path), "a file that was moved away was not made anew")
    passes(context)


def changed(context):
    """A source that changed is imported again; what it was before goes where nobody has touched it."""
    bring(context, ["2019-01-14.txt"])
    bring_in(context, "sources")
    source = context.path("sources", "2019-01-14.txt")
    context.write(source, read(source).replace("near the sluice", "near the old sluice"))
    written, _ = bring_in(context, "sources")
    compare(f"out/{BODY}/2019-01-14.xml", "\n".join(written))
    fail_if("old sluice" not in read(context.path(written[0])), "the change is not there")
    context.write(source, read(source).replace("Monday 14 January", "Tuesday 15 January"))
    bring_in(context, "sources")
    compare("2019-01-15.xml body.xml", " ".join(sorted(os.listdir(context.path("out", BODY)))))
    passes(context)


def foreign(context):
    """Without its memory, importing knows nothing of what it wrote, and overwrites none of it."""
    bring(context, ["2019-01-14.txt", "february.md"])
    bring_in(context, "sources")
    before = outputs(context)
    os.remove(context.path("out", STATE))
    written, _ = bring_in(context, "sources")
    fail_if(written, f"written though it is there: {written}")
    same_trees(before, outputs(context))


def told(context):
    bring(context, ["2019-01-14.txt", "february.md", "march.html"])
    bring_in(context, "sources", "--body", "net-loft")
    compare("net-loft", " ".join(below_out(context)))
    context.copy(os.path.join(SERIES, "map"), "map")
    bring_in(context, "sources", "--map", "map", "--body", "net-loft", out="mapped")
    compare("net-loft saltmere-finance", " ".join(below_out(context, "mapped")))
    passes(context, "mapped")
    context.write("bad-map", "*.txt Saltmere\n")
    for wrong in (("--map", "bad-map"), ("--body", "Net Loft"), ("--body", "a,b"), ("--tracked", "maybe")):
        bring_in(context, "sources", *wrong, status=2, out="wrong")
    fail_if(os.path.exists(context.path("wrong")), "wrong usage wrote something")
    bring_in(context, "sources", "--map", "no-such-file", status=3, out="wrong")


def below_out(context, out="out"):
    return [name for name in map(os.path.basename, below(context.path(out))) if name + "/" != PAGES]


def known_body(context):
    """A body.xml that somebody wrote is added to, with its ids, its comments and its order."""
    bring(context, ["2019-01-14.txt", "february.md"])
    kept = context.copy(os.path.join(SERIES, "known", "body.xml"), os.path.join("out", BODY, "body.xml"))
    before = read(kept)
    bring_in(context, "sources")
    after = read(kept)
    at = 0
    for line in before.splitlines():
        at = after.find(line.strip(), at) + 1
        fail_if(not at, f"gone or moved: {line.strip()}")
    fail_if('ref="tv" as="Cllr T. Vane"' not in read(context.path("out", BODY, "2019-01-14.xml")), "somebody who was known is not recognised")
    passes(context)
    context.write(kept, before.replace("</people>", "<nobody/></people>"))
    shutil.copy(os.path.join(context.root, SALTMERE, "march.html"), context.path("sources"))
    written, found = bring_in(context, "sources", status=1)
    fail_if(written or not said(found, "unknown-element"), "a body.xml with errors was added to")


def bad_among_good(context):
    bring(context, ["2019-01-14.txt", "broken.docx"])
    context.write("sources/deep.html", b"<p>" + b"<div>" * 100000)
    context.write("sources/zeros.txt", bytes(1 << 16))
    written, found = bring_in(context, "sources", "no-such-file.txt", status=3)
    compare(f"out/{BODY}/2019-01-14.xml\nout/{BODY}/body.xml", "\n".join(written))
    fail_if(said(found, "bad-archive") != ["sources/broken.docx"], "the broken file is not told of")
    passes(context)


def nothing(context):
    """Nothing to import writes nothing."""
    os.makedirs(context.path("sources"))
    written, _ = bring_in(context, "sources")
    fail_if(written or os.path.exists(context.path("out")), "something was written")
    result = context.minutec("import", "sources", status=2)
    fail_if("needs -o" not in result.err, "the output was not asked for")
    context.minutec("import", "-o", "out", status=2)


def read_only(context):
    bring(context, ["2019-01-14.txt"])
    os.makedirs(context.path("out"))
    os.chmod(context.path("out"), 0o555)
    user = ordinary_user(context)
    result = context.run(context.program, "import", "sources", "-o", "out", prepare=user and become(user))
    fail_if(result.status != 3 or "cannot-write" not in result.err, f"status {result.status}: {result.err}")
    fail_if(os.listdir(context.path("out")), "something was written")


def report(context):
    bring(context)
    bring_in(context, "sources", "--report", "told.json", status=1)
    fail_if(os.path.exists(context.path("out", REPORT)), "there are two reports")
    told_of = json.loads(read(context.path("told.json")))
    states = {os.path.basename(one["file"]): (one["state"], one.get("tray")) for one in told_of["sources"]}
    wanted = {"2019-01-14.txt": ("imported", None), "broken.docx": ("failed", None), "empty.txt": ("put-aside", "no-text"),
              "march-copy.txt": ("put-aside", "second-copy"), "no-day.txt": ("imported", "no-date"), "rules.txt": ("put-aside", "not-minutes")}
    for name, state in wanted.items():
        fail_if(states[name] != state, f"{name} is {states[name]}, not {state}")
    for one in told_of["sources"]:
        lost = one["words"] - one["placed"] - one["moved"] - one["left-out"]
        fail_if(one["state"] == "imported" and (lost or not one["words"]), f"words of {one['file']} are not accounted for")


def pages(context):
    """A page for each source that was read, and all in the index; they stay when nothing is read again."""
    bring(context)
    context.write("sources/<script>alert(1)</script>.txt", read(context.path("sources", "2019-01-14.txt")))
    context.write("sources/blank.txt", "\n")
    bring_in(context, "sources", status=None)
    first = tree(context.path("out", PAGES))
    index = first["index.html"].decode("utf-8")
    told_of = json.loads(read(context.path("out", REPORT)))["sources"]
    for one in told_of:
        fail_if(html.escape(one["file"], quote=False) not in index, f"{one['file']} is not in the index")
    linked = set(re.findall(r'<th scope="row"><a href="([^"]*)">', index))
    compare(" ".join(sorted(set(first) - {"index.html"})), " ".join(sorted(linked)))
    fail_if(len(linked) < 5 or not any("blank" in one["file"] for one in told_of), "too few pages")
    for name, page in first.items():
        fail_if(b"<script" in page, f"{name} holds a script")
    for href in re.findall(r'href="(\.\./[^"]*)"', index):
        fail_if(not os.path.exists(context.path("out", PAGES, href)), f"{href} leads nowhere")
    bring_in(context, "sources", status=None)
    second = tree(context.path("out", PAGES))
    again = set(re.findall(r'<th scope="row"><a href="([^"]*)">', second.pop("index.html").decode("utf-8")))
    fail_if(again != linked, f"the index leads to other pages: {again ^ linked}")
    del first["index.html"]
    same_trees(first, second)


def big_series(context):
    """A hundred meetings of fifty people, each spelt in three ways, are still fifty people."""
    given = ["Ada", "Ben", "Cara", "Dev", "Ewan", "Flora", "Gwen", "Hugo", "Iris", "Jack"]
    surnames = ["Marsh", "Okoro", "Penrose", "Anand", "Tait"]
    people = [(g, s) for s in surnames for g in given]
    for number in range(100):
        lines = [f"Cllr {g} {s}" if (number + at) % 3 == 0 else f"{g[0]} {s}" if (number + at) % 3 == 1 else f"{g} {s}"
                 for at, (g, s) in enumerate(people)]
        day, month, year = 1 + number % 28, 1 + number % 12, 2000 + number // 12
        context.write(f"sources/{number:03}.txt", f"MERE DISTRICT COUNCIL\n\nMinutes of the meeting held on {day}/{month}/{year}\n\nPresent: "
                      + ", ".join(lines) + f"\n\n1. Matter {number}\nIt was noted that matter {number} goes on.\n")
    bring_in(context, "sources")
    body = read(context.path("out", "mere-district-council", "body.xml"))
    fail_if(body.count("<person ") != len(people), f"{body.count('<person ')} people, not {len(people)}")
    passes(context)


def no_body(context):
    """Minutes that do not say whose they are go with those of their folder, else under its name."""
    words = "Minutes of the meeting held on {} May 2011\n\nPresent: Ada Marsh, Ben Okoro\n\n1. Roof\nIt was agreed to mend the roof of shed {}.\n"
    context.write("sheds/one.txt", words.format(3, "north"))
    context.write("mixed/one.txt", words.format(4, "south"))
    context.write("mixed/two.txt", "MERE HARBOUR BOARD\n\n" + words.format(5, "east"))
    _, found = bring_in(context, "sheds", "mixed")
    compare("mere-harbour-board sheds", " ".join(below_out(context)))
    compare("mixed/one.txt sheds/one.txt", " ".join(said(found, "body-guessed")))
    passes(context)


def one_day(context):
    """As many meetings of one day as there are letters; one more is told of."""
    words = "lamp oar rope tide gull buoy sail keel mast crab net quay weir dune reef shoal cove inlet spit foam swell ebb flood drift kelp sand pier".split()
    for number, word in enumerate(words):
        matters = "".join(f"{item}. The {word} {other}\nThe {word} and the {other} were looked at near {word} {item}.\n"
                          for item, other in enumerate(words[number:] + words[:number], 1))
        context.write(f"sources/{number:02}.txt", f"MERE HARBOUR BOARD\n\nMinutes of the meeting held on 3 May 2011\n\nPresent: Ada Marsh\n\n{matters}")
    written, found = bring_in(context, "sources", status=1)
    fail_if(len(written) != 27 or len(said(found, "import-failed")) != len(words) - 26, f"{len(written)} written, {found}")
    passes(context)


def stopped(context):
    """Killed at any moment, it leaves whole files, and goes on where it was."""
    bring(context)
    for delay in (0.005, 0.02, 0.05):
        process = subprocess.Popen([context.program, "import", "sources", "-o", "out"], cwd=context.tmp, env=context.environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    bring_in(context, "sources", status=1)
    bring_in(context, "sources", status=1, out="fresh")
    same_trees(outputs(context), outputs(context, "fresh"))


# -- other programs that open files --

def tool(context, name, script):
    """A program of that name, found before any other, that does what a script says."""
    path = context.write(os.path.join("tools", name), "#!/bin/sh\n" + script)
    os.chmod(path, 0o755)
    return {"PATH": os.path.dirname(path) + ":/bin:/usr/bin"}


def no_converter(context):
    """Without the program that opens a kind of file: what to install, and the others are read."""
    bring(context)
    context.write("sources/old.rtf", "{\\rtf1 Minutes of the meeting}")
    context.write("sources/old.pdf", "%PDF-1.4\n%%EOF\n")
    result = context.minutec("import", "sources", "-o", "out", status=1, env={"PATH": context.path("nowhere")})
    missing = said(findings(result.err), "converter-missing")
    fail_if(len(missing) != 2 or "apt install" not in context.minutec("explain", "converter-missing").out, f"reported: {missing}\n{result.err}")
    fail_if(len(result.out.splitlines()) < 3, "the other files were not imported")


def converter_fails(context):
    context.write("old.rtf", "{\\rtf1 Minutes of the meeting}")
    result = context.minutec("import", "old.rtf", "-o", "out", status=1, env=tool(context, "soffice", "exit 7\n"))
    fail_if(said(findings(result.err), "converter-failed") != ["old.rtf"], result.err)


def pictures_only(context):
    """A PDF of a scanner: pages and no letter."""
    context.write("scan.pdf", "%PDF-1.4\n%%EOF\n")
    result = context.minutec("import", "scan.pdf", "-o", "out", status=1, env=tool(context, "pdftotext", "printf '\\014\\014\\014'\n"))
    fail_if(said(findings(result.err), "no-text-layer") != ["scan.pdf"], result.err)


# -- sources made to do harm --

WORD = "word/document.xml"
TYPES = ('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
         'ContentType="application/xml"/><Override PartName="/word/document.xml" '
         'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CLOSE = "</w:body></w:document>"


def package(body, *more):
    """A Word document with that body, and further members."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (("[Content_Types].xml", TYPES), (WORD, OPEN + body + CLOSE), *more):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return held.getvalue()


PARAGRAPH = "<w:p><w:r><w:t>Minutes of the meeting held on 3 May 2011</w:t></w:r></w:p>"


def wrong_sum():
    whole = bytearray(package(PARAGRAPH))
    at = whole.index(b"word/document.xml") + len("word/document.xml") + 8
    whole[at] ^= 0xFF
    return bytes(whole)


BOMB = ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(9)) +
        "]><a>&j;</a>")
# Name, bytes, what must be among the findings (None: it is harmless, and must only be cheap).
HARMFUL = (
    ("bomb.docx", lambda: package(PARAGRAPH + "<w:p/>" * 30000000), "bad-archive bad-part document-long"),
    ("members.docx", lambda: package(PARAGRAPH, *((f"word/m{i}.xml", "<a/>") for i in range(10000))), "bad-archive"),
    ("names.docx", lambda: package(PARAGRAPH, ("../../outside.xml", "<a/>"), ("/etc/absolute.xml", "<a/>")), "bad-archive"),
    ("sum.docx", wrong_sum, "bad-archive bad-part"),
    ("cut.docx", lambda: package(PARAGRAPH * 2000)[:-200], "bad-archive bad-part"),
    ("bomb.fodt", lambda: BOMB.encode(), "bad-part not-text not-minutes"),
    ("deep.html", lambda: b"<div>" * 100000 + b"Minutes of the meeting", "not-minutes no-text"),
    ("deep.docx", lambda: package("<w:sdt><w:sdtContent>" * 50000 + PARAGRAPH + "</w:sdtContent></w:sdt>" * 50000), None),
    ("brackets.md", lambda: b"[" * 500000, "not-minutes no-text"),
    ("quotes.md", lambda: b">" * 200000 + b" a", "not-minutes no-text"),
    ("ticks.md", lambda: b"".join(b"`" * n + b" " for n in range(1500)), None),
    ("numbers.txt", lambda: b"".join(b"%d. a\n" % n for n in range(100000)), None),
    ("line.txt", lambda: b"a b " * 2000000, None),
)
SECONDS = 10  # of processor time, each process


def harmful(name, make, codes):
    def run(context):
        context.write(name, make())
        result = context.minutec("import", name, "-j1", "-o", "out", status=None, prepare=lambda: resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS)))
        fail_if(result.status not in (0, 1), f"exit status {result.status}\n{result.err[:2000]}")
        found = {one.code for one in findings(result.err)}
        fail_if(codes and not found & set(codes.split()), f"reported were {sorted(found)}, not {codes}\n{result.err[:2000]}")
        fail_if(os.path.exists(os.path.join(os.path.dirname(context.tmp), "outside.xml")), "it wrote outside of the output")
    return run


# -- real minutes --

CORPUS_LEFT = 0.03  # of the words, at most


def corpus(context):
    """All files of the corpus in one command: nothing lost, little left out, and all of it passes the check."""
    folder = os.path.join(context.suite.shared, "corpus")
    if not os.path.isdir(folder):
        raise Skip(f"{folder} is not here")
    context.needs("soffice", "pdftotext")
    result = context.minutec("import", folder, "-o", "out", status=0)
    fail_if([one for one in findings(result.err) if one.level == "error"], result.err[:4000])
    with open(context.path("out", REPORT), encoding="utf-8") as file:
        totals = json.load(file)["totals"]
    fail_if(totals["sources"] < 236 or totals["failed"], f"{totals}")
    fail_if(totals["words"] != totals["placed"] + totals["moved"] + totals["left-out"], f"words without a place: {totals}")
    fail_if(totals["left-out"] > CORPUS_LEFT * totals["words"], f"too many words are left out: {totals}")
    passes(context)


def against_templates(context):
    """Both seeds against what was made of them by hand."""
    result = context.run(sys.executable, os.path.join(context.root, "tests", "import", "seeds.py"), "--minutec", context.program,
                         "--shared", context.suite.shared)
    if result.status == 77:
        raise Skip(result.err.strip())
    fail_if(result.status != 0, result.out)


def cases(suite):
    for folder in below(suite.root, SERIES):
        if os.path.isdir(os.path.join(folder, "sources")):
            yield Case(f"import/series/{os.path.basename(folder)}", golden(folder),
                       covers=("ambiguous-name", "bad-archive", "no-text", "second-copy", "not-minutes", "passed-over"))
    for run, covers in ((jobs_and_order, ()), (resumes, ()), (later, ()), (edited, ("output-edited",)), (changed, ()), (foreign, ()), (told, ()),
                        (known_body, ()), (bad_among_good, ()), (nothing, ()), (read_only, ()), (report, ()), (pages, ()), (big_series, ()), (no_body, ("body-guessed",)), (one_day, ("import-failed",)), (stopped, ())):
        yield Case(f"import/{run.__name__.replace('_', '-')}", run, covers=covers)
    for run, covers in ((no_converter, ("converter-missing",)), (converter_fails, ("converter-failed",)), (pictures_only, ("no-text-layer",)),
                        (against_templates, ())):
        yield Case(f"import/{run.__name__.replace('_', '-')}", run, covers=covers)
    for name, make, codes in HARMFUL:
        yield Case(f"import/harmful/{name}", harmful(name, make, codes), (RELEASE,))
    yield Case("import/corpus", corpus, (RELEASE,), limit=300)
