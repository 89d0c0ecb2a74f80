#!/usr/bin/env python3
"""Documents that LibreOffice and pandoc edited, given back to their minutes.

    tests/edit/run.py [--build DIR]

LibreOffice opens a Word document that minutec wrote, makes each edit of edits.py, and saves it as Word and as OpenDocument; what
`import --update` says of it must be exactly that edit. Then the change is written: compared once more nothing may be left to change. pandoc writes the document anew, without any mark: no word may be lost.
The last line is "N passed, N failed". Exit status: 1 something failed, 77 LibreOffice or its bridge is missing.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import edits  # pylint: disable=wrong-import-position

BRIDGED = "/usr/bin/python3"
MEETING = "harbour-lag/2024-10-02.xml"
CODE = re.compile(r"\[([a-z-]+)\]$", re.M)


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600, check=False, **more)


def told(result):
    return sorted({"!" + code for code in CODE.findall(result.stderr)} | set(result.stdout.splitlines()))


def meant(path):
    """A source without its layout, comments too."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    return [(str(node.tag), sorted(node.attrib.items()), " ".join((node.text or "").split()), " ".join((node.tail or "").split()))
            for node in ElementTree.parse(path, parser).iter()]


class Tests:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.passed = self.failed = 0
        self.samples = os.path.join(folder, "samples")
        shutil.copytree(os.path.join(ROOT, "samples"), self.samples)
        self.document = os.path.join(folder, "document.docx")
        self.minutec("render", MEETING, "-f", "docx", "-o", self.document)

    def minutec(self, *arguments):
        return run(self.program, *arguments, cwd=self.samples)

    def check(self, name, wrong):
        self.passed, self.failed = self.passed + (not wrong), self.failed + bool(wrong)
        if wrong:
            print(f"FAIL {name}: {wrong}", flush=True)

    def edit(self, name, said, path):
        before = os.path.join(self.samples, MEETING)
        with open(before, encoding="utf-8") as file:
            source = file.read()
        first = self.minutec("import", "--update", MEETING, path)
        self.check(path, "" if told(first) == sorted(said) and first.returncode == 0 else f"{told(first)} instead of {sorted(said)}")
        self.check(f"{name} is only told", "" if open(before, encoding="utf-8").read() == source else "the minutes were changed")
        self.minutec("import", "--update", MEETING, path, "--write")
        again = self.minutec("import", "--update", MEETING, path)
        self.check(f"{name}, written", again.stdout)
        with open(before, "w", encoding="utf-8") as file:
            file.write(source)

    def office(self):
        made = run(BRIDGED, os.path.join(HERE, "office.py"), self.document, self.folder, *edits.EDITS)
        self.check("LibreOffice", made.stderr if made.returncode else "")
        for name, edit in edits.EDITS.items():
            for ending in ("docx", "odt"):
                path = os.path.join(self.folder, f"{name}.{ending}")
                if os.path.exists(path):  # as OpenDocument it loses the minutes it carried
                    self.edit(f"{name}.{ending}", list(edit.said) + (["!edit-baseless"] if ending == "odt" else []), path)

    def saved_anew(self):
        """What it carries stays, but where a Word document becomes another kind: the minutes come back without the minutes."""
        source = os.path.join(self.samples, MEETING)
        was = meant(source)
        for made, ending in (("docx", "docx"), ("odt", "odt"), ("odt", "docx")):
            path, out = os.path.join(self.folder, "anew." + made), os.path.join(self.folder, f"anew-{made}-{ending}")
            bodies = os.path.join(out, "bodies")
            self.minutec("render", MEETING, "-f", made, "-o", path, "--audience", "full")
            run("soffice", "--headless", "--convert-to", ending, "--outdir", out, path)
            shutil.copytree(self.samples, bodies)
            os.remove(os.path.join(bodies, MEETING))
            result = self.minutec("import", os.path.join(out, "anew." + ending), "-o", bodies)
            self.check(f"{made} saved as {ending}", result.stderr)
            back = os.path.join(bodies, MEETING)
            now = meant(back) if os.path.exists(back) else []
            wrong = [f"{one} instead of {other}" for one, other in zip(now, was) if one != other][:3]
            self.check(f"{made} saved as {ending}, its minutes", wrong or len(now) != len(was) and f"{len(now)} instead of {len(was)} nodes")

    def pandoc(self):
        """Nothing is left of styles and marks: what cannot be told is told of, and no change is made up."""
        path = os.path.join(self.folder, "pandoc.docx")
        run("pandoc", self.document, "-o", path)
        result = self.minutec("import", "--update", MEETING, path)
        changed = [line for line in result.stdout.splitlines() if "looks changed" not in line]
        self.check("pandoc", f"{changed} {result.stderr}" if result.returncode or changed else "")


def main():
    parser = argparse.ArgumentParser(description="Documents that others edited, given back to their minutes.")
    parser.add_argument("--build", default=os.path.join(ROOT, "build"), help="where the program is")
    given = parser.parse_args()
    if not shutil.which("soffice") or run(BRIDGED, "-c", "import uno").returncode:
        print("LibreOffice and python3-uno are not here")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        tests = Tests(os.path.abspath(os.path.join(given.build, "minutec")), folder)
        tests.office()
        tests.saved_anew()
        if shutil.which("pandoc"):
            tests.pandoc()
        print(f"{tests.passed} passed, {tests.failed} failed")
    return 1 if tests.failed or not tests.passed else 0


if __name__ == "__main__":
    sys.exit(main())
