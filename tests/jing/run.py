#!/usr/bin/env python3
"""Are minutec's findings at least as exact as jing's? Both check the faulty files of mistakes.py, and what they say is compared.

    run.py [--minutec PROGRAM] [--write | --against] [--show NAME]

The table goes to standard output, with --write to docs/jing.md; with --against it is compared with what stands there, where jing is of the
version that it names. Exit status 1: somewhere ours is worse, or the table has changed; 77: there is no jing.
"""
import argparse
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import mistakes

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs" / "jing.md"
FOLDED = 10 * " "  # how a long line below a finding goes on
OURS = re.compile(r"^(?P<path>[^\s:]+):(?P<line>\d+):(?P<column>\d+): (?P<level>error|warning|note): (?P<text>.*?)(?: \[(?P<code>[a-z-]+)\])?$")
JINGS = re.compile(r"^.*/(?P<name>\d+)/(?P<file>[^/:]+):(?P<line>\d+):(?P<column>\d+): (?P<level>error|fatal|warning): (?P<text>.*)$")

Said = collections.namedtuple("Said", "at level text code more notes")
MOST = 1.1  # findings a mistake


class Text:
    """A file as offsets: its tags, and what stands around a place."""

    def __init__(self, text):
        self.text = text
        self.lines = [0] + [found.end() for found in re.finditer("\n", text)]

    def offset(self, line, column):
        return self.lines[line - 1] + column - 1

    def start_of(self, end):
        """The start tag that the end tag which ends there belongs to; its own beginning where it closes nothing."""
        opened = []
        for tag in re.finditer(r"<(/?)([\w:.-]+)(?:[^<>\"]|\"[^\"]*\")*?(/?)>", self.text[:end]):
            if tag[1]:
                start = opened.pop() if opened else None
                if tag.end() == end:
                    return start if start and start[2] == tag[2] else tag
            elif not tag[3]:
                opened.append(tag)
        return None

    def blamed(self, at, text):
        """What jing means by a place behind it: from where to where the thing reaches that is wrong."""
        if text.startswith("text not allowed"):
            before = self.text[:at]
            start = before.rindex("<") if before.endswith(">") else len(before)
            words = before[:start].rstrip()
            return words.rindex(">") + 1, len(words)
        start = self.text.rfind("<", 0, at)
        if self.text.startswith("</", start) and "incomplete" in text:
            tag = self.start_of(at)
            return (tag.start(), tag.end()) if tag else (start, at)
        return start, at


def write_corpus(folder, base, text):
    """The file with its neighbours: one body, two meetings."""
    folder.mkdir()
    files = {"body.xml": mistakes.BODY, "2024-02-07.xml": mistakes.EARLIER, "2024-03-06.xml": mistakes.MEETING}
    files[name_of(base)] = text
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def name_of(base):
    return {"body": "body.xml", "meeting": "2024-03-06.xml"}[base]


def ask_minutec(program, folder, file):
    """What minutec says of the file itself, by place, with what stands below each finding."""
    run = subprocess.run([program, "check", ".", "--audience", "full", "--cache", folder / ".cache"], cwd=folder, text=True, capture_output=True,
                         encoding="utf-8")
    if run.returncode not in (0, 1):
        sys.exit(f"jing/run.py: minutec ended with status {run.returncode}: {run.stderr[:2000]}")
    text, said, ours = Text(file.text), [], False
    for line in run.stderr.splitlines():
        found = OURS.match(line)
        if found and found["code"]:
            ours = found["path"] == name_of(file.base)
            if ours:
                said.append(Said(text.offset(int(found["line"]), int(found["column"])), found["level"], found["text"], found["code"], [], []))
        elif found and ours:
            said[-1].notes.append((text.offset(int(found["line"]), int(found["column"])), found["text"]))
        elif ours and line.startswith(FOLDED):
            said[-1].more[-1] += line[len(FOLDED) - 1:]
        elif ours:
            said[-1].more.append(line)
    return said


def ask_jing(folder, files):
    """What jing says of each file. It ends with the first file that is not well formed, and is then asked about the rest."""
    said, left = {file.name: [] for file in files}, list(files)
    by_name = {file.name: file for file in files}
    while left:
        paths = [folder / file.name / name_of(file.base) for file in left]
        run = subprocess.run(["jing", ROOT / "schemas" / "minutes.rng", *paths], text=True, capture_output=True, encoding="utf-8")
        if run.returncode not in (0, 1):
            sys.exit(f"jing/run.py: jing ended with status {run.returncode}: {run.stderr[:2000]}")
        fatal = None
        for line in run.stdout.splitlines():
            found = JINGS.match(line)
            if not found:
                sys.exit(f"jing/run.py: jing says what is not understood: {line}")
            place = Text(by_name[found["name"]].text).offset(int(found["line"]), int(found["column"]))
            said[found["name"]].append(Said(place, found["level"], found["text"], "", [], []))
            fatal = found["name"] if found["level"] == "fatal" else fatal
        left = left[[file.name for file in left].index(fatal) + 1:] if fatal else []
    return said


# -- the comparison --

def names_in(text):
    """The elements or attributes, or the values, that jing expects."""
    listed = re.search(r"; (?:expected|must be equal to|missing required) (.*)$", text)
    return set(re.findall(r'"([^"]+)"', re.sub(r"\(with xmlns.*", "", listed[1]))) if listed else set()


def expected_by(finding):
    """The names that ours lists, in order."""
    for line in finding.more:
        found = re.match(r" *= expected: (.*)", line)
        if found:
            return re.findall(r"[\w:-]+", found[1])
    return []


def suggested_by(finding):
    return [name for line in finding.more if "did you mean" in line for name in re.findall(r"'([^']+)'", line)]


def is_echo(file, said, place, earlier):
    """jing repeats what it said of an earlier tag at one that it does not concern."""
    start, end = place
    named = re.match(r'(?:element|attribute) "([^"]+)"', said.text)
    return bool(named) and said.text in earlier and not re.search(rf"[<\s]{re.escape(named[1])}\b", file.text[start:end])


def unclosed(file):
    """The parts of a file that stand in an element which is never closed."""
    found = []
    for mistake, at in zip(file.mistakes, file.places):
        if mistake.name == "unclosed tag":
            found.append((file.text.index(">", at) + 1, len(file.text)))
    return found


def judge(file, ours, jings):
    """What is wrong with our findings beside jing's, in words; and how many of jing's are echoes, or come of a tag that is not closed."""
    complaints, earlier, echoes = [], set(), 0
    text = Text(file.text)
    for said in jings:
        start, end = text.blamed(said.at, said.text)
        inside = [finding for finding in ours if start <= finding.at < end]
        notes = [(finding, note) for finding in ours for at, note in finding.notes if start <= at < end]
        echo = is_echo(file, said, (start, end), earlier) or (said.level != "fatal" and any(a <= start < b for a, b in unclosed(file)))
        earlier.add(said.text)
        echoes += echo
        if echo or said.level == "fatal":
            continue
        if not inside and not notes:
            complaints.append(f"nothing at {file.text[start:end]!r}, where jing says: {said.text[:90]}")
            continue
        wanted = names_in(said.text)
        listed = [set(expected_by(finding)) for finding in inside]
        listed += [{*expected_by(finding), *re.findall(r"'([^']+)'", note)} for finding, note in notes]
        if not any(wanted <= names for names in listed):
            complaints.append(f"not all listed that jing expects at {file.text[start:end]!r}: {said.text[:110]}")
    for mistake, at in zip(file.mistakes, file.places):
        here = [finding for finding in ours if at == finding.at and finding.code == mistake.code]
        if mistake.code == "malformed":
            here = [finding for finding in ours if finding.code == mistake.code and at in [finding.at, *(place for place, _ in finding.notes)]]
        if not here and waits(file, mistake):
            continue
        if not here:
            complaints.append(f"no {mistake.code} at the {mistake.name}")
        elif mistake.suggests and mistake.suggests not in suggested_by(here[0])[:1]:
            complaints.append(f"{mistake.suggests} is not suggested for the {mistake.name}")
        elif mistake.suggests and mistake.code.startswith("unknown-") and expected_by(here[0]) and expected_by(here[0])[0] != mistake.suggests:
            complaints.append(f"{mistake.suggests} does not come first in what was expected for the {mistake.name}")
    return complaints, echoes


LINKED = ("duplicate-id", "duplicate-number", "unknown-person")


def waits(file, mistake):
    """Found once the others are mended: names are resolved when the file fits the grammar; behind a fault of form nothing is known."""
    if mistake.code in LINKED:
        return any(other.code not in LINKED for other in file.mistakes)
    broken = [at for other, at in zip(file.mistakes, file.places) if other.code == "malformed"]
    return mistake.code != "malformed" and any(at < dict(zip(file.mistakes, file.places))[mistake] for at in broken)


# -- the table --

HEAD = """\
# minutec and jing on faulty files

Made by `tests/jing/run.py`, which fails where our findings are worse than jing's. The files are made by `tests/jing/mistakes.py`: the commonest
mistakes of people who write XML by hand, each alone at several depths and each kind together with each other kind, in a meeting and in a
`body.xml`. jing {version} is asked with `schemas/minutes.rng`, minutec with `check --audience full`; counted is what they say of the faulty file.

- **At least as exact**: for each place that jing names, one of our findings, or a related place of one, stands on the thing itself: the
  element's name, the attribute or its value within the tag at whose end jing points; the words that it calls not allowed; of an element
  that it calls incomplete at its end tag, the element's own name. And it lists every name and value that jing expects there, the
  near one first.
- **Echo**: jing says again what it said of an earlier tag, at one that it does not concern, or blames what stands in an element that is not closed.
- **Found**: the mistakes that have a finding on the spot, of the right kind, with the near name where there is one. The others wait: a name that
  is not known, or an id given twice, is looked for once the file fits the grammar; behind a place where the file is not well formed, nothing is.
- jing does not know what refers to what: of an id given twice, or a reference to nobody, it says nothing.

"""


def rows(files, ours, jings, judged):
    yield "| | file | mistakes | jing: findings | of them echoes | minutec: findings | found | where |"
    yield "|---:|---|---|---:|---:|---:|---:|---|"
    for file in files:
        words = "; ".join(f"{mistake.name}, depth {mistake.depth}" for mistake in file.mistakes)
        where = ", ".join(f"{line_of(file, finding.at)} {finding.code}" for finding in ours[file.name])
        yield (f"| {file.name} | {file.base} | {words} | {len(jings[file.name])} | {judged[file.name][1]} | {len(ours[file.name])} "
               f"| {found_in(file)} of {len(file.mistakes)} | {where} |")


def line_of(file, at):
    line = file.text.count("\n", 0, at) + 1
    return f"{line}:{at - file.text.rfind(chr(10), 0, at)}"


def found_in(file):
    return sum(not waits(file, mistake) for mistake in file.mistakes)


def jing_version():
    said = subprocess.run(["jing"], text=True, capture_output=True)
    found = re.search(r"version (\w+)", said.stdout + said.stderr)
    return found[1] if found else "of an unknown version"


def table(files, ours, jings, judged):
    found = sum(map(found_in, files))
    seen = sum(mistake.code not in LINKED for file in files for mistake in file.mistakes if not waits(file, mistake))
    our_count, their_count = (sum(len(said[file.name]) for file in files) for said in (ours, jings))
    summary = (f"{len(files)} files with {sum(len(file.mistakes) for file in files)} mistakes. minutec finds {found} of them at once, with {our_count} findings: "
               f"{our_count / found:.2f} a mistake. jing finds {seen} of the same, with {their_count} findings: {their_count / seen:.2f} a mistake.")
    return HEAD.replace("{version}", jing_version()) + summary + "\n\n" + "\n".join(rows(files, ours, jings, judged)) + "\n", our_count / found


def main():
    options = argparse.ArgumentParser(description="Compare our findings with jing's.")
    options.add_argument("--minutec", default=str(ROOT / "build" / "minutec"))
    options.add_argument("--write", action="store_true")
    options.add_argument("--against", action="store_true")
    options.add_argument("--show", help="print the findings of the file of that number")
    asked = options.parse_args()
    if not shutil.which("jing"):
        print("jing/run.py: jing is not installed", file=sys.stderr)
        sys.exit(77)
    files = mistakes.faulty_files()
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch).resolve()
        for file in files:
            write_corpus(folder / file.name, file.base, file.text)
        ours = {file.name: ask_minutec(str(pathlib.Path(asked.minutec).resolve()), folder / file.name, file) for file in files}
        jings = ask_jing(folder, files)
    judged = {file.name: judge(file, ours[file.name], jings[file.name]) for file in files}
    for file in files:
        for complaint in judged[file.name][0]:
            print(f"FAILED: {file.name} ({file.base}): {complaint}", file=sys.stderr)
        if file.name == asked.show:
            for said in ours[file.name] + jings[file.name]:
                print(line_of(file, said.at), said.level, said.text, said.code, *said.more, sep="\n  ", file=sys.stderr)
    text, mean = table(files, ours, jings, judged)
    if mean > MOST:
        print(f"FAILED: {mean:.2f} findings a mistake", file=sys.stderr)
    kept = TABLE.read_text(encoding="utf-8") if asked.against else text
    same_jing = f"jing {jing_version()} " in kept
    changed = same_jing and kept != text
    if not same_jing:
        print(f"jing/run.py: SKIPPED the table, which another jing made than {jing_version()}; the findings were compared")
    if changed:
        print("FAILED: docs/jing.md is not what tests/jing/run.py --write makes", file=sys.stderr)
    if asked.write:
        TABLE.write_text(text, encoding="utf-8")
    elif not asked.against:
        sys.stdout.write(text)
    return 1 if changed or mean > MOST or any(complaints for complaints, _ in judged.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
