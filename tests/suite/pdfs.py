"""PDF: made by LibreOffice or Chromium, the same bytes each time, few starts, and what is said where none can be made.

Where a program must fail, a script stands in its place, which is found first in PATH.
"""
import os
import random
import re
import shutil

from fault import shim
from suite import parts
from suite.harness import ASAN, RELEASE, Case, fail_if, findings, read, same_trees, tree
from suite.imports import tool

BODY = os.path.join("samples", "harbour-lag")
MEETING = os.path.join(BODY, "2024-10-02.xml")
ALONE = ("-W", "body-not-here=off")  # the samples refer to one another, and one of them will do
TIMES = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z|D:\d{14}")
# What LibreOffice is called with, its files last: one line a start goes into the file `starts` beside the script.
EACH = """echo "$#" >> "$(dirname "$0")/starts"
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
for file; do
    made=$out/$(basename "$file" .odt).pdf
    %s
done
"""
MAKE = "{ echo '%PDF-1.6'; head -c 4000 /dev/zero | tr '\\0' ' '; echo; echo '%%EOF'; } > \"$made\""


def said(result):
    return sorted((finding.code, os.path.basename(finding.path)) for finding in findings(result.err))


def pdfs(folder):
    return {name: held for name, held in tree(folder).items() if name.endswith(".pdf")}


def starts(context):
    path = context.path("tools", "starts")
    return len(read(path).splitlines()) if os.path.exists(path) else 0


def office(context, what):
    return tool(context, "soffice", EACH % what)


def counted_office(context):
    """LibreOffice itself, and how often it was started."""
    real = shutil.which("soffice")
    return tool(context, "soffice", f'echo "$#" >> "$(dirname "$0")/starts"\nexec {real} "$@"\n')


def build(context, *more, status=0, out="out", **given):
    return context.minutec("build", context.path("harbour-lag"), "-o", context.path(out), "-f", "html,pdf", *ALONE, *more, status=status, **given)


# -- made by LibreOffice --

def tagged(context):
    """Headings, tables with heads, lists, the title, the language, PDF/A, the meeting's date and nobody's clock."""
    context.needs("soffice", "pdfinfo")
    pdf = context.path("minutes.pdf")
    context.minutec("render", os.path.join(context.root, MEETING), "-f", "pdf", "-o", pdf, *ALONE, err="")
    facts = context.tool("pdfinfo", pdf).out
    for fact in (r"Title: .*minutes of 2 October 2024", r"Tagged: +yes", r"CreationDate: +Wed Oct +2 00:00:00 2024"):
        fail_if(not re.search(fact, facts), f"no {fact} in\n{facts}")
    told = context.tool("pdfinfo", "-meta", pdf).out
    for fact in ("<pdfaid:part>2<", "<pdfaid:conformance>B<", "<xmp:CreateDate>2024-10-02T00:00:00Z<"):
        fail_if(fact not in told, f"no {fact} in\n{told}")
    words = context.tool("pdfinfo", "-struct", pdf).out  # with -struct-text it takes a minute
    for mark in (r"^ +H1 \(block\)", r"^ +Table \(block\)", r"^ +TH\b", r"^ +/Scope /Column", r"^ +L \(block\)"):
        fail_if(not re.search(mark, words, re.M), f"no {mark} in the structure\n{words[:2000]}")
    held = read(pdf, "rb")
    dates = {found[0][:12] for found in TIMES.finditer(held)}
    fail_if(dates - {b"D:2024100200", b"2024-10-02T0"}, f"dates in it: {dates}")
    for mark in (b"/Lang(en-GB)", b"/DisplayDocTitle true", b"/Outlines", b"/S/GTS_PDFA1"):
        fail_if(mark not in held, f"no {mark}")
    if shutil.which("qpdf"):
        context.tool("qpdf", "--check", pdf)


def same_bytes(context):
    """Alone or with others, by one process or by several, again when only one is missing; and one start for all."""
    context.needs("soffice")
    context.copy(BODY, "harbour-lag")
    env = counted_office(context)
    build(context, "-j", "1", env=env, err="")
    fail_if(starts(context) != 1, f"{starts(context)} starts for all")
    first = pdfs(context.path("out"))
    fail_if(len(first) != 5, f"made: {sorted(first)}")
    build(context, "-j", "1", env=env, err="")
    fail_if(starts(context) != 1, "what is there was made again")
    other = context.copy(BODY, os.path.join("other", "harbour-lag"))
    context.minutec("build", other, "-o", context.path("again"), "-f", "pdf", "-j", "2", *ALONE, env=env, err="")
    same_trees(first, pdfs(context.path("again")))
    os.remove(context.path("out", "harbour-lag", "2024-07-03.pdf"))
    before = starts(context)
    build(context, env=env, err="")
    fail_if(starts(context) != before + 1, "a missing one takes more than a start")
    same_trees(first, pdfs(context.path("out")))
    alone = context.minutec("render", context.path("harbour-lag", "2024-10-02.xml"), "-f", "pdf", *ALONE, binary=True, err="").out
    fail_if(alone != first["harbour-lag/2024-10-02.pdf"], "render and build differ")
    resolved = context.minutec("render", context.path("harbour-lag", "2024-10-02.xml"), "-f", "resolved", "-o", context.path("tree.xml"), *ALONE, err="")
    fail_if(resolved.out, "printed")
    alone = context.minutec("render", context.path("tree.xml"), "-f", "pdf", *ALONE, binary=True, err="").out
    fail_if(alone != first["harbour-lag/2024-10-02.pdf"], "the resolved tree and the source differ")


def restricted(context):
    """What is not for the public is in no PDF for it, and in that for others."""
    context.needs("soffice", "pdftotext")
    words = {}
    for audience in ("public", "full"):
        for name in ("pdf", "txt"):
            context.minutec("render", os.path.join(context.root, BODY, "2024-11-27.xml"), "-f", name, "--audience", audience, "-o",
                            context.path(f"{audience}.{name}"), *ALONE, err="")
        words[audience] = set(re.findall(r"[a-z]{4,}", context.tool("pdftotext", context.path(f"{audience}.pdf"), "-").out))
    told = [set(re.findall(r"[a-z]{4,}", read(context.path(f"{audience}.txt")))) for audience in ("public", "full")]
    secret = told[1] - told[0]
    fail_if(not secret, "the sample holds nothing restricted")
    fail_if(secret & words["public"], f"public: {sorted(secret & words['public'])}")
    fail_if(secret - words["full"], f"not in full: {sorted(secret - words['full'])}")


# -- made by Chromium --

def by_browser(context):
    """Without LibreOffice: tagged, links relative, no trace of where it was made, the same bytes again."""
    context.needs("chromium", "pdfinfo")
    env = without_office(context)
    context.copy(BODY, "harbour-lag")
    build(context, env=env, err="")
    build(context, "--cache", context.path("other"), out="again", env=env, err="")
    same_trees(pdfs(context.path("out")), pdfs(context.path("again")))
    pdf = context.path("out", "harbour-lag", "2024-10-02.pdf")
    facts = context.tool("pdfinfo", pdf).out
    for fact in (r"Tagged: +yes", r"CreationDate: +Wed Oct +2 00:00:00 2024", r"Page size: .*A4"):
        fail_if(not re.search(fact, facts), f"no {fact} in\n{facts}")
    links = re.findall(rb"/URI \(([^)]*)\)", read(pdf, "rb"))
    fail_if(not any(link.startswith(b"2024-07-03.html#") for link in links), f"links: {links}")
    fail_if(any(link.startswith(b"file:") for link in links), f"links: {links}")


def without_office(context):
    """A PATH with all programs but LibreOffice."""
    folder = context.path("programs")
    os.makedirs(folder)
    for place in reversed(os.environ["PATH"].split(":")):
        for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
            link = os.path.join(folder, name)
            if name not in ("soffice", "libreoffice"):
                if os.path.lexists(link):
                    os.remove(link)
                os.symlink(os.path.join(place, name), link)
    return {"PATH": folder}


# -- not made --

def no_maker(context):
    """Said once; the rest is written, and no page speaks of a PDF; later it is made up for."""
    context.copy(BODY, "harbour-lag")
    nowhere = {"PATH": context.path("nowhere")}
    result = build(context, status=3, env=nowhere)
    fail_if([code for code, _ in said(result)] != ["no-pdf-maker"], result.err)
    out = tree(context.path("out"))
    fail_if(not any(name.endswith("2024-10-02.html") for name in out), f"written: {sorted(out)}")
    fail_if(pdfs(context.path("out")) or b".pdf\"" in out["harbour-lag/index.html"], "there is a PDF, or a page speaks of one")
    alone = context.minutec("render", context.path("harbour-lag", "2024-10-02.xml"), "-f", "pdf", "-o", context.path("one.pdf"), *ALONE, status=3, env=nowhere)
    fail_if(said(alone) != said(result) or os.path.exists(context.path("one.pdf")), alone.err)
    build(context, env=office(context, MAKE), err="")
    fail_if(len(pdfs(context.path("out"))) != 5, "not made when it can be")


def fails(context):
    """A program that gives up, or hands over half a PDF: reported a file, nothing half written, all else written, tried again."""
    context.copy(BODY, "harbour-lag")
    for what in ("exit 7", "printf '%%PDF-1.6\\nhalf' > \"$made\"", "true"):
        result = build(context, status=3, env=office(context, what))
        fail_if([code for code, _ in said(result)] != ["pdf-failed"] * 5, result.err)
        fail_if(pdfs(context.path("out")), "a PDF was written")
        fail_if(not os.path.exists(context.path("out", "harbour-lag", "2024-10-02.html")), "the page was not written")
    left = [name for name in os.listdir(context.tmp) if name.startswith("minutec-")]
    fail_if(left, f"left behind: {left}")
    env = office(context, MAKE)
    build(context, env=env, err="")
    first = pdfs(context.path("out"))
    fail_if(len(first) != 5, "not made when it can be")
    meeting = context.path("harbour-lag", "2024-11-27.xml")
    with open(meeting, encoding="utf-8") as file:
        text = file.read()
    context.write(meeting, text.replace("Ada has lost her voice", "Ada has lost her keys"))
    build(context, status=3, env=office(context, "exit 7"))
    same_trees(first, pdfs(context.path("out")))
    before = starts(context)
    build(context, env=office(context, MAKE), err="")
    fail_if(starts(context) != before + 1, "the one that is not what its source says was not made again, or more than that")


def one_of_many(context):
    """A document that brings the program down costs itself and not the others."""
    context.copy(BODY, "harbour-lag")
    # Numbers are given in the order of files: the third is 2024-08-14.
    what = '[ "$(basename "$file")" != 2.odt ] || kill -9 $$\n    ' + MAKE
    result = build(context, "-j", "1", status=3, env=office(context, what))
    fail_if(said(result) != [("pdf-failed", "2024-08-14.xml")] or "signal" not in result.err, result.err)
    fail_if(len(pdfs(context.path("out"))) != 4, f"made: {sorted(pdfs(context.path('out')))}")
    fail_if(starts(context) > 3, f"{starts(context)} starts")


def damaged(context):
    """What is handed over may be damaged anywhere: it is taken or refused, and harms nothing."""
    context.needs("soffice")
    source = os.path.join(context.root, BODY, "2024-08-14.xml")
    whole = context.minutec("render", source, "-f", "pdf", *ALONE, binary=True).out
    env, chance = office(context, 'cp "$(dirname "$0")/made.pdf" "$made"'), random.Random(1)
    marks = [found.start() for found in re.finditer(rb"/(Length|Info|Root|ID|Metadata|OutputIntents|DestOutputProfile|CreationDate|DocChecksum)|xref|trailer|stream", whole)]
    marks = [mark for mark in marks if mark > len(whole) - 6000 or chance.random() < 0.1]
    for _ in range(40):
        bytes_of = bytearray(whole)
        for mark in chance.sample(marks, 3):
            at = min(mark + chance.randrange(60), len(bytes_of) - 8)
            bytes_of[at:at + chance.randrange(3)] = chance.choice((b"", b"9", b"0", b"99999", b"<", b"]", b"\xff"))
        if chance.random() < 0.3:
            at = chance.randrange(len(bytes_of) - 3000, len(bytes_of) - 1200)
            del bytes_of[at:at + chance.randrange(600)]
        with open(context.path("tools", "made.pdf"), "wb") as file:
            file.write(bytes_of)
        result = context.minutec("render", source, "-f", "pdf", *ALONE, "-o", context.path("one.pdf"), status=None, env=env)
        fail_if(result.status not in (0, 3), f"status {result.status}\n{result.err}")
        fail_if(result.status == 3 and said(result)[0][0] != "pdf-failed", result.err)


def too_slow(context):
    """A program that hangs is ended, and not tried with each document."""
    context.copy(BODY, "harbour-lag")
    env = {**office(context, "sleep 600"), "LD_PRELOAD": shim(context), "FAULT": "clock:1"}
    result = build(context, "-j", "1", status=3, env=env)
    fail_if([code for code, _ in said(result)] != ["pdf-failed"] * 5 or "seconds" not in result.err, result.err)
    fail_if(starts(context) > 1, f"{starts(context)} starts")


def as_graph(context):
    """The steps of a build by themselves give the same."""
    context.needs("soffice")
    folder = context.copy(BODY, "harbour-lag")
    for name in ("2024-08-14.xml", "2024-10-02.xml", "2024-11-27.xml"):  # each step starts LibreOffice
        os.remove(os.path.join(folder, name))
    context.minutec("build", ".", "-o", context.path("out"), "-f", "html,pdf", cwd=folder)
    parts.graph(context, folder, "-f", "html,pdf", out="parts")
    parts.ninja(context, folder)
    same_trees(pdfs(context.path("out")), pdfs(context.path("parts")))


def cases(suite):
    for run, needs_time in ((tagged, 60), (same_bytes, 120), (restricted, 60), (by_browser, 180), (as_graph, 60)):
        yield Case(f"pdf/{run.__name__.replace('_', '-')}", run, (RELEASE,), limit=needs_time)
    for run, covers, flavours in ((no_maker, ("no-pdf-maker",), (RELEASE, ASAN)), (fails, ("pdf-failed",), (RELEASE, ASAN)),
                                  (one_of_many, (), (RELEASE,)), (damaged, (), (RELEASE, ASAN)), (too_slow, (), (RELEASE,))):
        yield Case(f"pdf/{run.__name__.replace('_', '-')}", run, flavours, covers=covers)
