#!/usr/bin/env python3
"""Imports both seeds and compares what comes out with the templates of tests/seeds that were filled by hand, row by row.

    tests/import/seeds.py [--minutec build/minutec] [--shared ../shared] [--rows]

--rows prints every row; else those that differ and a count. Exit status 1: a row differs that is not expected to; 77: the seeds are not here.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
NS = "{urn:minutec:minutes}"
LISTS = ("present", "in-attendance", "apologies", "absent", "unknown")
LIKE = 0.8  # of the words of two actions that are one


def words(text):
    return re.findall(r"\w+", (text or "").casefold())


def own_words(element):
    return words("".join(element.itertext()))


class Meeting:
    """What is compared of one file of minutes."""

    def __init__(self, path):
        self.root = ET.parse(path).getroot()
        body = ET.parse(os.path.join(os.path.dirname(path), "body.xml")).getroot()
        self.names = {one.get("id"): one.find(NS + "name").text.strip() for one in body.iter(NS + "person") if one.get("id") and one.find(NS + "name") is not None}
        self.names.update({one.get("id"): (one.text or "").strip() for one in body.iter(NS + "group")})

    def people(self):
        return [(tag, " ".join(words(person.get("as") or self.names.get(person.get("ref"), "")))) for tag in LISTS for group in self.root.iter(NS + tag)
                for person in group.findall(NS + "person")]

    def items(self):
        return [(item.get("n"), " ".join(words(item.findtext(NS + "title")))) for item in self.root.iter(NS + "item")]

    def actions(self):
        """Id or number, words, printed owners, owners by name."""
        found = []
        for tag in ("action", "update"):
            for one in self.root.iter(NS + tag):
                found.append((tag, one.get("id") or one.get("n") or "", own_words(one), " ".join(words(one.get("for"))), sorted(self.names.get(owner, owner) for owner in (one.get("owner") or "").split())))
        return found

    def facts(self):
        venue = self.root.find(f"{NS}meeting/{NS}venue")
        held = self.root.find(f"{NS}meeting/{NS}held")
        place = held.get("venue") if held is not None else venue.text if venue is not None else None
        return [("date", self.root.get("date")), ("start", self.root.find(NS + "meeting").get("start")), ("venue", " ".join(words(place)))] + \
            [("next meeting", one.get("date")) for one in self.root.iter(NS + "next-meeting")]


def likeness(one, other):
    rest = list(other)
    same = 0
    for word in one:
        if word in rest:
            rest.remove(word)
            same += 1
    return same / max(len(one), len(other), 1)


class Comparison:
    def __init__(self, rows):
        self.rows, self.same, self.different = rows, 0, []

    def row(self, kind, wanted, got, key=None):
        good = wanted == got
        self.same += good
        if not good:
            self.different.append(f"{kind} {key or wanted}")
        if self.rows or not good:
            print(f"{'same' if good else 'DIFFERS':8}{kind:14}{wanted}{'' if good else f'   imported: {got}'}")

    def each(self, kind, wanted, got):
        rest = list(got)
        for one in wanted:
            if one in rest:
                rest.remove(one)
            self.row(kind, one, one if one in got else None)
        return rest

    def actions(self, wanted, got):
        for tag, number, text, printed, owners in wanted:
            best = max(got, key=lambda one: likeness(text, one[2]), default=None)
            found = best if best and likeness(text, best[2]) >= LIKE else None
            told = " ".join(text[:9])
            self.row("action" if tag == "action" else "earlier", (told, printed, owners), (told, found[3], found[4]) if found else None, number)


def compare(minutec, seeds, folder, seed, rows):
    """The template's file against what importing its seed gives."""
    template = Meeting(folder)
    with tempfile.TemporaryDirectory() as out:
        said = subprocess.run([minutec, "import", os.path.join(seeds, seed), "-o", out], capture_output=True, text=True, check=False)
        paths = [line for line in said.stdout.splitlines() if line.endswith(".xml") and not line.endswith("body.xml")]
        if said.returncode or len(paths) != 1:
            print(f"DIFFERS importing {seed}: exit status {said.returncode}, files {paths}: {said.stderr[-400:]}")
            return Comparison(rows), 1
        path = paths[0]
        checked = subprocess.run([minutec, "check", os.path.dirname(path)], capture_output=True, text=True, check=False)
        imported = Meeting(path)
    comparison = Comparison(rows)
    print(f"== {seed}: check ends with {checked.returncode}")
    comparison.row("check", 0, checked.returncode)
    comparison.each("person", template.people(), imported.people())
    comparison.each("item", template.items(), imported.items())
    comparison.each("fact", [fact for fact in template.facts() if fact[1]], imported.facts())
    comparison.actions(template.actions(), imported.actions())
    return comparison, 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutec", default=os.path.join(ROOT, "build", "minutec"))
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--rows", action="store_true")
    args = parser.parse_args()
    seeds, passed, failed = os.path.join(args.shared, "seeds"), 0, 0
    if not os.path.isdir(seeds):
        print(f"seeds: {seeds} is not here: nothing was compared", file=sys.stderr)
        return 77
    with open(os.path.join(HERE, "seeds.expected"), encoding="utf-8") as file:
        expected = {line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, os.path.join(ROOT, "tests", "seeds", "fill.py"), seeds, folder], check=True, capture_output=True)
        for seed, path in (("000_ff6a4179a75660fe.txt", "chesil/2023-10-04.xml"), ("004_dc7343d580996a16.txt", "lancaster/2009-03-30.xml")):
            comparison, broken = compare(args.minutec, seeds, os.path.join(folder, path), seed, args.rows)
            unexpected = [row for row in comparison.different if row not in expected]
            passed, failed = passed + comparison.same + len(comparison.different) - len(unexpected), failed + len(unexpected) + broken
            print(f"{comparison.same} rows same, {len(comparison.different)} differ, {len(unexpected)} of these not expected to")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
