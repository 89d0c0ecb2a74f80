#!/usr/bin/env python3
"""Do minutec, libxml2's XSD validator and jing agree on what is valid? Documents made from the grammar and the samples are mutated at random;
odd values are tried everywhere; every sample is judged as it stands.

    run.py [--verdicts PROGRAM] [--count N] [--seed N] [--jing N] [--noise N]

PROGRAM is tests/api/verdicts.c, built. What must hold of each file:
- the tables that decide and the explainer are of one mind: there are findings exactly where the tables say no;
- the schema has the same verdict on the tree that the loader made;
- the schema on the bytes as they are, and jing (on so many mutants, and on all values and samples), have minutec's verdict, or the file is of a class below
  that says why not, and is so by its bytes.
With --noise, single mutations that gave more findings than N are listed: one mistake should give one finding.
"""
import argparse
import collections
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as ET

import grow
import mutate
from mutate import NS, ROOT, XSI

Mutant = collections.namedtuple("Mutant", "source steps data")


# -- why verdicts may differ --

class Shape:
    """What the grammar says of names, as far as the classes need it."""

    def __init__(self):
        grammar = ET.parse(ROOT / "schemas" / "minutes.rng").getroot()
        self.empty = {f"{{{NS}}}{element.get('name')}" for element in grammar.iter(grow.RNG + "element") if element.find(grow.RNG + "empty") is not None}


def has_xsi(shape, data, root):
    return any(name.startswith(f"{{{XSI}}}") for element in root.iter() for name in element.attrib)


def has_blanks_in_empty(shape, data, root):
    return any(element.tag in shape.empty and element.text and not len(element) and not element.text.strip(" \t\r\n") for element in root.iter())


def has_other_root(shape, data, root):
    return root.tag not in (f"{{{NS}}}minutes", f"{{{NS}}}body") and root.tag.startswith(f"{{{NS}}}")


def is_newer(shape, data, root):
    version = re.fullmatch(r"\s*(\d+)(\.\d+)?\s*", root.get("version", ""))
    return bool(version) and int(version[1]) > 1


def has_doctype(shape, data, root):
    return b"<!DOCTYPE" in data


def has_encoding(shape, data, root):
    declared = re.match(rb"\xef?\xbb?\xbf?<\?xml[^>]*encoding=['\"]([^'\"]*)", data)
    return bool(declared) and declared[1].lower() not in (b"utf-8", b"us-ascii")


def has_nul_behind(shape, data, root):
    return b"\0" in data


# What tells a class by the file itself, and which judges refuse such a file though it may fit the grammar; docs/decisions.md says why.
MINUTEC, SCHEMA, JING = range(3)
CLASSES = {
    "blanks in an empty element": (has_blanks_in_empty, {SCHEMA}),
    "an attribute xsi:*": (has_xsi, {MINUTEC, JING}),
    "a root that is neither minutes nor body": (has_other_root, {MINUTEC, JING}),
    "a newer version": (is_newer, {MINUTEC}),
    "a DOCTYPE": (has_doctype, {MINUTEC, SCHEMA}),
    "another encoding than UTF-8": (has_encoding, {MINUTEC}),
    "a NUL behind the end": (has_nul_behind, {MINUTEC, JING}),
}
VALID, INVALID = "valid", "invalid"


def parsed(data):
    try:
        return ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError):
        return None


def class_of(shape, data, verdicts):
    """The classes that explain why verdicts (jing's may be None) are not the same: just those judges say no that refuse one of them. Or None."""
    root = parsed(data.partition(b"\0")[0])
    told = [name for name, (tells, _) in CLASSES.items() if root is not None and tells(shape, data, root)]
    refused = set().union(*(CLASSES[name][1] for name in told))
    fits = all(verdict is None or (verdict == INVALID) == (judge in refused) for judge, verdict in enumerate(verdicts))
    return " and ".join(told) if told and fits else None


# -- what is judged --

def sources(rng):
    """Names and bytes: the samples, and documents made from the grammar."""
    files = sorted(path for path in (ROOT / "samples").glob("*/*.xml") if path.parent.name not in ("bad", "legacy"))
    if not files:
        sys.exit("agree/run.py: there are no samples to mutate")
    found = [(str(path.relative_to(ROOT)), path.read_bytes()) for path in files]
    return found, [(f"grown {number}", data) for number, data in enumerate(grow.Grower(ROOT / "schemas" / "minutes.rng", rng).documents(200))]


def mutants(asked):
    """Names and what is judged under them, one after the other: m mutants, v values, s samples."""
    rng = random.Random(asked.seed)
    samples, grown = sources(rng)
    mutator = mutate.Mutator(rng)
    for number, (source, data) in enumerate(samples + grown):
        yield f"s{number:06}", Mutant(source, ["as it stands"], data)
    for number, path in enumerate(sorted((ROOT / "samples" / "bad").rglob("*.xml"))):
        yield f"b{number:06}", Mutant(str(path.relative_to(ROOT)), ["as it stands"], path.read_bytes())
    for number, (place, text) in enumerate(mutate.odd_values()):
        yield f"v{number:06}", Mutant("a value", [place], text.encode("utf-8"))
    for number in range(asked.count):
        source, data = rng.choice(samples if number % 4 == 0 else grown)
        data, steps = mutator.mutate(data)
        yield f"m{number:06}", Mutant(source, steps, data)


# -- the judges --

def ask_program(program, files, keep):
    """Streams the files through the program; calls keep with each and its verdicts. Returns the name that brought it down, or None."""
    process = subprocess.Popen([program, ROOT / "schemas"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    waiting, broken = collections.OrderedDict(), []

    def feed():
        try:
            for name, mutant in files:
                waiting[name] = mutant
                process.stdin.write(f"{name} {len(mutant.data)}\n".encode() + mutant.data)
        except BrokenPipeError:
            pass
        except BaseException as error:
            broken.append(error)
        finally:
            process.stdin.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    for line in process.stdout:
        name, *rest = line.decode().split()
        keep(name, waiting.pop(name), dict(part.split("=") for part in rest))
    feeder.join()
    if broken:
        raise broken[0]
    if process.wait() != 0 or waiting:
        name, mutant = next(iter(waiting.items()), ("the end", None))
        return f"the program ended with status {process.returncode} at {name}: {mutant}"
    return None


def ask_jing(files):
    """The names that jing found invalid. It ends with the first file that is not well formed, and is then asked about the rest."""
    bad, left = set(), list(files)
    with tempfile.TemporaryDirectory() as scratch:
        for name, mutant in files.items():
            pathlib.Path(scratch, name + ".xml").write_bytes(mutant.data)
        while left:
            run = subprocess.run(["jing", ROOT / "schemas" / "minutes.rng", *(name + ".xml" for name in left)], cwd=scratch, text=True,
                                 capture_output=True, encoding="utf-8", errors="replace")
            if run.returncode not in (0, 1):
                sys.exit(f"agree/run.py: jing ended with status {run.returncode}: {run.stderr[:300]}")
            bad |= set(re.findall(r"(\w\d{6})\.xml:", run.stdout))
            fatal = re.search(r"(\w\d{6})\.xml:[^\n]*?: fatal: ", run.stdout)
            left = left[left.index(fatal[1]) + 1:] if fatal else []
    return bad


class Tally:
    """What came out, file by file."""

    def __init__(self, asked):
        self.asked, self.shape = asked, Shape()
        self.counts, self.classes, self.failed = collections.Counter(), collections.Counter(), []
        self.for_jing, self.verdicts = {}, {}

    def fail(self, mutant, words):
        self.failed.append(f"{words}: {mutant.source}: {'; '.join(mutant.steps)}")

    def within(self, mutant, verdict):
        """The judges of one tree."""
        if not verdict["fits"] == verdict["explain"] == verdict["xsd"]:
            self.fail(mutant, f"on the tree, tables say {verdict['fits']}, explainer {verdict['explain']}, schema {verdict['xsd']}")
        if (verdict["explain"] == INVALID) != (verdict["words"] != "0"):
            self.fail(mutant, f"the explainer says {verdict['explain']} with {verdict['words']} findings")
        if self.asked.noise is not None and len(mutant.steps) == 1 and int(verdict["words"]) > self.asked.noise:
            print(f"noise: {verdict['words']} findings: {mutant.source}: {mutant.steps[0]}")

    def keep(self, name, mutant, verdict):
        minutec = VALID if verdict["load"] == "yes" and verdict["fits"] == VALID else INVALID
        schema = VALID if verdict["raw"] == VALID else INVALID
        self.counts.update([minutec, "loaded" if "fits" in verdict else "not loaded", "judged"])
        self.counts["mutants"] += name[0] == "m"
        if "fits" in verdict:
            self.within(mutant, verdict)
        jings = self.asked.jing and (name[0] != "m" or self.counts["jing's mutants"] < self.asked.jing) and parsed(mutant.data) is not None
        if jings:
            self.counts["jing's mutants"] += name[0] == "m"
            self.for_jing[name], self.verdicts[name] = mutant, (minutec, schema)
        else:
            self.compare(mutant, (minutec, schema, None))

    def compare(self, mutant, verdicts):
        if len({verdict for verdict in verdicts if verdict}) == 1:
            return
        name = class_of(self.shape, mutant.data, verdicts)
        if name:
            self.classes[name] += 1
        else:
            self.fail(mutant, "minutec says {}, the schema {}, jing {}".format(*verdicts))

    def ask_jing(self):
        bad = ask_jing(self.for_jing)
        for name, mutant in self.for_jing.items():
            self.compare(mutant, (*self.verdicts[name], INVALID if name in bad else VALID))

    def report(self, seconds):
        counts = self.counts
        print(f"{counts['judged']} files, {counts['mutants']} of them mutants, in {seconds:.0f} s: {counts[VALID]} valid, {counts[INVALID]} invalid; "
              f"{counts['not loaded']} not well formed or no source. jing judged {len(self.for_jing)}, {counts['jing' + chr(39) + 's mutants']} of them mutants.")
        for name, count in sorted(self.classes.items(), key=lambda row: (-row[1], row[0])):
            print(f"  not of one mind: {count:5} with {name}")
        for line in self.failed[:100]:
            print(f"FAILED: {line}")
        if counts["not loaded"] > counts["judged"] // 4 or min(counts[VALID], counts[INVALID]) < counts["judged"] // 10:
            self.failed.append("")
            print("FAILED: the mutations do not test what they should")


def run(asked):
    if not pathlib.Path(asked.verdicts).exists():
        sys.exit(f"agree/run.py: {asked.verdicts} is not there: build tests/api/verdicts.c first")
    if asked.jing and not (shutil.which("jing") and shutil.which("java")):
        print("agree/run.py: SKIPPED a judge: jing is not installed")
        asked.jing = 0
    tally, start = Tally(asked), time.monotonic()
    down = ask_program(str(pathlib.Path(asked.verdicts).resolve()), mutants(asked), tally.keep)
    if down:
        tally.failed.append(down)
    if tally.for_jing:
        tally.ask_jing()
    tally.report(time.monotonic() - start)
    print(f"{tally.counts['judged'] - len(tally.failed)} passed, {len(tally.failed)} failed")
    return 1 if tally.failed else 0


def main():
    options = argparse.ArgumentParser(description="Compare the verdicts of minutec, the schema and jing.")
    options.add_argument("--verdicts", default=str(ROOT / "build" / "test" / "verdicts"))
    options.add_argument("--count", type=int, default=3000, help="of mutants")
    options.add_argument("--seed", type=int, default=20241002)
    options.add_argument("--jing", type=int, default=500, help="of mutants for jing; 0: it is not asked at all")
    options.add_argument("--noise", type=int)
    return run(options.parse_args())


if __name__ == "__main__":
    sys.exit(main())
