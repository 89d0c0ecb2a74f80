#!/usr/bin/env python3
"""Do the tables that decide, the explainer, the schema and jing agree? Mutates the samples at random, tries odd values
everywhere, and compares the four verdicts.

    agree.py [--verdicts PROGRAM] [--count N] [--seed N] [--noise N] [--without-jing]

The program is tests/api/verdicts.c, built. Every file is judged as the loader leaves it. With --noise, single mutations
that gave more findings than N are listed: one mistake should give one finding.
"""
import argparse
import copy
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from xml.sax.saxutils import quoteattr

ROOT = pathlib.Path(__file__).resolve().parent.parent
NS = "urn:minutec:minutes"
RNG = "{http://relaxng.org/ns/structure/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

def meeting(content, before="", **attributes):
    given = "".join(f" {name.replace('_', ':')}={value}" for name, value in attributes.items())
    return f'<minutes xmlns="{NS}" version="1" body="x"{given}>{before}<meeting/><attendance/>{content}</minutes>'


def body(content, **attributes):
    given = "".join(f" {name}={value}" for name, value in attributes.items())
    return f'<body xmlns="{NS}" version="1" id="x"{given}><name>X</name>{content}</body>'


# One place for each kind of value, @ in it; every odd value is tried in each.
PLACES = [
    meeting("", date="@"), meeting("", sitting="@"), meeting("", kind="@"), meeting("", xml_lang="@"), meeting("", src="@"),
    meeting("", confidence="@"), meeting("<item id=@/>"), meeting("<item role=@/>"), meeting("<item body=@/>"),
    meeting("<item time=@/>"), meeting("<text by=@/>"), meeting("<action due=@/>"), meeting("<deferral to=@/>"),
    meeting("<vote against=@/>"), meeting("<update action=@/>"), meeting('<approval outcome="approved" of=@/>'),
    meeting('<approval outcome="amended" of="2024-07-03"><amendment of=@/></approval>'), meeting("<attachment file=@/>"),
    meeting("<columns text=@/>"), meeting("", '<provenance file="x" sha256=@/>'),
    body("", zone="@"), body("<quorum count=@/>"), body("<quorum share=@/>"), body('<policy><level code=@ set="off"/></policy>'),
]

ODD_VALUES = [
    "", " ", "\u00a0", "+5", "-0", "-1", "007", "5", "5.", ".5", "0.5", "1.0", "1e3", "\uff11\uff12", "9" * 40, "0" * 30 + "7",
    "0." + "3" * 12, "0." + "3" * 40, "2024-02-29", "2023-02-29", "2024-02-30", "2024-2-3", "2024-02-01Z", "0000-01-01",
    "12024-01-01", "2/10/2024", "2 October 2024", "next-meeting", "next meeting", "en_GB", "en-GB", "e", "x-klingon", "abcdefghi",
    "a b", "a  b ", "Ada Marsh", "ada-marsh", "ada-marsh ben-okoro", "a--b", "-a", "\u00e9", "\U0001f600", "a\u00a0b", "\u2028",
    "2024-07-03#4.1", "2024-07-03#", "2024-07-03#\u0085", "2024-07-03#a\u2028b", "x#y", "0" * 64, "\u0663", "01", "+", "-", ".", "2024-07-03#\u00a0", "2024-07-03#a b", "x/2024-07-03b#\u00e9", "2024-07-03", "a/b.png",
    "a\\b", "a:b", "9:30", "09:30", "24:00", "yes", "no", "Yes", "1/3", "0/3", "welcome close", "Europe/London", "x" * 3000,
]


def vocabulary():
    grammar = ET.parse(ROOT / "schemas" / "minutes.rng").getroot()
    elements = sorted({e.get("name") for e in grammar.iter(RNG + "element")})
    attributes = sorted({a.get("name") for a in grammar.iter(RNG + "attribute")})
    values = sorted({v.text for v in grammar.iter(RNG + "value")})
    return elements, [LANG if a == "xml:lang" else a for a in attributes], values


class Mutator:
    def __init__(self, rng):
        self.rng = rng
        self.elements, self.attributes, self.values = vocabulary()
        self.steps = [
            self.rename, self.misspell, self.remove, self.unwrap, self.wrap, self.duplicate, self.move, self.swap, self.shuffle,
            self.insert, self.insert_text, self.drop_attribute, self.rename_attribute, self.change_value, self.add_attribute,
            self.exchange_values, self.change_namespace,
        ]

    def any_element(self, root, at_root=False):
        """An element and its parent; the root only where asked for."""
        pairs = [(child, parent) for parent in root.iter() for child in parent]
        if at_root:
            pairs.append((root, None))
        return self.rng.choice(pairs) if pairs else (root, None)

    def with_attributes(self, root):
        found = [e for e in root.iter() if [a for a in e.attrib if not (e is root and a == "version")]]
        return self.rng.choice(found) if found else None

    def attribute_of(self, element, root):
        return self.rng.choice(sorted(a for a in element.attrib if not (element is root and a == "version")))

    def value(self):
        return self.rng.choice(ODD_VALUES) if self.rng.random() < 0.6 else self.rng.choice(self.values)

    def misspelt(self, name):
        at = self.rng.randrange(len(name))
        kind = self.rng.randrange(4)
        if kind == 0 and len(name) > 1:
            return name[:at] + name[at + 1:]
        if kind == 1:
            return name[:at] + self.rng.choice("aeiounst") + name[at:]
        if kind == 2:
            return name.capitalize()
        return name[:at] + name[at:at + 2][::-1] + name[at + 2:]

    @staticmethod
    def local(element):
        return element.tag.rpartition("}")[2]

    # Each step changes the tree and returns what it did, or None where it could not.

    def rename(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        old, new = self.local(element), self.rng.choice(self.elements + ["p", "section", "b", "heading1", "x"])
        element.tag = f"{{{NS}}}{new}"
        return f"{old} renamed {new}"

    def misspell(self, root):
        element, parent = self.any_element(root)
        new = self.misspelt(self.local(element))
        if parent is None or not re.fullmatch(r"[A-Za-z_][-A-Za-z0-9._]*", new):
            return None
        old, element.tag = self.local(element), f"{{{NS}}}{new}"
        return f"{old} misspelt {new}"

    def remove(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        parent.remove(element)
        return f"{self.local(element)} removed from {self.local(parent)}"

    def unwrap(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        at = list(parent).index(element)
        parent.remove(element)
        for offset, child in enumerate(list(element)):
            parent.insert(at + offset, child)
        return f"{self.local(element)} in {self.local(parent)} unwrapped"

    def wrap(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        name = self.rng.choice(self.elements + ["section"])
        at = list(parent).index(element)
        parent.remove(element)
        outer = ET.Element(f"{{{NS}}}{name}")
        outer.append(element)
        parent.insert(at, outer)
        return f"{self.local(element)} wrapped in {name}"

    def duplicate(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        parent.insert(self.rng.randrange(len(parent) + 1), copy.deepcopy(element))
        return f"{self.local(element)} in {self.local(parent)} duplicated"

    def move(self, root):
        element, parent = self.any_element(root)
        target, _ = self.any_element(root, True)
        if parent is None or target in set(element.iter()):
            return None
        parent.remove(element)
        target.insert(self.rng.randrange(len(target) + 1), element)
        return f"{self.local(element)} moved from {self.local(parent)} to {self.local(target)}"

    def swap(self, root):
        parents = [e for e in root.iter() if len(e) > 1]
        if not parents:
            return None
        parent = self.rng.choice(parents)
        a, b = sorted(self.rng.sample(range(len(parent)), 2))
        parent[a], parent[b] = parent[b], parent[a]
        return f"{self.local(parent[b])} and {self.local(parent[a])} swapped in {self.local(parent)}"

    def shuffle(self, root):
        parents = [e for e in root.iter() if len(e) > 2]
        if not parents:
            return None
        parent = self.rng.choice(parents)
        children = list(parent)
        self.rng.shuffle(children)
        parent[:] = children
        return f"children of {self.local(parent)} shuffled"

    def insert(self, root):
        parent, _ = self.any_element(root, True)
        name = self.rng.choice(self.elements)
        child = ET.Element(f"{{{NS}}}{name}")
        if self.rng.random() < 0.5:
            child.text = "Words."
        parent.insert(self.rng.randrange(len(parent) + 1), child)
        return f"{name} inserted in {self.local(parent)}"

    def insert_text(self, root):
        element, _ = self.any_element(root, True)
        text = self.rng.choice(["Words here.", "\u00a0", "  ", "x", "\u3000", "&"])
        if len(element) and self.rng.random() < 0.5:
            child = self.rng.choice(list(element))
            child.tail = (child.tail or "") + text
        else:
            element.text = (element.text or "") + text
        return f"text {text!r} in {self.local(element)}"

    def drop_attribute(self, root):
        element = self.with_attributes(root)
        if element is None:
            return None
        name = self.attribute_of(element, root)
        del element.attrib[name]
        return f"attribute {name} taken from {self.local(element)}"

    def rename_attribute(self, root):
        element = self.with_attributes(root)
        if element is None:
            return None
        name = self.attribute_of(element, root)
        new = self.misspelt(name) if self.rng.random() < 0.5 and "{" not in name else self.rng.choice(self.attributes)
        if not re.fullmatch(r"[A-Za-z_{][-A-Za-z0-9._{}:/]*", new):
            return None
        element.set(new, element.attrib.pop(name))
        return f"attribute {name} of {self.local(element)} renamed {new}"

    def change_value(self, root):
        element = self.with_attributes(root)
        if element is None:
            return None
        name, value = self.attribute_of(element, root), self.value()
        element.set(name, value)
        return f"{self.local(element)}/@{name} set to {value[:40]!r}"

    def add_attribute(self, root):
        element, _ = self.any_element(root, True)
        name, value = self.rng.choice(self.attributes + ["colour", "{urn:x}y"]), self.value()
        if element is root and name == "version":
            return None
        element.set(name, value)
        return f"{self.local(element)}/@{name} given as {value[:40]!r}"

    def exchange_values(self, root):
        element = self.with_attributes(root)
        names = sorted(a for a in element.attrib if not (element is root and a == "version")) if element is not None else []
        if len(names) < 2:
            return None
        a, b = self.rng.sample(names, 2)
        element.attrib[a], element.attrib[b] = element.attrib[b], element.attrib[a]
        return f"values of {a} and {b} of {self.local(element)} exchanged"

    def change_namespace(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        element.tag = self.rng.choice(["{urn:x}", "", "{http://www.w3.org/1999/xhtml}"]) + self.local(element)
        return f"{self.local(element)} put in another namespace"

    def mutate(self, root):
        done, wanted = [], self.rng.choice([1, 1, 1, 2, 3])
        while len(done) < wanted:
            step = self.rng.choice(self.steps)(root)
            if step:
                done.append(step)
        return done


def make_mutants(folder, count, seed):
    sources = sorted(p for p in (ROOT / "samples").glob("*/*.xml") if p.parent.name not in ("bad", "legacy"))
    sources += sorted((ROOT / "tests" / "explain").glob("good*/*.xml"))
    if not sources:
        sys.exit("agree.py: there are no samples to mutate")
    rng = random.Random(seed)
    mutator, mutants = Mutator(rng), {}
    texts = {p: p.read_bytes() for p in sources}
    for i in range(count):
        source = sources[i % len(sources)]
        root = ET.fromstring(texts[source])
        name = f"m{i:05}.xml"
        mutants[name] = (source.relative_to(ROOT), mutator.mutate(root))
        data = ET.tostring(root, encoding="utf-8", xml_declaration=True)
        (folder / name).write_bytes(data)
    return mutants


def make_values(folder):
    mutants = {}
    for place in PLACES:
        for value in ODD_VALUES:
            name = f"m{90000 + len(mutants):05}.xml"
            (folder / name).write_text(place.replace("@", quoteattr(value)), encoding="utf-8")
            mutants[name] = ("a value", [place.replace("@", repr(value[:40]))])
    return mutants


def take_samples(folder):
    """Every sample as it stands, the faulty ones too."""
    mutants = {}
    for source in sorted((ROOT / "samples").rglob("*.xml")):
        name = f"m{80000 + len(mutants):05}.xml"
        (folder / name).write_bytes(source.read_bytes())
        mutants[name] = (source.relative_to(ROOT), ["as it stands"])
    return mutants


def ask_program(program, folder, kept, names):
    run = subprocess.run([program, "-g", ROOT / "schemas", "-s", kept, *names], cwd=folder, text=True, capture_output=True,
                         encoding="utf-8", errors="replace")
    if run.returncode:
        print(f"FAILED: the program ended with status {run.returncode} {run.stderr[:2000]}")
    verdicts = {}
    for line in run.stdout.splitlines():
        name, *rest = line.split()
        verdicts[name] = dict(part.split("=") for part in rest if "=" in part)
    return verdicts


def ask_jing(folder, names):
    """The names that jing found invalid, or None where there is no jing."""
    if not shutil.which("jing"):
        return None
    run = subprocess.run(["jing", ROOT / "schemas" / "minutes.rng", *names], cwd=folder, text=True, capture_output=True,
                         encoding="utf-8", errors="replace")
    if run.returncode not in (0, 1):
        sys.exit(f"agree.py: jing ended with status {run.returncode}: {run.stderr[:300]}")
    return set(re.findall(r"(m\d{5}\.xml):", run.stdout))


def main():
    options = argparse.ArgumentParser(description="Compare the verdicts of the schema, the explainer and jing.")
    options.add_argument("--verdicts", default=str(ROOT / "build" / "test" / "verdicts"))
    options.add_argument("--count", type=int, default=2000)
    options.add_argument("--seed", type=int, default=20241002)
    options.add_argument("--noise", type=int)
    options.add_argument("--without-jing", action="store_true")
    asked = options.parse_args()
    if not pathlib.Path(asked.verdicts).exists():
        sys.exit(f"agree.py: {asked.verdicts} is not there: build tests/api/verdicts.c first")
    program = str(pathlib.Path(asked.verdicts).resolve())

    with tempfile.TemporaryDirectory() as scratch:
        folder, kept = pathlib.Path(scratch, "in"), pathlib.Path(scratch, "kept")
        folder.mkdir()
        kept.mkdir()
        mutants = make_mutants(folder, asked.count, asked.seed)
        mutants.update(make_values(folder))
        mutants.update(take_samples(folder))
        verdicts = ask_program(program, folder, kept, list(mutants))
        judged = sorted(p.name for p in kept.iterdir())
        bad = None if asked.without_jing else ask_jing(kept, judged)
    if bad is None:
        print("agree.py: SKIPPED a judge: jing is not installed or not asked, three verdicts are compared instead of four")

    passed = failed = refused = invalid = 0
    for name, (source, steps) in mutants.items():
        verdict = verdicts.get(name)
        if verdict is None or (verdict and name not in judged):
            complaint = "the program gave no verdict"
        elif not verdict:
            refused += 1
            continue
        else:
            judges = {"tables": verdict["fits"], "explainer": verdict["explain"], "schema": verdict["xsd"]}
            if bad is not None:
                judges["jing"] = "invalid" if name in bad else "valid"
            silent = verdict["explain"] == "invalid" and verdict["words"] == "0"
            complaint = "the explainer has no words" if silent else None
            if len(set(judges.values())) > 1:
                complaint = ", ".join(f"{who} says {what}" for who, what in judges.items())
            invalid += verdict["xsd"] == "invalid"
            if asked.noise is not None and len(steps) == 1 and int(verdict["words"]) > asked.noise:
                print(f"noise: {verdict['words']} findings: {source}: {steps[0]}")
        if complaint:
            failed += 1
            print(f"FAILED: {complaint}: {source}: {'; '.join(steps)}")
        else:
            passed += 1
    print(f"{invalid} of {len(mutants)} mutants are invalid; {refused} the loader would not read")
    if refused > asked.count // 10 or not invalid or invalid == len(mutants):
        failed += 1
        print("FAILED: the mutations do not test what they should")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
