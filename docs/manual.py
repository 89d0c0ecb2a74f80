#!/usr/bin/env python3
"""Makes the manual pages.

    docs/manual.py MINUTEC DATE DIR

minutec(1) and a page for each command come from the tables of the program MINUTEC ("completion json"), minutec-findings(7) from
src/base/diag.def, minutes(5) from the grammar, read as docs/vocabulary.py reads it. What no table knows, such as examples, is written by hand in
docs/man/NAME.md, in a small part of Markdown: headings, paragraphs, fenced blocks, lists of "- `term`: text", comments.
DATE is that of the version. Exit status 1: a source cannot be used.
"""
import json
import os
import re
import subprocess
import sys
import textwrap

sys.dont_write_bytecode = True

from vocabulary import RNG, Grammar, Page, value_words, words_of  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ORDER = ("NAME", "SYNOPSIS", "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "SEE ALSO")
STATUS = (("0", "Nothing worse than a warning was found."), ("1", "There are errors in the input."), ("2", "The command line was wrong."),
          ("3", "The machine failed: a disk, memory, a permission."))
PLAIN = {"\\": "\\e", "'": "\\(aq", "`": "\\(ga", "^": "\\(ha", "~": "\\(ti", "-": "\\-", '"': "\\(dq"}
ROW = re.compile(r'^DIAG\(\w+, (".*?")\)$', re.M | re.S)
STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
ARGUMENTS = {"name": 0, "level": 1, "text": 3, "cause": 4, "example": 5, "mend": 6}


# -- from words to mdoc --

def ascii_only(text):
    return "".join(char if ord(char) < 128 else f"\\[u{ord(char):04X}]" for char in text)


def exact(text):
    """Text that is printed as it stands, whatever the output."""
    return ascii_only("".join(PLAIN.get(char, char) for char in text))


def argument(text):
    """Text behind a macro: no word of it is a macro itself."""
    return " ".join(re.sub(r"^(?=[A-Z%][A-Za-z0-9]?[a-z0-9]?$)", "\\\\&", exact(word)) for word in text.split(" "))


def guarded(line):
    return "\\&" + line if line.startswith((".", "'")) else line


def words(text):
    """Words as they stand; a hyphen of an option stays one."""
    return ascii_only(re.sub(r"(?<![\w\\])-(?=[\w-])", "\\\\-", text.replace("\\", "\\e")))


def inline(text):
    """Words with `code` and [links](elsewhere): code is bold, a link is its words."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text.replace("\\*", "*"))
    parts = text.split("`")
    said = []
    for number, part in enumerate(parts):
        if number % 2:
            said.append("\\fB" + exact(part) + "\\fP")
        else:
            said.append(words(part))
    return "".join(said)


def sentences(text, marked=inline):
    """A paragraph as lines of input: a sentence begins a line, and no line is long. words for marked: there is no Markdown in it."""
    lines = []
    for sentence in re.split(r"(?<=[.!?])\s+(?=\S)", " ".join(text.split())):
        lines += textwrap.wrap(marked(sentence), 78, break_long_words=False, break_on_hyphens=False)
    return [guarded(line) for line in lines]


def display(text):
    return [".Bd -literal -offset indent", *(guarded(exact(line)) for line in text.rstrip("\n").split("\n")), ".Ed"]


def listed(rows, macro):
    lines = [".Bl -tag -width Ds"]
    for term, text in rows:
        lines += [f".It {macro} {argument(term)}", *sentences(text)]
    return lines + [".El"]


def capital(text):
    return text[:1].upper() + text[1:]


def blocks(text):
    """A hand-written part, block by block: what blank lines part, or a fence holds together."""
    block, fenced = [], False
    for line in text.split("\n"):
        fenced ^= line.startswith("```")
        if line or fenced:
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def add_block(lines, block, macro):
    if block.startswith("```"):
        lines += display(block.split("\n", 1)[1].rsplit("```", 1)[0])
    elif block.startswith("<!--"):
        lines += ['.\\" ' + line for line in block[4:-3].strip().split("\n")]
    elif block.startswith("- `"):
        lines += listed(re.findall(r"^- `([^`]+)`: (.*(?:\n  .*)*)", block, re.M), macro)
    else:
        lines += [".Pp"] * bool(lines) + sentences(block)


def by_hand(name):
    """The sections of the hand-written part of a page, by their titles; what stands before the first belongs to the description."""
    path = os.path.join(ROOT, "docs", "man", name + ".md")
    sections = {}
    title = "DESCRIPTION"
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            for block in blocks(file.read()):
                if block.startswith("## "):
                    title = block[3:].strip().upper()
                else:
                    add_block(sections.setdefault(title, []), block, {"FILES": "Pa", "ENVIRONMENT": "Ev"}.get(title, "Cm"))
    return sections


# -- pages --

class Pages:
    def __init__(self, program, date, folder):
        self.folder, self.date = folder, date
        said = subprocess.run([program, "completion", "json"], check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
        self.table = json.loads(said.stdout)
        self.commands = self.table["commands"]

    def write(self, name, section, purpose, sections, see):
        """One page: its own sections, and those that were written by hand; each page puts its description together itself."""
        for title, lines in by_hand(name).items():
            sections.setdefault(title, lines)
        unknown = set(sections) - set(ORDER)
        if unknown:
            raise SystemExit(f"manual.py: docs/man/{name}.md has sections that no page has: {', '.join(sorted(unknown))}")
        lines = [f".Dd {self.date}", f".Dt {name.upper()} {section}", ".Os", ".Sh NAME",
                 f".Nm {name}", f".Nd {inline(purpose)}"]
        see = [f".Xr {other} {number} ," for other, number in sorted(see, key=lambda one: (one[1], one[0])) if other != name]
        sections["SEE ALSO"] = see[:-1] + [see[-1][:-2]]
        for title in ORDER:
            if sections.get(title):
                lines += [f".Sh {title}", *sections[title]]
        with open(os.path.join(self.folder, f"{name}.{section}"), "w", encoding="ascii", newline="\n") as file:
            file.write("\n".join(lines) + "\n")

    def all(self):
        os.makedirs(self.folder, exist_ok=True)
        self.program()
        for command in self.commands:
            self.command(command)
        self.findings()
        self.minutes()

    # commands

    def program(self):
        rows = [".Bl -tag -width Ds"]
        for command in self.commands:
            rows += [f".It Xr minutec-{command['name']} 1", *sentences(capital(command["purpose"]) + ".", words)]
        sections = {
            "SYNOPSIS": [".Nm minutec", ".Ar command", ".Op Ar option ...", ".Op Ar argument ...", ".Nm minutec", ".Cm help", ".Op Ar command",
                         ".Nm minutec", ".Fl -version"],
            "DESCRIPTION": by_hand("minutec").get("DESCRIPTION", []) + [".Pp", "The commands are:", *rows, ".El"],
            "EXIT STATUS": listed(STATUS, "Li"),
        }
        self.write("minutec", 1, "the compiler for the minutes of meetings", sections,
                   [(f"minutec-{command['name']}", 1) for command in self.commands] + [("minutes", 5), ("minutec-findings", 7)])

    def command(self, command):
        synopsis, told = synopsis_of(command)
        for option in command["options"]:
            if option["letter"] not in told and option["word"] not in told:
                flag = f"Fl {option['letter']}" if option["letter"] else f"Fl -{exact(option['word'])}"
                synopsis.append(f".Op {flag}" + (f" Ar {exact(option['value'])}" if option["value"] else ""))
        description = sentences(capital(command["purpose"]) + ".", words)
        description += [".Pp", *sentences(command["more"], words)] if command["more"] else []
        options = [".Bl -tag -width Ds"]
        for option in command["options"]:
            options += option_row(option)
        sections = {"SYNOPSIS": synopsis, "DESCRIPTION": description, "EXIT STATUS": listed(STATUS, "Li")}
        name = "minutec-" + command["name"]
        hand = by_hand(name).get("DESCRIPTION")
        description += ([".Pp"] + hand if hand else []) + [".Pp", "The options are as follows:", *options, ".El"]
        see = [("minutec", 1), ("minutes", 5), ("minutec-findings", 7)]
        self.write(name, 1, command["purpose"], sections, see)

    # findings

    def findings(self):
        with open(os.path.join(ROOT, "src", "base", "diag.def"), encoding="utf-8") as file:
            found = [finding_of(match[1]) for match in ROW.finditer(file.read())]
        if [one["code"] for one in found] != self.table["codes"]:
            raise SystemExit("manual.py: src/base/diag.def and 'minutec explain' do not name the same findings")
        lines = by_hand("minutec-findings").get("DESCRIPTION", [])
        lines += [".Bl -tag -width Ds"]
        for one in sorted(found, key=lambda one: one["code"]):
            lines += [f".It Sy {exact(one['code'])} Pq {one['level'].removeprefix('DIAG_').lower()}",
                      *sentences(one["text"], words), ".Pp", *sentences(one["cause"], words), ".Pp", "As in:",
                      *display(one["example"]), ".Pp", "To mend it:", *sentences(one["mend"], words)]
        self.write("minutec-findings", 7, "what minutec finds in minutes, and how to mend it", {"DESCRIPTION": lines + [".El"]},
                   [("minutec", 1), ("minutec-check", 1), ("minutec-explain", 1), ("minutes", 5)])

    # the grammar

    def minutes(self):
        grammar = Grammar(os.path.join(ROOT, "schemas", "minutes.rng"))
        page = Page(grammar)
        lines = by_hand("minutes").get("DESCRIPTION", [])
        section = None
        for name in grammar.order:
            if grammar.sections[name] != section:
                section = grammar.sections[name]
                lines += [f".Ss {argument(capital(section))}"]
            lines += element_rows(grammar, page, name)
        lines += [".Ss Everywhere", "Nearly every element takes these attributes.", ".Bl -tag -width Ds"]
        for node, least, _ in grammar.parts(grammar.defines["common"]):
            lines += attribute_row(grammar, node, least)
        self.write("minutes", 5, "the source files of minutec: minutes of meetings and the bodies that meet", {"DESCRIPTION": lines + [".El"]},
                   [("minutec", 1), ("minutec-check", 1), ("minutec-schema", 1), ("minutec-findings", 7)])


def synopsis_of(command):
    """The synopsis in mdoc, and the letters and words of the options that it names."""
    lines, told, valued = [f".Nm minutec {exact(command['name'])}"], set(), False
    for bracketed, plain in re.findall(r"\[([^\]]*)\]|(\S+)", command["synopsis"][len(command["name"]):]):
        parts = []
        for word in (bracketed or plain).replace("…", " ...").split():
            if word.startswith("-"):
                told.add(word.lstrip("-"))
                parts.append(f"Fl {exact(word[1:])}")
            else:
                parts.append(word if word == "..." else f"Ar {exact(word)}")
        if valued and not bracketed and parts[0].startswith("Ar"):
            lines[-1] += " " + " ".join(parts)
        else:
            lines.append((".Op " if bracketed else ".") + " ".join(parts))
        valued = not bracketed and plain.startswith("-")
    return lines, told


def option_row(option):
    value = f" Ar {exact(option['value'])}" if option["value"] else ""
    both = f"Fl {option['letter']} , " if option["letter"] else ""
    words = ", ".join(f"`{word}`" for word in option["words"]) if option["kind"] in ("word", "list") else ""
    purpose = option["purpose"]
    told = (purpose if re.match(r"\w+( \(default\))?:", purpose) else capital(purpose)) + "." + (f" Known are {words}." if words else "")
    return [f".It {both}Fl -{exact(option['word'])}{value}", *sentences(told)]


def finding_of(text):
    """The fields of a row of diag.def: strings that stand together are one, and commas part them."""
    fields, at = [""], 0
    while at < len(text):
        string = STRING.match(text, at)
        if string:
            fields[-1] += string[1].encode("utf-8").decode("unicode_escape").encode("latin-1").decode("utf-8")
            at = string.end()
            continue
        if text[at] == ",":
            fields.append("")
        elif not text[at].isspace():
            fields[-1] += text[at]
        at += 1
    if len(fields) != 7:
        raise SystemExit(f"manual.py: a finding of src/base/diag.def has {len(fields)} fields: {text[:60]}")
    return {name: fields[at] for name, at in ARGUMENTS.items()} | {"code": fields[0]}


def attribute_row(grammar, node, least):
    meaning, example = words_of(node)
    must = " It must be given." if least else ""
    return [f".It Sy {argument(node.get('name'))}", *sentences(f"{meaning}{must} Values: {value_words(grammar, node)}."), *display(example)]


def element_rows(grammar, page, name):
    element = grammar.element(grammar.defines[name])
    meaning, example = words_of(element)
    parents = ", ".join(page.link(parent) for parent in page.parents[name]) or "the root of a file"
    lines = [f".Ss The element {argument(page.titles[name])}", *sentences(meaning), *display(example), ".Pp",
             *sentences(f"Stands in: {parents}. Holds: {page.holds(name)}.")]
    rows = []
    for node, least, _ in grammar.parts(element):
        if node.tag == RNG + "attribute" and node.get("name") not in page.common:
            rows += attribute_row(grammar, node, least)
    lines += [".Bl -tag -width Ds", *rows, ".El"] if rows else []
    if not grammar.uses(element, "common"):
        lines += [".Pp", *sentences("Of the attributes of nearly every element, it takes none.")]
    return lines


def main():
    if len(sys.argv) != 4:
        raise SystemExit("usage: manual.py MINUTEC DATE DIR")
    Pages(*sys.argv[1:]).all()


if __name__ == "__main__":
    main()
