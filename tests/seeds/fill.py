#!/usr/bin/env python3
"""Fills the seeds' templates with the words of the seed documents.

    fill.py [--map DIR] SEEDS OUT    write OUT/FOLDER/*.xml, and with --map DIR/FOLDER/DATE.json
    fill.py --verify SEEDS           is every word of every seed printed, and printed once?

Exit status: 0 all is well, 1 a fault in a template or a seed that is not the one it was made for,
2 wrong usage, 77 the seeds are not here (a test that needs them is skipped).

A template NAME.xml.in is well-formed XML. Its instruction <?seed file="…" sha256="…"?> names the seed. In
character data and attribute values stand places, numbered from 1; a word is a run without white space:

    {12}        line 12, without the white space around it
    {12:3}      its third word            {12:3-7}   words 3 to 7, with what stands between them
    {12:3-}     the third and all after   {12:-7}    all up to the seventh
    {12:3~,()}  with the characters after ~ taken off both ends
    {12:1#}     a printed number, as the number of a Markdown list: "7:" gives "7."
    {file} {sha256}  the seed's name and checksum

What fills prose is escaped so that Markdown prints it as it stands; nothing else is changed.
Other XML files beside a template are copied.
"""
import argparse
import collections
import hashlib
import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

FOUND, FAULT, NO_SEEDS = 0, 1, 77
PROSE = set("text remark decision action update amendment declaration arrival departure deferral "
            "next-meeting attachment figure summary note".split())
PRINTED = set("n label for as proposer-as seconder-as".split())
PRINTED_IN = {"columns": {"text"}, "signature": {"post"}}

MARKUP = re.compile(r"<!--.*?-->|<\?.*?\?>\n?|<[^>]*>", re.S)
NAME = re.compile(r"</?([\w.:-]+)")
ATTRIBUTE = re.compile(r"""([\w.:-]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')""")
SEED = re.compile(r'<\?seed\s+file="([^"]+)"\s+sha256="([0-9a-f]{64})"\s*\?>')
PLACE = re.compile(r"\{([^{}]*)\}|[{}]")
REFERENCE = re.compile(r"(\d+)(?::(\d*)(-?)(\d*))?(#)?(?:~(.+))?")

Use = collections.namedtuple("Use", "path element part printed at line first last words number")


class Fault(Exception):
    """Something wrong in a template or with a seed; the text says what and where."""


class NoSeed(Exception):
    """A seed is not where it should be."""


class Seed:
    """One seed document: its lines, and the words of each with their places."""

    def __init__(self, folder, name, digest):
        self.name, self.digest = name, digest
        path = os.path.join(folder, name)
        try:
            with open(path, "rb") as source:
                data = source.read()
        except FileNotFoundError:
            raise NoSeed(f"{path}: no such seed") from None
        found = hashlib.sha256(data).hexdigest()
        if found != digest:
            raise Fault(f"{path}: not the seed the templates were made for: SHA-256 {found}, not {digest}")
        self.lines = data.decode("utf-8").split("\n")
        self.words = [list(re.finditer(r"\S+", line)) for line in self.lines]

    def cut(self, line, first, last):
        """The text from word FIRST to word LAST of LINE, all from 1; LAST 0 is the last word."""
        if not 1 <= line <= len(self.lines):
            raise Fault(f"the seed has no line {line}")
        words = self.words[line - 1]
        last = last or len(words)
        if not 1 <= first <= last <= len(words):
            raise Fault(f"line {line} has {len(words)} words")
        text = self.lines[line - 1][words[first - 1].start():words[last - 1].end()]
        return text, last, [word.group() for word in words[first - 1:last]]


def escape_xml(text, quote=False):
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&apos;") if quote else text


def escape_prose(text):
    """TEXT so that CommonMark with tables, strikethrough and autolinks prints it as it stands."""
    text = re.sub(r"[\\`*\[\]<>~|]", r"\\\g<0>", text)
    text = re.sub(r"(?<![^\W_])_|_(?![^\W_])", r"\\_", text)
    text = re.sub(r"&(?=#?\w+;)", r"\\&", text)
    text = re.sub(r"\A(\d+)(?=[.)])", r"\1\\", text)
    return re.sub(r"\A[#+=-]", r"\\\g<0>", text)


class Template:
    """One template, filled as it is read."""

    def __init__(self, path, seeds):
        self.path = path
        with open(path, encoding="utf-8", newline="") as source:
            self.text = source.read()
        try:
            ElementTree.fromstring(self.text)
        except ElementTree.ParseError as fault:
            raise Fault(f"{path}: not well-formed: {fault}") from None
        named = SEED.search(self.text)
        if not named:
            raise Fault(f"{path}: no <?seed file=… sha256=…?>")
        self.seed = Seed(seeds, *named.groups())
        self.uses = []       # every place that was filled, in document order
        self.stack = []      # (name, path, children counted by name)
        self.filled = "".join(self.pieces())

    def pieces(self):
        done = 0
        for markup in MARKUP.finditer(self.text):
            yield self.fill_text(self.text[done:markup.start()], done)
            yield self.fill_markup(markup.group(), markup.start())
            done = markup.end()
        yield self.text[done:]

    def fill_markup(self, markup, offset):
        if markup.startswith("<!--"):
            return markup
        if markup.startswith("<?"):
            return "" if SEED.match(markup) else markup
        name = NAME.match(markup).group(1)
        if markup.startswith("</"):
            self.stack.pop()
            return markup
        self.enter(name)
        filled = ATTRIBUTE.sub(lambda found: self.fill_attribute(found, offset), markup)
        if markup.endswith("/>"):
            self.stack.pop()
        return filled

    def enter(self, name):
        path = name
        if self.stack:
            _, above, counts = self.stack[-1]
            counts[name] += 1
            path = f"{above}/{name}[{counts[name]}]"
        self.stack.append((name, path, collections.Counter()))

    def fill_attribute(self, found, offset):
        part, equals = found.group(1), found.group(2)
        value = found.group(3) if found.group(3) is not None else found.group(4)
        element = self.stack[-1][0]
        printed = part in PRINTED or part in PRINTED_IN.get(element, ())
        filled = self.fill(value, "@" + part, printed, offset, lambda text: escape_xml(text, True))
        return f'{part}{equals}"{filled}"'

    def fill_text(self, text, offset):
        if not self.stack:
            return text
        if self.stack[-1][0] in PROSE:
            return self.fill(text, "text", True, offset, lambda part: escape_xml(escape_prose(part)))
        return self.fill(text, "text", True, offset, escape_xml)

    def fill(self, text, part, printed, offset, escape):
        def replace(place):
            at = self.text.count("\n", 0, offset + place.start()) + 1
            try:
                words = self.resolve(place.group(1), part, printed, at)
                return words if place.group().endswith("#}") else escape(words)
            except Fault as fault:
                raise Fault(f"{self.path}:{at}: {place.group()}: {fault}") from None
        return PLACE.sub(replace, text)

    def resolve(self, reference, part, printed, at):
        if reference in ("file", "sha256"):
            return self.seed.name if reference == "file" else self.seed.digest
        read = REFERENCE.fullmatch(reference or "")
        if not read or (read.group(2) == read.group(4) == "" and ":" in reference.split("~")[0]):
            raise Fault("not a place in the seed")
        line, first, dash, last, number, trim = read.groups()
        whole = first is None
        first = int(first or 1)
        last = 0 if whole or (dash and not last) else int(last) if dash else first
        text, last, words = self.seed.cut(int(line), first, last)
        name, path, _ = self.stack[-1]
        self.uses.append(Use(path, name, part, printed, at, int(line), first, last, words, bool(number)))
        if number:
            digits = re.fullmatch(r"\W*(\d+)\W*", text)
            if not digits:
                raise Fault(f"'{text}' is not a number")
            return digits.group(1) + "."
        return text.strip(trim) if trim else text.strip(" \t\r")


def folders():
    here = os.path.dirname(os.path.abspath(__file__))
    for name in sorted(os.listdir(here)):
        if os.path.isfile(os.path.join(here, name, "body.xml.in")):
            yield name, os.path.join(here, name)


def write(path, text):
    """Writes TEXT to PATH, whole or not at all, and leaves an equal file alone."""
    data = text.encode("utf-8")
    if os.path.isfile(path):
        with open(path, "rb") as old:
            if old.read() == data:
                return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".new", "wb") as new:
        new.write(data)
    os.replace(path + ".new", path)


def map_of(template):
    """What each element of a meeting prints, in document order: its runs of words, part by part."""
    elements = {}
    for use in template.uses:
        if use.printed and not use.number:
            new = {"path": use.path, "element": use.element, "at": use.at, "parts": {}}
            entry = elements.setdefault(use.path, new)
            runs = entry["parts"].setdefault(use.part, [])
            runs.append({"line": use.line, "first": use.first, "words": use.words})
    whole = {"template": os.path.basename(template.path), "elements": list(elements.values())}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def fill_all(seeds, out, maps):
    for name, folder in folders():
        for file in sorted(os.listdir(folder)):
            path = os.path.join(folder, file)
            if file.endswith(".xml"):
                with open(path, encoding="utf-8", newline="") as source:
                    write(os.path.join(out, name, file), source.read())
            elif file.endswith(".xml.in"):
                template = Template(path, seeds)
                write(os.path.join(out, name, file[:-3]), template.filled)
                if maps and file != "body.xml.in":
                    write(os.path.join(maps, name, file[:-7] + ".json"), map_of(template))
    return FOUND


def amiss(template):
    """The words that the meeting does not print, or prints twice; bare punctuation is the layout's."""
    printed = collections.Counter()
    for use in template.uses:
        if use.printed:
            printed.update((use.line, word) for word in range(use.first, use.last + 1))
    for line, words in enumerate(template.seed.words, 1):
        for number, word in enumerate(words, 1):
            count = printed[line, number]
            if count != 1 and re.search(r"\w", word.group()):
                place = f"{template.path}: line {line}, word {number}"
                yield f"{place}, '{word.group()}' is printed {count} times"


def verify(seeds):
    status, looked_at = FOUND, 0
    for _, folder in folders():
        for file in sorted(os.listdir(folder)):
            if file.endswith(".xml.in") and file != "body.xml.in":
                looked_at += 1
                for message in amiss(Template(os.path.join(folder, file), seeds)):
                    status = FAULT
                    print(message)
    if not looked_at:
        raise Fault("no meeting's template found")
    return status


def main(arguments):
    parser = argparse.ArgumentParser(description="Fills the seeds' templates with the words of the seeds.")
    parser.add_argument("--map", metavar="DIR", help="also write what each element of a meeting prints")
    parser.add_argument("--verify", action="store_true", help="write nothing; is every word printed once?")
    parser.add_argument("seeds", metavar="SEEDS", help="the folder of the seed documents")
    parser.add_argument("out", metavar="OUT", nargs="?", help="the folder to write to")
    given = parser.parse_args(arguments)
    if given.verify == bool(given.out) or (given.verify and given.map):
        parser.error("either OUT or --verify")
    try:
        return verify(given.seeds) if given.verify else fill_all(given.seeds, given.out, given.map)
    except NoSeed as fault:
        print(f"fill.py: {fault}; skipped", file=sys.stderr)
        return NO_SEEDS
    except Fault as fault:
        print(f"fill.py: {fault}", file=sys.stderr)
        return FAULT


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
