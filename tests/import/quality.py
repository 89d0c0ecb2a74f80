#!/usr/bin/env python3
"""Measures what the importer finds in real minutes against what a reader found (tests/import/gold; its README says what counts).

    tests/import/quality.py [--minutec build/minutec] [--shared ../shared] [--half judging|development] [--body NAME] [--show] [--write docs/import-quality.md]

--show names each difference (with --half development: nobody who writes rules reads the other half). Exit status 1: a bound is missed; 77: the
corpus is not here.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
NS = "{urn:minutec:minutes}"
MARKS = ("<!-- measured -->\n", "<!-- end of measured -->\n")
KINDS = ("date", "people present", "apologies and absent", "people", "items", "actions", "decisions", "next meeting")
BOUNDS = {"date": 0.95, "people": 0.92, "items": 0.85, "actions": 0.88}
OWNERS_BOUND, WRONG_BOUND = 0.85, 0.05
HONORIFIC = re.compile(r"^(cllrs?|councillor|cc|bc|mrs?|ms|miss|dr|prof|rev|sir|lady|pc|pcso|the)\.?\s+", re.I)
NEAR = 1  # a thing may begin a line or paragraph beside where the reader saw it begin


# -- names --

def plain(name):
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    name = re.sub(r"[`*_@#]", "", name).strip()
    while HONORIFIC.match(name):
        name = HONORIFIC.sub("", name)
    return " ".join(re.findall(r"\w+", name.casefold()))


def same_name(one, other):
    """Equal, or one with a first name or initial where the other has it in full."""
    one, other = plain(one), plain(other)
    if one == other:
        return bool(one)
    a, b = one.split(), other.split()
    return len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and a[0][0] == b[0][0] and (len(a[0]) == 1 or len(b[0]) == 1 or a[0] == b[0])


def same_owner(one, other):
    one, other = plain(one), plain(other)
    return same_name(one, other) or (bool(one) and bool(other) and (one.split()[0] == other or other.split()[0] == one))


# -- what was imported --

def places(element):
    found = [int(number) for number in re.findall(r"\d+", element.get("src", ""))]
    return (found[0], found[-1]) if found else (0, 0)


class Body:
    def __init__(self, path):
        self.names = {}
        if os.path.exists(path):
            root = ET.parse(path).getroot()
            for person in root.iter(NS + "person"):
                words = [text.text for part in ("name", "alias") for text in person.findall(NS + part) if text.text]
                if person.get("id"):
                    self.names[person.get("id")] = words
            for group in root.iter(NS + "group"):
                self.names[group.get("id")] = [group.text or "", group.get("id")]

    def of(self, ids):
        return [self.names.get(one, [one.replace("-", " ")]) for one in (ids or "").split()]


class Imported:
    """One meeting as it was imported."""

    def __init__(self, path):
        self.root = ET.parse(path).getroot()
        self.body = Body(os.path.join(os.path.dirname(path), "body.xml"))
        self.date = self.root.get("date")
        self.people = {"present": [], "apologies": [], "absent": [], "unknown": []}
        seen = set()  # somebody listed twice counts once in each list
        for tag, status in (("present", "present"), ("in-attendance", "present"), ("apologies", "apologies"), ("absent", "absent"), ("unknown", "unknown")):
            for group in self.root.iter(NS + tag):
                for person in group.findall(NS + "person"):
                    key = (status, person.get("ref") or plain(person.get("name") or person.get("as") or ""))
                    if key in seen:
                        continue
                    seen.add(key)
                    names = self.body.of(person.get("ref")) or [[person.get("name") or person.get("as") or ""]]
                    self.people[status].append(sum(names, []) + ([person.get("as")] if person.get("as") else []))
        self.items = [(places(item)[0], item.get("n")) for item in self.root.iter(NS + "item")]
        self.actions = [(places(action), self.owners(action)) for action in self.root.iter(NS + "action")]
        self.decisions = [places(one) for one in self.root.iter(NS + "decision")] + [places(one) for one in self.root.iter(NS + "approval")] + \
            [places(one) for one in self.root.iter(NS + "motion") if one.get("outcome") in ("carried", "lost")]
        self.next = [one.get("date") for one in self.root.iter(NS + "next-meeting")]

    def owners(self, action):
        by_id = self.body.of(action.get("owner"))
        printed = [part for part in re.split(r"\s*(?:,|/|&|\+|\band\b)\s*", action.get("for", "")) if part]
        return [names for names in by_id] + [[one] for one in printed] if by_id or printed else []


# -- matching --

class Score:
    def __init__(self):
        self.right = self.claimed = self.there = 0
        self.misses = []

    def add(self, right, claimed, there):
        self.right, self.claimed, self.there = self.right + right, self.claimed + claimed, self.there + there

    precision = property(lambda self: self.right / self.claimed if self.claimed else 1.0)
    recall = property(lambda self: self.right / self.there if self.there else 1.0)

    @property
    def f1(self):
        return 2 * self.right / (self.claimed + self.there) if self.claimed + self.there else 1.0


def pair(claimed, there, fits):
    """One to one, in the order of fitness: exact places before near ones. The pairs, and what is left of both."""
    ranked = sorted((fits(c, t), i, k) for i, c in enumerate(claimed) for k, t in enumerate(there) if fits(c, t) is not None)
    used, known, pairs = set(), set(), []
    for _, i, k in ranked:
        if i not in used and k not in known:
            used.add(i)
            known.add(k)
            pairs.append((claimed[i], there[k]))
    return pairs, [c for i, c in enumerate(claimed) if i not in used], [t for k, t in enumerate(there) if k not in known]


def distance(span, at):
    first, last = span
    away = 0 if first <= at <= last else min(abs(first - at), abs(last - at))
    return away if away <= NEAR else None


class Quality:
    def __init__(self, show):
        self.show = show
        self.scores = collections.defaultdict(lambda: collections.defaultdict(Score))
        self.owners = collections.defaultdict(Score)
        self.files = collections.Counter()

    def tell(self, where, kind, over, missed):
        if self.show and (over or missed):
            print(f"{where}: {kind}: claimed {over} missed {missed}")

    def note(self, groups, kind, pairs, over, missed, where):
        for group in groups:
            self.scores[group][kind].add(len(pairs), len(pairs) + len(over), len(pairs) + len(missed))
        self.tell(where, kind, over, missed)

    def people(self, groups, gold, got, where):
        def fits(claimed, there):
            return 0 if any(same_name(name, there) for name in claimed) else None
        for kind, statuses in (("people present", ("present",)), ("apologies and absent", ("apologies", "absent"))):
            for status in statuses:
                there = [person["name"] for person in gold["people"] if person["as"] == status]
                result = pair(got.people[status] if got else [], there, fits)
                self.note(groups, kind, *result, where)
                for group in groups:
                    self.scores[group]["people"].add(len(result[0]), len(result[0]) + len(result[1]), len(result[0]) + len(result[2]))

    def meeting(self, groups, gold, got, where):
        date, found = gold["date"]["is"], got.date if got else None
        self.note(groups, "date", [1] if date == found else [], [] if date == found or not found else [found], [] if date == found or not date else [date], where)
        self.people(groups, gold, got, where)

        def fits_item(claimed, there):
            away = distance((claimed[0], claimed[0]), there[0])
            return None if away is None or (claimed[1] and there[1] and claimed[1].strip(" .)(") != there[1].strip(" .)(")) else away + 2 * (claimed[1] != there[1])
        self.note(groups, "items", *pair(got.items if got else [], [(item["at"], item["n"]) for item in gold["items"]], fits_item), where)
        actions = pair(got.actions if got else [], [(action["at"], action["owners"]) for action in gold["actions"]], lambda c, t: distance(c[0], t[0]))
        self.note(groups, "actions", *actions, where)
        for (_, claimed), (at, there) in actions[0]:
            right = (all(any(same_owner(name, one) for names in claimed for name in names) for one in there) and
                     all(any(same_owner(name, one) for name in names for one in there) for names in claimed))
            for group in groups:
                self.owners[group].add(right, 1, 1)
            if not right:
                self.tell(where, f"owners at {at}", claimed, there)
        decisions = [one["at"] for one in gold["decisions"]]
        self.note(groups, "decisions", *pair(got.decisions if got else [], decisions, distance), where)
        self.note(groups, "next meeting", *pair(got.next if got else [], [one["date"] for one in gold["next"]], lambda c, t: 0 if c == t else None), where)

    def wrong(self, group):
        claimed = sum(self.scores[group][kind].claimed for kind in KINDS if kind != "people")
        right = sum(self.scores[group][kind].right for kind in KINDS if kind != "people")
        return (claimed - right) / claimed if claimed else 0.0


# -- running --

def imported(minutec, path, folder):
    """The meetings that a file became, in order."""
    said = subprocess.run([minutec, "import", path, "-o", folder], capture_output=True, text=True, check=False)
    if said.returncode not in (0, 1):
        raise SystemExit(f"quality: importing {path} ended with {said.returncode}: {said.stderr[:400]}")
    found = []
    for place, _, names in os.walk(folder):
        found += [Imported(os.path.join(place, name)) for name in sorted(names) if name.endswith(".xml") and name != "body.xml"]

    def order(one):
        part = one.root.find(NS + "provenance")
        return [int(number) for number in re.findall(r"\d+", part.get("part") or "0")] if part is not None else [0]
    return sorted(found, key=order)


def measure(args):
    quality = Quality(args.show)
    gold_folder = os.path.join(HERE, "gold")
    for body in sorted(os.listdir(gold_folder)):
        if not os.path.isdir(os.path.join(gold_folder, body)) or (args.body and args.body not in body):
            continue
        for name in sorted(os.listdir(os.path.join(gold_folder, body))):
            with open(os.path.join(gold_folder, body, name), encoding="utf-8") as file:
                gold = json.load(file)
            if args.half and gold["half"] != args.half:
                continue
            with tempfile.TemporaryDirectory() as folder:
                meetings = imported(args.minutec, os.path.join(args.shared, "corpus", gold["file"]), folder)
            groups = (gold["half"], f"{gold['half']}, {gold['kind']}", f"{gold['half']}: {body}")
            for group in groups:
                quality.files[group] += 1
            for i, one in enumerate(gold["meetings"]):
                quality.meeting(groups, one, meetings[i] if i < len(meetings) else None, gold["file"])
            empty = {"date": {"is": None}, "people": [], "items": [], "actions": [], "decisions": [], "next": []}
            for more in meetings[len(gold["meetings"]):]:
                quality.meeting(groups, empty, more, gold["file"] + " (no meeting)")
    return quality


def table(quality):
    rows = ["| | files | " + " | ".join(KINDS) + " | owners of actions | wrong |", "| --- | ---: |" + " ---: |" * (len(KINDS) + 2)]
    for group in sorted(quality.files, key=lambda name: (name.split(",")[0].split(":")[0], ":" in name, name)):
        scores, owners = quality.scores[group], quality.owners[group]
        cells = [f"{scores[kind].precision:.2f} / {scores[kind].recall:.2f}" if scores[kind].claimed + scores[kind].there else "–" for kind in KINDS]
        rows.append(f"| {group} | {quality.files[group]} | " + " | ".join(cells) +
                    f" | {f'{owners.precision:.2f} of {owners.claimed}' if owners.claimed else '–'} | {quality.wrong(group) * 100:.1f} % |")
    return "\n".join(rows) + "\n"


def bounds(quality, half):
    """What is promised of a half, and what it came to."""
    scores = quality.scores[half]
    date = scores["date"]
    told = [("date, F1", date.f1, BOUNDS["date"])]
    told += [(f"{kind}, F1", scores[kind].f1, BOUNDS[kind]) for kind in ("people", "items", "actions")]
    told.append(("owners of matched actions", quality.owners[half].precision, OWNERS_BOUND))
    lines = [f"- {name}: {value:.3f} (must be {bound} or more){'' if value >= bound else ' **missed**'}" for name, value, bound in told]
    wrong = quality.wrong(half)
    lines.append(f"- claimed and not there: {wrong * 100:.1f} % (must be {WRONG_BOUND * 100:.0f} % or less){'' if wrong <= WRONG_BOUND else ' **missed**'}")
    return lines, all(value >= bound for _, value, bound in told) and wrong <= WRONG_BOUND


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutec", default=os.path.join(ROOT, "build", "minutec"))
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--half", choices=("judging", "development"))
    parser.add_argument("--body")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write")
    args = parser.parse_args()
    if not os.path.isdir(os.path.join(args.shared, "corpus")):
        print(f"quality: {args.shared}/corpus is not here: nothing was measured", file=sys.stderr)
        return 77
    if args.show and args.half != "development":
        raise SystemExit("quality: --show is for --half development")
    quality = measure(args)
    text, good = table(quality), True
    for half in ("judging", "development"):
        if quality.files[half]:
            lines, met = bounds(quality, half)
            text += f"\nThe {half} half:\n\n" + "\n".join(lines) + "\n"
            good = good and (met or half != "judging")
    print(text)
    if args.write:
        with open(args.write, encoding="utf-8") as file:
            page = file.read()
        first, last = page.index(MARKS[0]) + len(MARKS[0]), page.index(MARKS[1])
        with open(args.write, "w", encoding="utf-8") as file:
            file.write(page[:first] + "\n" + text + "\n" + page[last:])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
