#!/usr/bin/env python3
"""The outside judges, over all outputs of the samples (and of the seeds, where they are at hand), for the public and in full.

    tests/judge/run.py [--build DIR] [--shared DIR] [-k PATTERN] [--no-install]

Word documents: Microsoft's Open XML SDK validator; LibreOffice, which must make a PDF of each, and pictures of the pages in
build/judge/pages-docx to look at; tests/docx_check.py. OpenDocument texts: jing with the schemas of ODF 1.3 (where the shared folder is at hand);
LibreOffice, which must make a PDF of each (build/judge/pages-odt) and a text with every word in it; tests/odt_check.py. Edits made in LibreOffice,
and a document that pandoc wrote anew: tests/edit/run.py. PDF: PDFBox Preflight,
which knows PDF/A-1b and may only say that it is another part of the standard, and qpdf. Pages: the Nu validator, and
axe-core in Chromium. JSON: ajv with the schemas in schemas/, also for the examples in docs/. CSV: Papa Parse. Every judge is first shown something
bad, which it must notice.
The judges are installed into build/judge (npm) and with .ci/install (Debian). One that cannot be had is skipped aloud, but is a failure
where CI is set. The last line is "N passed, N failed"; the exit status is 1 if something failed or nothing was judged.
"""
import argparse
import concurrent.futures
import copy
import csv
import filecmp
import glob
import hashlib
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import odt_check  # pylint: disable=wrong-import-position,wrong-import-order
from suite import filled  # pylint: disable=wrong-import-position,wrong-import-order
PACKAGES = {"chromium": ["chromium"], "soffice": ["libreoffice-writer-nogui", "fonts-liberation"], "pdftoppm": ["poppler-utils"],
            "java": ["default-jre-headless"], "pdfinfo": ["poppler-utils"]}
# Preflight has no program of its own.
PREFLIGHT = ("preflight", "pdfbox2", "xmpbox", "fontbox2", "commons-logging", "commons-io", "javax.activation", "jaxb-api")
PREFLIGHT_PACKAGES = ("libpdfbox2-java", "libactivation-java", "libjaxb-api-java")
FORMATS = "html,txt,docx,odt,json"
COMMANDS = ("actions", "attendance")
AUDIENCES = ("public", "full")
DOCUMENTS = (*AUDIENCES, "seeds", "forms")
TYPED = ("typed",)  # by tests/filler.py, and what minutec made of that
LIMIT = 600


class Unavailable(Exception):
    """A judge cannot be had here; the text says why."""


class Bench:
    """Where things are, what is judged, and the count."""

    def __init__(self, given):
        self.build = os.path.abspath(given.build)
        self.shared = os.path.abspath(given.shared)
        self.folder = os.path.join(self.build, "judge")
        self.install = given.install
        self.passed = self.failed = self.skipped = 0
        os.makedirs(self.folder, exist_ok=True)

    def passes(self, wrong, name, text=""):
        """Counts one judgement; says it, if it went wrong."""
        if wrong:
            self.failed += 1
            print(f"FAIL {name}" + "".join(f"\n    {line}" for line in text.splitlines()[:25]), flush=True)
        else:
            self.passed += 1

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def shown(self, path):
        return os.path.relpath(path, self.folder)

    def files(self, ending, parts=("public", "full", "seeds")):
        """All outputs with that ending."""
        found = []
        for part in parts:
            found += sorted(glob.glob(os.path.join(glob.escape(self.path(part)), "**", "*" + ending), recursive=True))
        found = [path for path in found if "/files/" not in path]
        if len(found) < 16:
            raise SystemExit(f"judge: only {len(found)} outputs *{ending}")
        return found

    def bad(self, name, content):
        path = self.path("bad", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=LIMIT, check=False, **more)


# == what is judged ==

def build_outputs(bench):
    program = os.path.join(bench.build, "minutec")
    bodies = sorted(os.path.dirname(path) for path in glob.glob(os.path.join(ROOT, "samples", "*", "body.xml")))
    for part in (*AUDIENCES, "seeds", "bad", "registers", "imports", "forms", "typed"):
        shutil.rmtree(bench.path(part), ignore_errors=True)
    for audience in AUDIENCES:
        compile_to(program, bodies, bench.path(audience), audience)
        for command in COMMANDS:
            register_to(program, bodies, bench.path("registers"), command, audience)
    shutil.copytree(os.path.join(ROOT, "tests", "import", "report", "pages"), bench.path("imports"))
    forms_to(program, bodies, bench.path("forms"))
    typed_to(bench)
    seeds = run(sys.executable, os.path.join(ROOT, "tests", "seeds", "fill.py"), os.path.join(bench.shared, "seeds"),
                 bench.path("filled"))
    if seeds.returncode == 0:
        compile_to(program, [bench.path("filled")], bench.path("seeds"), "public")
    else:
        print("SKIP the seeds' outputs: the seed documents are not at hand")


def compile_to(program, paths, out, audience):
    made = run(program, "build", *paths, "-o", out, "--audience", audience, "-f", FORMATS, "--cache", out + ".cache")
    if made.returncode != 0:
        raise SystemExit(f"judge: minutec build ended with {made.returncode}\n{made.stderr}")


def register_to(program, bodies, out, command, audience):
    """A register in every format, the whole and one of nothing."""
    os.makedirs(out, exist_ok=True)
    for name, more in (("", ()), ("-none", ("--since", "2030-01-01"))):
        for form in ("csv", "json", "ics", "html"):
            path = os.path.join(out, f"{command}-{audience}{name}.{form}")
            made = run(program, command, *bodies, *more, "--audience", audience, "-f", form, "-o", path)
            if made.returncode != 0:
                raise SystemExit(f"judge: minutec {command} ended with {made.returncode}\n{made.stderr}")


def forms_to(program, bodies, out):
    """The forms of the next meetings, and empty ones."""
    for body in bodies:
        for command, audience, form in itertools.product(("next", "template"), AUDIENCES, ("docx", "odt")):
            path = os.path.join(out, f"{os.path.basename(body)}-{command}-{audience}.{form}")
            made = run(program, command, body, "--audience", audience, "-f", form, "-o", path)
            if made.returncode != 0:
                raise SystemExit(f"judge: minutec {command} ended with {made.returncode}\n{made.stderr}")


class Typist:
    """What typing into a form asks of a test's context."""
    root = ROOT

    def __init__(self, bench, folder):
        self.program, self.folder = os.path.join(bench.build, "minutec"), folder

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def minutec(self, *arguments, cwd, binary):
        made = subprocess.run([self.program, *arguments], cwd=cwd, capture_output=True, timeout=LIMIT, check=True)
        return argparse.Namespace(out=made.stdout)


def typed_to(bench):
    """Forms with a meeting typed into them, and the copies that hold as comments what is wrong there."""
    for (body, date), kind in itertools.product(filled.TYPED[:2], ("docx", "odt")):
        document, _, folder = filled.typed(Typist(bench, bench.path("typed", kind)), body, date, kind)
        form = filled.KINDS[kind](document)
        for control in form.controls("action/due"):
            if re.search(r"\d{4}", form.text(control)):
                form.pick(control, "1999-12-31")
        source = os.path.join(folder, f"{date}.{kind}")
        with open(source, "wb") as file:
            file.write(form.bytes())
        copied = bench.path("typed", "commented", f"{body}.{kind}")
        said = run(os.path.join(bench.build, "minutec"), "check", "--comments", copied, source)
        if "due-early" not in said.stderr:
            raise SystemExit(f"judge: minutec check found nothing to comment in {source}\n{said.stderr}")


# == getting the judges ==

def need(bench, *programs):
    lacking = [program for program in programs if not shutil.which(program)]
    packages = [package for program in lacking for package in PACKAGES.get(program, [program])]
    if packages and bench.install:
        installed = subprocess.run([os.path.join(ROOT, ".ci", "install"), *packages], check=False)
        if installed.returncode == 0:
            lacking = [program for program in programs if not shutil.which(program)]
    if lacking:
        raise Unavailable(f"{', '.join(lacking)} cannot be installed")


def need_npm(bench):
    """The npm packages of package.json, in build/judge/node_modules."""
    wanted, done = os.path.join(HERE, "package.json"), bench.path("node_modules", ".installed.json")
    if os.path.exists(done) and filecmp.cmp(wanted, done, shallow=False):
        return
    if not shutil.which("npm"):
        raise Unavailable("npm is not here")
    if not bench.install:
        raise Unavailable("the npm packages are not installed")
    shutil.copy(wanted, bench.path("package.json"))
    print("judge: installing npm packages", flush=True)
    got = run("npm", "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", cwd=bench.folder)
    if got.returncode != 0:
        raise Unavailable("npm install failed: " + got.stderr.strip()[-300:])
    shutil.copy(wanted, done)


def node(bench, script, *arguments):
    """Runs a script of this folder; its lines of JSON."""
    said = run("node", os.path.join(HERE, script), *arguments, env={**os.environ, "JUDGES": bench.folder})
    if said.returncode != 0:
        raise Unavailable(f"{script} does not run: {said.stderr.strip()[-600:]}")
    return [json.loads(line) for line in said.stdout.splitlines()]


# == the judges ==

def broken_docx(bench, path):
    """The Word document with an element in a place where none may be."""
    bad = bench.bad("order.docx", b"")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"</w:body>", b"<w:tr/></w:body>")
            new.writestr(name, data)
    return bad


def fewer(files, of):
    """In CI, where time is short, one of so many of the full documents: they are the public ones with more in them."""
    return [path for number, path in enumerate(files) if "/full/" not in path or number % of == 0 or not os.environ.get("CI")]


def judge_sdk(bench):
    """Open XML SDK."""
    need_npm(bench)
    validator = bench.path("node_modules", ".bin", "ooxml-validator")
    files = fewer(bench.files(".docx", DOCUMENTS + TYPED), 2)

    def verdict(path):
        said = run(validator, path)
        if "not found" in said.stderr or "Cannot find" in said.stderr:
            raise Unavailable(f"it does not run: {said.stderr.strip()[-300:]}")
        return said.returncode != 0, said.stdout + said.stderr
    bench.passes(not verdict(broken_docx(bench, files[0]))[0], "the SDK takes a broken document")
    for path in files:
        wrong, text = verdict(path)
        bench.passes(wrong, f"{bench.shown(path)}: not valid", text)


def convert(bench, ending, to):
    """Lets LibreOffice convert the outputs with that ending; each with what was made of it."""
    made = []
    for part in sorted({os.path.dirname(path) for path in bench.files(ending, DOCUMENTS)}):
        files = [path for path in bench.files(ending, DOCUMENTS) if os.path.dirname(path) == part]
        out = os.path.join(bench.path("pages" + ending.replace(".", "-")), bench.shown(part))
        os.makedirs(out, exist_ok=True)
        run("soffice", f"-env:UserInstallation=file://{bench.path('soffice' + ending)}", "--headless", "--convert-to", to, "--outdir", out, *files)
        made += [(path, os.path.join(out, os.path.basename(path)[:-len(ending)] + "." + to.partition(":")[0])) for path in files]
    return made


def judge_pages(bench, ending):
    need(bench, "soffice", "pdftoppm")
    pages = bench.path("pages" + ending.replace(".", "-"))
    shutil.rmtree(pages, ignore_errors=True)
    for path, pdf in convert(bench, ending, "pdf"):
        bench.passes(not os.path.exists(pdf), f"{bench.shown(path)}: no PDF was made of it")
        if os.path.exists(pdf):
            words = run("pdftotext", pdf, "-").stdout.split()
            bench.passes(len(words) < 100, f"{bench.shown(path)}: its PDF has only {len(words)} words")
            if not os.environ.get("CI"):  # where nobody looks at them
                run("pdftoppm", "-r", "60", "-png", pdf, pdf[:-4])
    print(f"judge: the pages are in {os.path.relpath(pages, os.getcwd())}")


def judge_word(bench):
    """LibreOffice: a PDF of each Word document, and pictures of its pages."""
    judge_pages(bench, ".docx")


def missing_word(words, among):
    """The first of the words that does not come in its turn; between them may be others, as the labels of lists."""
    rest = iter(among)
    return next((word for word in words if word not in rest), None)


def judge_writer(bench):
    """LibreOffice: a PDF and a text of each OpenDocument text."""
    judge_pages(bench, ".odt")
    for path, text in convert(bench, ".odt", "txt:Text"):
        bench.passes(not os.path.exists(text), f"{bench.shown(path)}: no text was made of it")
        if os.path.exists(text):
            with open(text, encoding="utf-8-sig") as file:
                said = re.sub(r"<([^<>]*)>", r"\1", file.read()).split()  # hints stand in brackets
            word = missing_word(odt_check.text_of(odt_check.Package(path).body).split(), said)
            bench.passes(word, f"{bench.shown(path)}: LibreOffice's text lacks '{word}'")


PREFLIGHT_LINE = re.compile(r"^(\d[\d.]*) : (.*)$", re.M)


def preflight(path):
    """What it finds, other than that the file says to be PDF/A-2."""
    jars = ":".join(f"/usr/share/java/{name}.jar" for name in PREFLIGHT)
    said = run("java", "-cp", jars, "org.apache.pdfbox.preflight.Validator_A1b", path)
    found = [f"{code}: {text}" for code, text in PREFLIGHT_LINE.findall(said.stdout) if code != "7.11.2"]
    if not PREFLIGHT_LINE.search(said.stdout):
        raise Unavailable(f"Preflight does not run: {(said.stdout + said.stderr).strip()[-300:]}")
    return found


def judge_pdf(bench):
    """PDFBox Preflight and qpdf: the samples as PDFs."""
    need(bench, "soffice", "java", "qpdf", "pdfinfo")
    if bench.install:
        subprocess.run([os.path.join(ROOT, ".ci", "install"), *PREFLIGHT_PACKAGES], check=False)
    out = bench.path("pdf")
    shutil.rmtree(out, ignore_errors=True)
    bodies = sorted(os.path.dirname(path) for path in glob.glob(os.path.join(ROOT, "samples", "*", "body.xml")))
    made = run(os.path.join(bench.build, "minutec"), "build", *bodies, "-o", out, "--audience", "full", "-f", "pdf", "--cache", out + ".cache")
    bench.passes(made.returncode != 0, "no PDFs", made.stderr)
    files = sorted(glob.glob(os.path.join(out, "*", "*.pdf")))
    with open(files[0], "rb") as file:
        whole = file.read()
    bench.passes(not preflight(bench.bad("plain.pdf", whole.replace(b"/OutputIntents", b"/OutputIntentz"))), "Preflight takes a PDF without colour profile")
    bench.passes(run("qpdf", "--check", bench.bad("moved.pdf", whole.replace(b"startxref\n", b"startxref\n1"))).returncode == 0, "qpdf takes a wrong table")
    for path in files:
        found = preflight(path)
        bench.passes(found, f"{bench.shown(path)}: not PDF/A", "\n".join(found))
        checked = run("qpdf", "--check", path)
        bench.passes(checked.returncode != 0, f"{bench.shown(path)}: not sound", checked.stdout + checked.stderr)
        bench.passes(not re.search(r"^Tagged: +yes", run("pdfinfo", path).stdout, re.M), f"{bench.shown(path)}: not tagged")


ODF_PARTS = {"OpenDocument-v1.3-schema.rng": ("content.xml", "styles.xml", "settings.xml", "meta.xml"),
             "OpenDocument-v1.3-manifest-schema.rng": ("META-INF/manifest.xml",)}


def judge_odf(bench):
    """jing with the schemas of ODF 1.3."""
    need(bench, "jing")
    schemas = os.path.join(bench.shared, "judges", "odf")
    if not os.path.isdir(schemas):
        print("SKIP the schemas of ODF: they are not at hand")
        return
    for schema, members in ODF_PARTS.items():
        files = {bench.bad(f"{schema}.xml", "<text/>"): "bad"}
        for path in bench.files(".odt", DOCUMENTS + TYPED):
            with zipfile.ZipFile(path) as archive:
                for member in members:
                    name = os.path.join("odf", bench.shown(path).replace("/", "-"), member.replace("/", "-"))
                    files[bench.bad(name, archive.read(member))] = f"{bench.shown(path)}: {member}"
        said = run("jing", "-i", os.path.join(schemas, schema), *files)
        told = {}
        for line in said.stdout.splitlines():
            told.setdefault(line.partition(":")[0], []).append(line)
        for path, name in files.items():
            if name == "bad":
                bench.passes(path not in told, f"{schema} takes anything")
            else:
                bench.passes(told.get(path), f"{name}: not valid", "\n".join(told.get(path, [])))
        strange = set(told) - set(files)
        bench.passes(strange, f"jing says: {sorted(strange)[:3]}")


def judge_html(bench):
    """The Nu validator."""
    need_npm(bench)
    need(bench, "java")
    bad = bench.bad("twice.html", '<!DOCTYPE html><html lang="en"><title>x</title><p id="a">x<p id="a">y</html>')
    files = bench.files(".html", (*AUDIENCES, "seeds", "registers", "imports"))
    said = run("java", "-jar", bench.path("node_modules", "vnu-jar", "build", "dist", "vnu.jar"), "--Werror", "--format", "json",
               bad, *files)
    try:
        messages = json.loads(said.stderr or said.stdout)["messages"]
    except (ValueError, KeyError):
        raise Unavailable(f"it does not run: {said.stderr[-400:]}") from None
    found = {}
    for message in messages:
        path = re.sub(r"^file:/*", "/", message.get("url", ""))
        found.setdefault(path, []).append(f"{message.get('lastLine', '?')}: {message['type']}: {message['message']}")
    bench.passes(bad not in found, "the Nu validator takes two ids alike")
    for path in files:
        bench.passes(path in found, f"{bench.shown(path)}: not valid", "\n".join(found.get(path, [])))
    strange = set(found) - set(files) - {bad}
    bench.passes(strange, f"messages about other files: {sorted(strange)[:3]}")


REGISTER_PAGE = re.compile(r"/(public|full)/[^/]+/(actions|attendance)[^/]*\.html$")


def digest(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def judge_access(bench):
    """axe-core in Chromium."""
    need_npm(bench)
    need(bench, "chromium")
    bad = bench.bad("grey.html", '<!DOCTYPE html><html><title>x</title><main style="width:600px"><h1>x</h1>'
                    '<p style="color:#999;background:#fff">grey</p></main></html>')
    files = [path for path in bench.files(".html", (*AUDIENCES, "seeds", "registers", "imports"))
             if not REGISTER_PAGE.search(path) or os.path.join("public", "harbour-lag") in path]  # one of each kind of page
    files = list({digest(path): path for path in reversed(files)}.values())  # many are the same in full
    files = fewer(files, 3)
    verdicts = []
    for first in range(0, len(files), 16):  # a few at a time: none may take the time of all
        some = files[first:first + 16]
        everywhere = [path for path in some if not re.search("/(full|seeds)/|/public/moorland", path)]
        verdicts += node(bench, "axe.mjs", shutil.which("chromium"), *([] if first else [bad]), *everywhere, "--",
                         *(path for path in some if path not in everywhere))
    noticed = [verdict for verdict in verdicts if verdict["file"] == bad]
    ids = {violation["id"] for verdict in noticed for violation in verdict["violations"]}
    bench.passes(not {"color-contrast", "html-has-lang"} <= ids, f"axe takes grey on white: {sorted(ids)}")
    bench.passes(not any(verdict["wide"] for verdict in noticed if "360" in verdict["view"]), "a page of 600 pixels is not too wide")
    for verdict in sorted(verdicts, key=lambda verdict: (verdict["file"], verdict["view"])):
        if verdict["file"] == bad:
            continue
        name = f"{bench.shown(verdict['file'])}, {verdict['view']}"
        told = [f"{violation['id']}: {violation['help']}\n" + "\n".join(violation["at"]) for violation in verdict["violations"]]
        bench.passes(told, f"{name}: {len(told)} violations", "\n".join(told))
        bench.passes(verdict["wide"], f"{name}: {verdict['wide']} pixels must be scrolled sideways")
        bench.passes(verdict["asked"] != 1, f"{name}: the page asks for {verdict['asked'] - 1} other files")


def examples(bench):
    """The JSON in the documentation, each example in a file of its own."""
    for path in sorted(glob.glob(os.path.join(ROOT, "docs", "*.md"))):
        with open(path, encoding="utf-8") as file:
            for number, text in enumerate(re.findall(r"^```json\n(.*?)^```$", file.read(), re.M | re.S), 1):
                yield bench.bad(f"{os.path.basename(path)}-{number}.json", text)


def judge_json(bench):
    """JSON Schema 2020-12."""
    need_npm(bench)
    schema = os.path.join(ROOT, "schemas", "minutes.schema.json")
    if not os.path.exists(schema):
        bench.passes(True, "schemas/minutes.schema.json is missing")
        return
    files = bench.files(".json")
    with open(files[0], encoding="utf-8") as file:
        whole = json.load(file)
    bad = [bench.bad("empty.json", "{}")]
    for name in ("items", "actions", "date"):
        bad.append(bench.bad(f"no-{name}.json", json.dumps({key: value for key, value in whole.items() if key != name})))
    bad.append(bench.bad("more.json", json.dumps({**whole, "unheard-of": 1})))
    told = {verdict["file"]: verdict["errors"] for verdict in node(bench, "schema.mjs", schema, *bad, *files, *examples(bench))}
    for path, errors in told.items():
        if path in bad:
            bench.passes(not errors, f"the schema takes {bench.shown(path)}")
        else:
            bench.passes(errors, f"{bench.shown(path)}: does not fit the schema", "\n".join(errors))


def judge_registers(bench):
    """JSON Schema 2020-12 of registers."""
    need_npm(bench)
    for command in COMMANDS:
        files = sorted(glob.glob(bench.path("registers", f"{command}-*.json")))
        with open(files[-1], encoding="utf-8") as file:
            rows = json.load(file)
        bad = [bench.bad(f"{command}-object.json", "{}")]
        for key in rows[0]:
            bad.append(bench.bad(f"{command}-no-{key}.json", json.dumps([{name: rows[0][name] for name in rows[0] if name != key}])))
        schema = os.path.join(ROOT, "schemas", f"{command}.schema.json")
        for verdict in node(bench, "schema.mjs", schema, *bad, *files):
            if verdict["file"] in bad:
                bench.passes(not verdict["errors"], f"the schema takes {bench.shown(verdict['file'])}")
            else:
                bench.passes(verdict["errors"], f"{bench.shown(verdict['file'])}: does not fit", "\n".join(verdict["errors"]))


def judge_csv(bench):
    """Papa Parse."""
    need_npm(bench)
    bad = bench.bad("short.csv", 'a,b\r\n1,2\r\n"x\r\n')
    files = sorted(glob.glob(bench.path("registers", "*.csv")))
    files += sorted(glob.glob(bench.path("*", "*", "actions.csv")))
    for verdict in node(bench, "csv.mjs", bad, *files):
        path = verdict["file"]
        if path == bad:
            bench.passes(not verdict["errors"], "Papa Parse takes a quote that does not end")
            continue
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        bench.passes(verdict["errors"], f"{bench.shown(path)}: wrong", "\n".join(verdict["errors"]))
        bench.passes(verdict["rows"] != rows, f"{bench.shown(path)}: {len(verdict['rows'])} rows, Python reads {len(rows)}, or others")


def judge_parts(bench):
    """tests/docx_check.py and odt_check.py: what SDK and schema do not look at."""
    for ending in (".docx", ".odt"):
        checker = ending[1:] + "_check.py"
        for path in bench.files(ending, DOCUMENTS):
            said = run(sys.executable, os.path.join(ROOT, "tests", checker), path)
            bench.passes(said.returncode != 0, f"{bench.shown(path)}: {checker}", said.stdout + said.stderr)


def judge_edits(bench):
    """Documents edited in LibreOffice: tests/edit/run.py."""
    need(bench, "soffice", "pandoc")
    said = run(sys.executable, os.path.join(ROOT, "tests", "edit", "run.py"), "--build", bench.build)
    counted = re.search(r"^(\d+) passed, (\d+) failed$", said.stdout, re.M)
    if said.returncode == 77 or not counted:
        raise Unavailable((said.stdout + said.stderr).strip()[-400:])
    bench.passed += int(counted[1])
    bench.failed += int(counted[2])
    if int(counted[2]):
        print(said.stdout, end="")


# The longest first: two sit at a time.
JUDGES = {"access": judge_access, "sdk": judge_sdk, "odf": judge_odf, "parts": judge_parts, "json": judge_json, "registers": judge_registers, "csv": judge_csv, "html": judge_html,
          "word": judge_word, "writer": judge_writer, "edits": judge_edits,
          "pdf": judge_pdf}


def sit(bench, name):
    """Lets one judge judge; returns the bench it sat on, with its count."""
    bench, started = copy.copy(bench), time.monotonic()
    bench.passed = bench.failed = bench.skipped = 0
    try:
        JUDGES[name](bench)
    except (Unavailable, subprocess.TimeoutExpired) as reason:
        if os.environ.get("CI"):
            bench.passes(True, f"{name}: {reason}")
        else:
            bench.skipped += 1
            print(f"SKIP {name}: {reason}")
    counts = f"{bench.passed} passed, {bench.failed} failed"
    print(f"judge: {JUDGES[name].__doc__.split(':')[0].rstrip('.')}: {counts} in {time.monotonic() - started:.0f} s", flush=True)
    return bench


def main():
    parser = argparse.ArgumentParser(description="Lets the outside judges judge.")
    parser.add_argument("--build", default=os.path.join(ROOT, "build"), help="where the program is")
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"), help="where seeds/ is")
    parser.add_argument("-k", dest="pattern", default="", help="only judges whose name matches: " + ", ".join(JUDGES))
    parser.add_argument("--no-install", dest="install", action="store_false", help="use what is there")
    given = parser.parse_args()
    bench = Bench(given)
    build_outputs(bench)
    names = [name for name in JUDGES if re.search(given.pattern, name)]
    if bench.install:  # all at once: two cannot install at a time
        packages = {name for names in PACKAGES.values() for name in names} | {"jing", "qpdf", "pandoc", "python3-uno", *PREFLIGHT_PACKAGES}
        subprocess.run([os.path.join(ROOT, ".ci", "install"), *sorted(packages)], check=False)
    try:
        need_npm(bench)
    except Unavailable:
        pass  # each that needs them says so
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for done in pool.map(lambda name: sit(bench, name), names):
            bench.passed, bench.failed, bench.skipped = bench.passed + done.passed, bench.failed + done.failed, bench.skipped + done.skipped
    if bench.passed + bench.failed == 0:
        print("nothing was judged")
    print(f"{bench.passed} passed, {bench.failed} failed" + (f", {bench.skipped} skipped" if bench.skipped else ""))
    return 1 if bench.failed or bench.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
