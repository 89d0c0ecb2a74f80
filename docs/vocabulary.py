#!/usr/bin/env python3
"""Makes docs/vocabulary.md from the documentation in the grammar.

    docs/vocabulary.py schemas/minutes.rng > docs/vocabulary.md

Every element with what it means, an example, where it stands, what it holds and its attributes with their values.
Exit status 1: an element or attribute of the grammar has no documentation or no example.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
ONE, MANY = 1, 2  # what matters of how often a child may stand

TYPES = {
    "date": "a day, `YYYY-MM-DD`",
    "time": "a time of day, `HH:MM`",
    "name-id": "an id: small letters, digits, hyphens",
    "id-list": "ids, blanks between them",
    "printed": "words as printed",
    "address": "an address, `[BODY/]DATE[LETTER]#NUMBER`",
    "meeting-address": "a meeting's address, `[BODY/]DATE[LETTER]`",
    "place-address": "an address, `[BODY/]DATE[LETTER]`, with `#NUMBER` or without",
    "file-path": "a path below the body's folder, with `/`",
}
DATA = {"language": "a language tag", "token": "words", "date": "a day", "positiveInteger": "a whole number from 1",
        "nonNegativeInteger": "a whole number from 0", "decimal": "a number"}
PATTERNS = {
    r"[a-z]": "a small letter", r"[^#\s]+": "a word without `#`", r"[0-9a-f]{64}": "64 hexadecimal digits",
    r"[0-9]+(\.[0-9]+)?": "a version: `1`", r"[a-z]+(-[a-z]+)*": "a finding's code",
    r"[1-9][0-9]{0,3}/[1-9][0-9]{0,3}": "a fraction",
    r"[A-Za-z0-9_+\-]+(/[A-Za-z0-9_+\-]+)*": "an IANA zone name",
}
HEAD = """\
# The vocabulary

Every element and attribute of minutec's source files, made from the documentation in `schemas/minutes.rnc` by
`make docs`. All elements are in the namespace `urn:minutec:minutes`. A file is either the minutes of one meeting, root
[`minutes`](#minutes), or a body that meets, `body.xml`, root [`body`](#body).

"Prose" is CommonMark with GFM tables, autolinks, strikethrough and task lists; raw HTML in it is shown as text. "Text" is plain
text. An attribute marked \\* must be given.
"""


class Grammar:
    """The definitions of a RELAX NG grammar, and the titles of the sections they stand in."""

    def __init__(self, path):
        builder = ElementTree.TreeBuilder(insert_comments=True)
        root = ElementTree.parse(path, ElementTree.XMLParser(target=builder)).getroot()
        self.defines, self.sections, self.order = {}, {}, []
        section = ""
        for node in root:
            if node.tag is ElementTree.Comment:
                title = re.fullmatch(r"== (.*) ==", node.text.strip())
                section = title[1] if title else section
            elif node.tag == RNG + "define":
                self.defines[node.get("name")] = node
                if self.element(node) is not None:
                    self.order.append(node.get("name"))
                    self.sections[node.get("name")] = section

    @staticmethod
    def element(define):
        return define.find(RNG + "element")

    def parts(self, node, often=(ONE, ONE)):
        """What a pattern holds: (node, least, most) for each attribute, text, and reference to an element."""
        for child in node:
            if child.tag in (ElementTree.Comment, DOCUMENTATION):
                continue
            kind = child.tag[len(RNG):]
            least, most = often
            if kind in ("optional", "zeroOrMore", "choice"):
                least = 0
            if kind in ("zeroOrMore", "oneOrMore"):
                most = MANY
            if kind == "ref" and self.element(self.defines[child.get("name")]) is None:
                yield from self.parts(self.defines[child.get("name")], (least, most))
            elif kind in ("attribute", "text", "ref"):
                yield child, least, most
            elif kind != "empty":
                yield from self.parts(child, (least, most))

    def uses(self, node, name):
        """Whether a pattern is built with a definition."""
        for ref in node.iter(RNG + "ref"):
            define = self.defines[ref.get("name")]
            if ref.get("name") == name or (self.element(define) is None and self.uses(define, name)):
                return True
        return False


def words_of(node):
    """What a documentation says: the meaning, and its example."""
    found = node.find(DOCUMENTATION)
    meaning, mark, example = (found.text if found is not None else "").partition("\nExample: ")
    if not mark or not meaning.strip() or not example.strip():
        raise SystemExit(f"vocabulary.py: '{node.get('name')}' has no documentation or no example")
    return " ".join(meaning.split()), " ".join(example.split())


def data_words(node):
    pattern = [param.text for param in node if param.tag == RNG + "param" and param.get("name") == "pattern"]
    words = PATTERNS.get(pattern[0] if pattern else None, DATA.get(node.get("type"), node.get("type")))
    most = [param.text for param in node if param.tag == RNG + "param" and param.get("name") == "maxInclusive"]
    return words + (f" to {most[0]}" if most else "")


def value_words(grammar, node):
    """The values that an attribute's pattern takes, in words."""
    said = []
    for child in node:
        kind = child.tag[len(RNG):] if isinstance(child.tag, str) and child.tag.startswith(RNG) else ""
        if kind == "value":
            said.append(f"`{child.text}`")
        elif kind == "ref":
            name = child.get("name")
            said.append(TYPES.get(name) or value_words(grammar, grammar.defines[name]))
        elif kind == "data":
            said.append(data_words(child))
        elif kind == "list":
            said.append("several of " + value_words(grammar, child))
        elif kind in ("choice", "oneOrMore"):
            said.append(value_words(grammar, child))
    return ", ".join(said)


def cell(text):
    return text.replace("|", "\\|")


def attribute_row(grammar, node, least):
    meaning, example = words_of(node)
    name = node.get("name") + (" \\*" if least else "")
    return f"| {name} | {cell(value_words(grammar, node))} | {cell(meaning)} | `{cell(example)}` |"


def attributes(grammar, name, without=()):
    rows = [attribute_row(grammar, node, least) for node, least, _ in grammar.parts(grammar.element(grammar.defines[name]))
            if node.tag == RNG + "attribute" and node.get("name") not in without]
    return ["| attribute | values | meaning | example |", "|---|---|---|---|", *rows, ""] if rows else []


class Page:
    def __init__(self, grammar):
        self.grammar = grammar
        self.common = [node.get("name") for node, _, _ in grammar.parts(grammar.defines["common"])]
        self.parents = {name: [] for name in grammar.order}
        for name in grammar.order:
            for child in dict.fromkeys(self.children(name)):
                self.parents[child].append(name)
        self.minuted = [node.get("name") for node, _, _ in grammar.parts(grammar.defines["content"])]
        self.titles = {name: self.title(name) for name in grammar.order}

    def tag(self, name):
        return self.grammar.element(self.grammar.defines[name]).get("name")

    def title(self, name):
        """The heading of an element; one of several of a name says where it stands."""
        alike = [other for other in self.grammar.order if self.tag(other) == self.tag(name)]
        return self.tag(name) if len(alike) == 1 else f"{self.tag(name)} in {self.tag(self.parents[name][0])}"

    def children(self, name):
        return [node.get("name") for node, _, _ in self.parts(name) if node.tag == RNG + "ref"]

    def parts(self, name):
        return self.grammar.parts(self.grammar.element(self.grammar.defines[name]))

    def link(self, name):
        return f"[`{self.tag(name)}`](#{self.titles[name].replace(' ', '-')})"

    def holds(self, name):
        """What stands in an element, in words."""
        element = self.grammar.element(self.grammar.defines[name])
        often = {}
        for node, least, most in self.parts(name):
            if node.tag == RNG + "ref":
                before = often.get(node.get("name"))
                often[node.get("name")] = (least, most) if before is None else (max(least, before[0]), MANY)
        if not often and any(node.tag == RNG + "text" for node, _, _ in self.parts(name)):
            return "prose" if self.grammar.uses(element, "prose") else "text"
        minuted = self.take_minuted(often)
        said = {(ONE, ONE): "", (ONE, MANY): " (one or more)", (0, ONE): " (at most one)", (0, MANY): " (any number)"}
        return ", ".join([self.link(child) + said[times] for child, times in often.items()] + minuted) or "nothing"

    def take_minuted(self, often):
        """Takes what may stand wherever something is minuted out of a list of children, and says so in words instead."""
        if any(often.get(child) != (0, MANY) for child in self.minuted):
            return []
        for child in self.minuted:
            del often[child]
        return ["[whatever is minuted](#what-was-minuted) (any number)"]

    def element(self, name):
        meaning, example = words_of(self.grammar.element(self.grammar.defines[name]))
        parents = ", ".join(self.link(parent) for parent in self.parents[name]) or "the root of a file"
        lines = [f"### {self.titles[name]}", "", meaning, "", "```xml", example, "```", "",
                 f"Stands in: {parents}. Holds: {self.holds(name)}.", ""]
        lines += attributes(self.grammar, name, self.common)
        if self.grammar.uses(self.grammar.element(self.grammar.defines[name]), "common"):
            return lines
        return lines + ["Of the attributes below, under \"Everywhere\", it takes none.", ""]

    def lines(self):
        yield from HEAD.splitlines()
        yield from ("", "Elements: " + ", ".join(self.link(name) for name in sorted(self.grammar.order, key=self.titles.get)) + ".", "")
        section = None
        for name in self.grammar.order:
            if self.grammar.sections[name] != section:
                section = self.grammar.sections[name]
                yield from (f"## {section.capitalize()}", "")
                if name == self.minuted[0]:
                    yield from ("These may follow one another in any order: " + ", ".join(map(self.link, self.minuted)) + ".", "")
            yield from self.element(name)
        yield from ("## Everywhere", "", "Nearly every element takes these.", "",
                    "| attribute | values | meaning | example |", "|---|---|---|---|")
        yield from (attribute_row(self.grammar, node, least) for node, least, _ in self.grammar.parts(self.grammar.defines["common"]))


def main():
    if len(sys.argv) != 2:
        raise SystemExit("usage: vocabulary.py schemas/minutes.rng")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(Page(Grammar(sys.argv[1])).lines()))


if __name__ == "__main__":
    main()
