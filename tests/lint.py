#!/usr/bin/env python3
"""Checks the house rules that no compiler knows.

    tests/lint.py [-v]

Layers: rooms may use those below them and never those above; foreign libraries stay behind their doors. State: nothing
in src/ that can change outlives a run. Text: indented by spaces, no line too long, no path of somebody's machine.
Exit status 1: something was found. -v also names long functions, which are a matter of judgement.
"""
import argparse
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LAYERS = ("cli", "minutec", "build", "edit", "import", "render", "corpus", "document", "xml", "base")
CLI_USES = {"cli", "minutec", "base"}  # the command is a client of the library like any other
DOORS = (
    (r"lib(xml|xslt|exslt)/", r"xml/"),
    (r"cmark-gfm", r"(document/markdown\w*\.[ch]|import/markdown_tree\.c)"),
    (r"libdeflate\.h", r"base/zip\.c"),
    (r"zip\.h", r"base/unzip_library\.h"),
    (r"jansson", r"render/json\w*\.c"),
    (r"utf8proc", r"base/text\w*\.c"),
    (r"xxhash\.h", r"base/hash\.c"),
    (r"nettle/", r"base/digest\.c"),
    (r"sqlite3\.h", r"corpus/index\.c"),
)
# libxml2 and libxslt tell their process-wide hooks nothing of the caller: the call under way is kept for the thread.
STATE_ALLOWED = {
    ("src/xml/start.c", "static _Thread_local struct door_call *under_way"),
    ("src/xml/memory.c", "static _Thread_local struct store store"),
    ("src/xml/parse.c", "static _Thread_local struct kept kept"),
    ("src/base/mem.c", "static _Thread_local struct spare spare"),
}
PRIVATE = re.compile(r"(?<![\w.<$}])/(home|root|Users|work|mnt|srv)/\w")
TEXT = re.compile(r"\.(c|h|def|py|sh|js|mjs|md|xml|xsl|rnc|rng|xsd|json|in|yml|css)$|(^|/)(Makefile|run|install|expected|also|args)$")
WIDEST, LONGEST = 150, 60
QUOTED = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')
TYPE = re.compile(r"(\b(?:struct|union|enum)(?:\s+\w+)?)\s*\{[^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)


class Report:
    def __init__(self, verbose):
        self.count, self.verbose = 0, verbose

    def error(self, path, line, text):
        self.count += 1
        print(f"{path}:{line}: {text}")

    def note(self, path, line, text):
        if self.verbose:
            print(f"{path}:{line}: note: {text}")


def files():
    """The project's files, as git would have them; all of them where there is no git."""
    try:
        said = subprocess.run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True, check=True)
        return sorted(name for name in said.stdout.splitlines() if os.path.isfile(os.path.join(ROOT, name)))
    except (OSError, subprocess.CalledProcessError):
        found = []
        for place, folders, names in os.walk(ROOT):
            folders[:] = [name for name in folders if not name.startswith(".git") and name not in ("build", "node_modules")]
            found += [os.path.relpath(os.path.join(place, name), ROOT) for name in names]
        return sorted(found)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def room_of(inside):
    """The room of a path below src/."""
    return inside.split("/")[0] if "/" in inside else re.split(r"[._]", inside)[0]


def check_include(report, path, number, quoted, name):
    inside = path[len("src/"):]
    room = room_of(inside)
    if quoted:
        other = room_of(name)
        if other not in LAYERS or not os.path.exists(os.path.join(ROOT, "src", name)):
            report.error(path, number, f'"{name}" is not written as the path of a header below src/')
        elif LAYERS.index(other) < LAYERS.index(room):
            report.error(path, number, f"{room} must not use {other}, which lies above it")
        elif room == "cli" and other not in CLI_USES:
            report.error(path, number, f"cli must not use {other}: what it needs belongs into minutec.h")
        return
    for library, door in DOORS:
        if re.match(library, name) and not re.match(door, inside):
            report.error(path, number, f"<{name}> may only be included by {door}")


def check_includes(report, path, text):
    for found in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', text, re.M):
        number = text.count("\n", 0, found.start()) + 1
        check_include(report, path, number, bool(found[1]), found[1] or found[2])


def bare(text):
    """C without comments, strings and directives, every line in its place."""
    def blank(found):
        return re.sub(r"[^\n]", " ", found[0])
    both = re.compile(COMMENT.pattern + "|" + QUOTED.pattern, re.S)
    text = both.sub(lambda found: blank(found) if found[0][0] == "/" else '""' + " " * (len(found[0]) - 2), text)
    text = re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", blank, text, flags=re.M)
    for _ in range(3):  # the inside of types, which may hold others
        text = TYPE.sub(lambda found: found[1] + blank(found)[len(found[1]):], text)
    return text


def statements(text):
    """Declarations of bare C as (offset, depth of braces, text up to its end, what ends it)."""
    depth = start = 0
    for found in re.finditer(r"[{};]", text):
        said = text[start:found.start()]
        begin = start + len(said) - len(said.lstrip())
        yield begin, depth, said.strip(), found[0]
        depth += {"{": 1, "}": -1, ";": 0}[found[0]]
        start = found.end()


def can_change(declaration):
    """Whether a declaration makes an object that is not constant itself."""
    before = re.split(r"=", declaration, maxsplit=1)[0]
    if re.match(r"(typedef|extern)\b", before) or not re.search(r"[\w\])]\s*$", before):
        return False
    words = re.sub(r"\[[^\]]*\]", "", before)
    pointer = words.rfind("*")
    return not re.search(r"\bconst\b", words[pointer + 1:] if pointer >= 0 else words)


def is_object(said, end):
    """At file level: an object with an initialiser, or without, and no function, type or bare struct."""
    if re.match(r"(struct|union|enum)(\s+\w+)?$", said) or not said or said.startswith("}"):
        return False
    if end == "{":
        return said.endswith("=") and "(" not in said.split("=")[0]
    return "=" in said or "(" not in said and bool(re.search(r"[\w,][\s*]+\w+(\s*\[[^\]]*\])*$", said))


def check_state(report, path, text):
    for offset, depth, said, end in statements(bare(text)):
        number = text.count("\n", 0, offset) + 1
        local = depth > 0 and said.startswith("static ")
        if (local or depth == 0 and is_object(said, end)) and can_change(said) and (path, said) not in STATE_ALLOWED:
            report.error(path, number, f"this outlives a run and can change: {' '.join(said.split())[:60]}")


def check_functions(report, path, text):
    for found in re.finditer(r"^[a-z_][^\n;]*\)\n\{\n(.*?)^\}", text, re.M | re.S):
        lines = found[1].count("\n")
        if lines > LONGEST:
            report.note(path, text.count("\n", 0, found.start()) + 1, f"this function has {lines} lines")


def check_guard(report, path, text):
    guard = re.sub(r"[/.]", "_", path[len("src/"):]).upper()
    if not re.search(rf"^#ifndef {guard}\n#define {guard}$", text, re.M):
        report.error(path, 1, f"the guard should be {guard}")


def check_c(report, path, text):
    for number, line in enumerate(text.split("\n"), 1):
        if "\t" in line:
            report.error(path, number, "a tab")
        if len(line) > WIDEST and not path.endswith(".def"):
            report.error(path, number, f"{len(line)} columns")
    if not path.startswith("src/"):
        return
    check_includes(report, path, text)
    if path.endswith(".c"):
        check_state(report, path, text)
    check_functions(report, path, text)
    if path.endswith(".h"):
        check_guard(report, path, text)


def check_text(report, path, text):
    exact = path.startswith(("tests/golden/", "tests/seeds/", "samples/", "schemas/minutes.")) or path.endswith(("expected", ".expected"))
    for number, line in enumerate(text.split("\n"), 1):
        if line != line.rstrip() and not exact:
            report.error(path, number, "blanks at the end of the line")
        if PRIVATE.search(line) and path != "tests/lint.py":
            report.error(path, number, "a path of somebody's machine")
    if text and not text.endswith("\n") and not exact:
        report.error(path, text.count("\n") + 1, "no end of line at the end")


def main():
    parser = argparse.ArgumentParser(description="Checks the house rules.")
    parser.add_argument("-v", dest="verbose", action="store_true", help="also name long functions")
    report = Report(parser.parse_args().verbose)
    looked_at = 0
    for path in files():
        if not TEXT.search(path):
            continue
        text = read(path)
        looked_at += path.startswith("src/")
        check_text(report, path, text)
        if path.endswith((".c", ".h", ".def")):
            check_c(report, path, text)
    if looked_at < 10:
        report.error("src", 0, "no sources were found")
    return 1 if report.count else 0


if __name__ == "__main__":
    sys.exit(main())
