"""Hostile input: each must end in a clear finding, soon and in little memory, and cost nobody but itself.

Each attack is written between two good meetings. check and build of the folder must end with the status and the finding
told here, write nothing of the attack, and build the others; the release build in less than a second and less than 200 MB.
"""
import os
import random
import shutil
import sys

from suite.corpus import BETWEEN, END, FIRST, HEAD, LAST, OPENING, item, lay_out, meeting
from suite.harness import ASAN, FLAVOURS, FORMATS, RELEASE, Case, Failure, Skip, fail_if, findings, read, tree

SECONDS, BYTES = 1.0, 200 << 20
LARGE = {"120000-numbered-items": (20.0, 1 << 30)}  # nothing is wrong with them, so that documents are made
SECRET = "the-cat-sleeps-in-the-sluice"
NOBODY = 65534
CHUNK = 1 << 20
FILE = BETWEEN + ".xml"


def repeated(before, text, times, after):
    """A writer of a file that need not be in memory."""
    def make(folder):
        per = max(1, CHUNK // len(text))
        with open(os.path.join(folder, FILE), "w", encoding="utf-8") as file:
            file.write(before)
            for _ in range(times // per):
                file.write(text * per)
            file.write(text * (times % per) + after)
    return make


def whole(text):
    def make(folder):
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        with open(os.path.join(folder, FILE), "wb") as file:
            file.write(data)
    return make


def prose(text):
    return whole(meeting(BETWEEN, item(text)))


START = HEAD.format(date=BETWEEN)
TEXT = START + OPENING + '<item n="1"><text>'
TEXT_END = "</text></item>" + END


def doctype(declarations, use):
    text = meeting(BETWEEN, item(use))
    return whole(text.replace("?>\n", f"?>\n<!DOCTYPE minutes [\n{declarations}\n]>\n", 1))


def laughs():
    rows = ['<!ENTITY l0 "lol">'] + [f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)]
    return doctype("\n".join(rows), "&l9;")


def beside(name, text):
    """A secret outside the body's folder."""
    def make(folder):
        with open(os.path.join(folder, "..", name), "w", encoding="utf-8") as file:
            file.write(text)
    return make


def several(*makers):
    def make(folder):
        for maker in makers:
            maker(folder)
    return make


def noise(folder):
    with open(os.path.join(folder, FILE), "wb") as file:
        file.write(random.Random(7).randbytes(1 << 20))


def text_noise(folder):
    """Characters that mean something in XML, in no order."""
    chooser = random.Random(8)
    with open(os.path.join(folder, FILE), "w", encoding="utf-8") as file:
        file.write("<minutes" + "".join(chooser.choices("<>/=&;'\"!?[]- \nabé:#", k=1 << 20)))


def sparse(folder):
    with open(os.path.join(folder, FILE), "wb") as file:
        file.truncate(20 << 30)


def unreadable(folder):
    prose("x")(folder)
    os.chmod(os.path.join(folder, FILE), 0)


def link(target, name=FILE):
    return lambda folder: os.symlink(target, os.path.join(folder, name))


def pipe(folder):
    os.mkfifo(os.path.join(folder, FILE))


def figure(file):
    return whole(meeting(BETWEEN, f'<figure file="{file}" alt="A plan"/>', f'<attachment file="{file}"/>'))


def picture(data):
    def make(folder):
        with open(os.path.join(folder, "plan.png"), "wb") as file:
            file.write(data)
        whole(meeting(BETWEEN, '<figure file="plan.png" alt="A plan"/>'))(folder)
    return make


def png(width, height):
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0" + b"\0" * 64


def wide_table(columns, rows):
    return prose("\n".join(["", "|" + "x|" * columns, "|" + "-|" * columns] + ["|x" for _ in range(rows)]))


def many_errors(number):
    return whole(START + OPENING + "".join(f'<item n="{at}"><txet>x</txet></item>\n' for at in range(number)) + END)


def numbers(count, number):
    return whole(START + OPENING + "".join(f'<item n="{number(at)}"/>\n' for at in range(count)) + END)


ERRORS, MACHINE, FINE = 1, 3, 0
# name: how it is made, the status, the findings of which one must be there
ATTACKS = {
    "xxe": (several(beside("secret.txt", SECRET), doctype('<!ENTITY e SYSTEM "../secret.txt">', "&e;")), ERRORS, "doctype"),
    "xxe-of-the-machine": (doctype('<!ENTITY e SYSTEM "file:///etc/passwd">', "&e;"), ERRORS, "doctype"),
    "xxe-of-the-net": (doctype('<!ENTITY e SYSTEM "http://127.0.0.1:9/x">', "&e;"), ERRORS, "doctype"),
    "parameter-entities": (several(beside("more.dtd", '<!ENTITY e "x">'), doctype('<!ENTITY % p SYSTEM "../more.dtd">\n%p;', "&e;")),
                           ERRORS, "doctype"),
    "external-dtd": (whole(START.replace("?>\n", '?>\n<!DOCTYPE minutes SYSTEM "../more.dtd">\n', 1) + OPENING + END), ERRORS, "doctype"),
    "billion-laughs": (laughs(), ERRORS, "doctype"),
    "xinclude": (several(beside("secret.txt", SECRET),
                         whole(meeting(BETWEEN, '<include xmlns="http://www.w3.org/2001/XInclude" href="../secret.txt" parse="text"/>'))),
                 ERRORS, "foreign-element"),
    "attribute-of-100-MB": (repeated(START + OPENING + '<item n="', "x", 100 << 20, '"/>' + END), ERRORS, "file-too-large"),
    "attribute-of-15-MB": (repeated(START + OPENING + '<item n="', "x", 15 << 20, '"/>' + END), ERRORS, "value-too-long"),
    "text-of-100-MB": (repeated(TEXT, "and so on\n", 10 << 20, TEXT_END), ERRORS, "file-too-large"),
    "text-of-15-MB": (repeated(TEXT, "and so on\n", 1500000, TEXT_END), ERRORS, "prose-too-long"),
    "cdata-of-15-MB": (repeated(TEXT + "<![CDATA[", "and so on\n", 1500000, "]]>" + TEXT_END), ERRORS, "prose-too-long"),
    "sparse-20-GB": (sparse, ERRORS, "file-too-large"),
    "80000-attributes": (whole(START + OPENING + "<item" + "".join(f' a{at}="x"' for at in range(80000)) + "/>" + END),
                         ERRORS, "too-many-attributes"),
    "200000-namespaces": (whole(START + OPENING + "<item" + "".join(f' xmlns:p{at}="urn:p{at}"' for at in range(200000)) + "/>" + END),
                          ERRORS, "too-many-attributes too-many-namespaces"),
    "200000-namespaces-apart": (whole(START + OPENING + "".join(f'<item xmlns:p{at}="urn:p{at}"/>' for at in range(200000)) + END),
                                ERRORS, "too-many-namespaces"),
    "depth-100000": (whole(START + OPENING + "<item>" * 100000 + "</item>" * 100000 + END), ERRORS, "too-deep"),
    "depth-never-closed": (whole(START + OPENING + "<item>" * 100000), ERRORS, "too-deep malformed"),
    "a-million-elements": (repeated(START + OPENING, "<note>x</note>", 1 << 20, END), ERRORS, "too-many-elements"),
    "120000-numbered-items": (numbers(120000, str), FINE, ""),
    "20000-items-of-one-number": (numbers(20000, lambda at: "1"), ERRORS, "duplicate-number"),
    "80000-errors": (many_errors(80000), ERRORS, "unknown-element"),
    "table-of-4-million-cells": (wide_table(2000, 2000), ERRORS, "prose-too-complex"),
    "200000-brackets": (prose("[" * 200000), ERRORS, "prose-too-complex"),
    "200000-bracket-pairs": (prose("[](" * 66000), ERRORS, "prose-too-complex"),
    "200000-pictures": (prose("![" * 100000), ERRORS, "prose-too-complex"),
    "deep-quotes": (prose("&gt;" * 100000 + " x"), ERRORS, "prose-too-complex"),
    "deep-lists": (prose("".join(" " * (2 * at) + "* x\n" for at in range(600))), ERRORS, "prose-too-complex"),
    "nested-emphasis": (prose("*x **" * 60000), ERRORS, "prose-too-complex"),
    "stars-and-lines": (prose("*_" * 200000), ERRORS, "prose-too-complex"),
    "open-code": (prose("".join("`" * at + " " for at in range(1, 1200))), FINE, ""),
    "open-tags": (prose("&lt;a " * 60000), None, ""),
    "open-links": (prose("[x](y " * 60000), ERRORS, "prose-too-complex"),
    "tildes": (prose("~~x " * 60000), None, ""),
    "footnotes": (prose("[^x] " * 60000), None, ""),
    "mailboxes": (prose("x@" * 200000), None, ""),
    "web-addresses": (prose("www." * 200000), None, ""),
    "dead-links": (prose("\n\n".join(["[x](minutes:2020-01-01#1) " * 1500] * 10)), ERRORS, "unresolved-meeting"),
    "dead-links-apart": (prose("\n\n".join(" ".join(f"[x](minutes:2024-05-08#{at}-{to})" for at in range(1500)) for to in range(10))), ERRORS, "unresolved-reference"),
    "latin-1": (whole(meeting(BETWEEN, item("Café")).encode("latin-1")), ERRORS, "bad-encoding"),
    "utf-16": (whole(meeting(BETWEEN, item("Café")).replace("UTF-8", "UTF-16").encode("utf-16")), ERRORS, "bad-encoding"),
    "overlong-utf-8": (whole(meeting(BETWEEN, item("@@")).encode().replace(b"@@", b"\xc0\xaf")), ERRORS, "bad-encoding"),
    "nul-behind-the-end": (whole(meeting(BETWEEN, item("word " * 5000)).encode() + b"\0"), ERRORS, "malformed"),
    "nul-bytes": (whole(meeting(BETWEEN, item("@@")).encode().replace(b"@@", b"\0")), ERRORS, "malformed bad-encoding not-xml"),
    "empty": (whole(b""), ERRORS, "empty-file"),
    "blank": (whole(b" \n\n"), ERRORS, "empty-file not-xml"),
    "noise": (noise, ERRORS, "not-xml bad-encoding"),
    "noise-of-markup": (text_noise, ERRORS, "malformed"),
    "unreadable": (unreadable, MACHINE, "cannot-read"),
    "link-to-itself": (link(FILE), ERRORS, "link-loop"),
    "link-to-the-machine": (link("/etc/passwd"), ERRORS, "link-loop"),
    "folder-link-loop": (link("..", "again"), ERRORS, "link-loop"),
    "pipe": (pipe, None, ""),
    "folder-of-that-name": (lambda folder: os.mkdir(os.path.join(folder, FILE)), FINE, ""),
    "figure-outside": (figure("../../etc/passwd"), ERRORS, "path-outside"),
    "figure-of-the-machine": (figure("/etc/passwd"), ERRORS, "path-outside"),
    "figure-through-a-link": (several(beside("secret.txt", SECRET), link("../secret.txt", "plan.png"), figure("plan.png")),
                              ERRORS, "path-outside missing-file"),
    "figure-through-a-folder-link": (several(beside("secret.txt", SECRET), link("..", "up"), figure("up/secret.txt")),
                                     ERRORS, "path-outside missing-file"),
    "figure-of-10-gigapixels": (picture(png(100000, 100000)), ERRORS, "bad-picture"),
    "figure-of-9-MB": (picture(png(10, 10) + b"\0" * (9 << 20)), ERRORS, "file-too-large bad-picture"),
    "figure-cut-off": (picture(png(10, 10)[:20]), ERRORS, "bad-picture"),
    "comments": (repeated(START + OPENING, "<!-- x -->", 1 << 20, END), FINE, ""),
    "instructions": (repeated(START + OPENING, "<?x y?>", 1 << 20, END), FINE, ""),
    "character-references": (repeated(TEXT, "&#120;", 150000, TEXT_END), FINE, ""),
}
# Sanitizers make these take minutes, and others go the same ways.
RELEASE_ONLY = {"comments", "instructions", "120000-numbered-items", "80000-errors", "open-code", "web-addresses", "mailboxes", "footnotes"}
BODY_ATTACKS = {
    "body-laughs": ("?>\n", "?>\n<!DOCTYPE body [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>\n", "doctype"),
    "body-of-100000-people": ("</people>", "".join(f'<person id="p{at}"><name>P {at}</name></person>\n' for at in range(80000))
                              + "</people>", None),
    "body-of-levels": ("</body>", "<policy>" + '<level code="no-owner" set="off"/>' * 80000 + "</policy></body>", None),
}


def ordinary_user(context):
    """The number of an ordinary user to run the program as, or None where the tests do not run as root."""
    if os.getuid() != 0:
        return None
    for place in (context.tmp, context.log):
        os.chmod(place, 0o777)
    probe = context.run("/bin/sh", "-c", f'test -x "{context.program}"', prepare=become(NOBODY))
    if probe.status != 0:
        raise Skip("an ordinary user cannot reach the program: the folders above it are closed")
    return NOBODY


def become(user):
    def drop():
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    return drop


def measured(context, *arguments, user=None):
    """Runs the program; gives the result, and (seconds, bytes)."""
    report = context.path("cost")
    if os.path.exists(report):
        os.remove(report)
    measure = os.path.join(context.root, "tests", "suite", "measure.py")
    result = context.run(sys.executable, "-S", "-E", measure, report, str(user or "-"), context.program, *arguments)
    wall, took, most = read(report).split()  # processor time: other work on the machine is not the program's
    fail_if(float(wall) > 60, f"minutec {arguments[0]}: {wall} s by the clock")
    return result, float(took), int(most)


def bounded(context, *arguments, user=None):
    """Runs the program and fails if it takes too long or too much; the best of three, because machines are shared."""
    for _ in range(3):
        result, took, most = measured(context, *arguments, user=user)
        if context.flavour == ASAN:
            return result
        seconds, size = LARGE.get(context.case.name[len("hostile/"):], (SECONDS, BYTES))
        fail_if(most > size, f"minutec {arguments[0]}: {most >> 20} MB")
        if took < seconds:
            return result
    raise Failure(f"minutec {arguments[0]}: {took:.1f} s")


def snapshot(folder):
    return {os.path.join(place, name): os.lstat(os.path.join(place, name)).st_mtime_ns
            for place, folders, files in os.walk(folder) for name in files + folders}


def check_said(result, status, codes):
    fail_if(status is not None and result.status != status, f"exit status {result.status}, not {status}\n{result.err[:2000]}")
    fail_if(result.status not in (0, 1, 3), f"exit status {result.status}\n{result.err[:2000]}")
    said = {found.code for found in findings(result.err)}
    fail_if(codes and not said & set(codes.split()), f"none of '{codes}' was reported, but {sorted(said)}\n{result.err[:2000]}")
    fail_if(len(result.err) > 8 << 20, f"{len(result.err)} bytes of findings")
    longest = max(map(len, result.err.splitlines()), default=0)
    fail_if(longest > 4000, f"a line of {longest} characters")
    fail_if(SECRET in result.err or "root:" in result.err, "a finding tells what stands in another file")


def attack(name):
    make, status, codes = ATTACKS[name]

    def run(context):
        context.write("corpus/mill-lane/x", "")
        folder = context.path("corpus", "mill-lane")
        os.remove(os.path.join(folder, "x"))
        lay_out(folder)
        make(folder)
        user = ordinary_user(context) if name == "unreadable" else None
        before = snapshot(context.path("corpus"))
        check_said(bounded(context, "check", context.path("corpus"), user=user), status, codes)
        fail_if(snapshot(context.path("corpus")) != before, "check changed the sources")
        out = context.path("out")
        check_said(bounded(context, "build", context.path("corpus"), "-o", out, user=user), status, codes)
        fail_if(snapshot(context.path("corpus")) != before, "build changed the sources")
        built = os.listdir(os.path.join(out, "mill-lane")) if os.path.isdir(out) else []
        lacking = [f"{date}.{ending}" for date in (FIRST, LAST) for ending in FORMATS if f"{date}.{ending}" not in built]
        fail_if(lacking, f"the good meetings were not built: {lacking}")
        if status:
            fail_if([file for file in built if file.startswith(BETWEEN)], "documents were made of the hostile file")
        for file, data in tree(out).items():
            fail_if(SECRET.encode() in data or b"root:x:" in data or "passwd" in file, f"{file} holds another file's words")
    return run


def body_attack(name):
    old, new, code = BODY_ATTACKS[name]

    def run(context):
        for body in ("mill-lane", "wharf-side"):
            os.makedirs(context.path("corpus", body))
            lay_out(context.path("corpus", body), body)
        path = context.path("corpus", "mill-lane", "body.xml")
        text = read(path)
        context.write("corpus/mill-lane/body.xml", text.replace(old, new, 1))
        result = bounded(context, "build", context.path("corpus"), "-o", context.path("out"))
        check_said(result, 1 if code else None, code or "")
        built = os.listdir(context.path("out", "wharf-side"))
        fail_if(f"{FIRST}.html" not in built, f"the other body was not built: {built}")
    return run


def strange_names(context):
    """Names with control characters are shown harmlessly."""
    folder = context.path("corpus", "mill-lane")
    os.makedirs(folder)
    lay_out(folder)
    shutil.copy(os.path.join(folder, FIRST + ".xml"), os.path.join(folder, "2024\x1b[31m\n: error.xml"))
    result = context.minutec("check", context.path("corpus"), status=1)
    fail_if("\x1b" in result.err or "\n: error" in result.err, f"a name is printed as it is: {result.err!r}")


def cases(suite):
    for name in ATTACKS:
        covers = ("cannot-read",) if name == "unreadable" else ()
        flavours = (RELEASE,) if name in RELEASE_ONLY else FLAVOURS
        yield Case(f"hostile/{name}", attack(name), flavours, limit=60, alone=True, covers=covers)
    for name in BODY_ATTACKS:
        yield Case(f"hostile/{name}", body_attack(name), limit=60, alone=True)
    yield Case("hostile/strange-names", strange_names)
