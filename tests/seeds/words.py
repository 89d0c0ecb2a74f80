#!/usr/bin/env python3
"""Does an output hold every word of its seed, each where it belongs?

    words.py [--summary HEADING] MAP.json FILE.txt|FILE.html|FILE.docx

MAP.json is what `fill.py --map` wrote: for each element of the meeting, its parts (text, and the attributes
that are printed) as runs of words. FILE is what minutec made of that meeting. What is missing is printed, and
the exit status is 1 if anything is; 0 if nothing is; 2 is wrong usage.

The words of a run must follow one another. The texts of all elements must come in the order of the minutes.
What an attribute prints (a number, a label, a name in the third column) must stand in the element's own place:
after the text before the element and before the text after it, in words that no other part has taken.
Compared are words without the punctuation around them; upper and lower case differ.

Generated parts do not count: in HTML what has the class "generated", nav, footer, header with the class
"site", and what is hidden; in text and DOCX the summary of actions, which comes last (the line HEADING,
"Summary of actions" if not told, in any case; the paragraph of style SummaryHeading). Tables drawn in text are
read cell by cell.
"""
import argparse
import bisect
import difflib
import html.parser
import json
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
import zipfile

RULE = re.compile(r"\s*(?=(?:[^\s]*[-=─━═]){2})(?=[-=─━═]*[^-=─━═\s])[-=+\u2500-\u257f]+\s*")
JOINT = re.compile(r"[^-=─━═\s]")
UPRIGHT = "|│┃║"
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bare(word):
    """WORD without the punctuation around it; nothing, if it is all punctuation."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", unicodedata.normalize("NFC", INVISIBLE.sub("", word)))


def bare_words(text):
    return [word for word in map(bare, text.split()) if word]


# == what the outputs say ==

def is_row(line, borders):
    return any(at < len(line) and line[at] in UPRIGHT for at in borders)


def borders_of(line):
    """Where the columns of a table without a rule above have their borders."""
    if not line.lstrip().startswith(tuple(UPRIGHT)):
        return []
    return [at for at, character in enumerate(line) if character in UPRIGHT]


def cells(lines, borders):
    """The cells of one row of a drawn table, each with its lines joined; a cell may span columns."""
    drawn = [at for at in borders if any(line[at:at + 1] in UPRIGHT and line[at:at + 1] for line in lines)]
    edges = sorted({0, *drawn, max(map(len, lines))})
    for left, right in zip(edges, edges[1:]):
        yield "\n".join(line[left:right].strip(" " + UPRIGHT) for line in lines)


def read_text(path, heading):
    with open(path, encoding="utf-8") as source:
        lines = source.read().split("\n")
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].strip(" \t#=*_-:").casefold() == heading.casefold():
            del lines[at:]
            break
    parts, row, borders = [], [], []
    for line in lines + [""]:
        rule = RULE.fullmatch(line)
        borders = borders if rule or borders else borders_of(line)
        inside = not rule and is_row(line, borders)
        if inside and line.strip(" " + UPRIGHT):
            row.append(line)
            continue
        if row:
            parts.extend(cells(row, borders))
            row = []
        if rule:
            borders = [joint.start() for joint in JOINT.finditer(line)]
        elif not inside:
            borders = []
            parts.append(line)
    return "\n".join(parts)


class Page(html.parser.HTMLParser):
    """The text of a page without what was generated."""

    VOID = set("area base br col embed hr img input link meta source track wbr".split())
    INLINE = set("a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub "
                 "sup time u var wbr".split())
    SKIPPED = {"nav", "footer", "head", "script", "style", "template", "svg"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts, self.open = [], []      # open: (name, whether it is skipped)

    def skipping(self):
        return any(skipped for _, skipped in self.open)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        classes = (attributes.get("class") or "").split()
        if tag not in self.INLINE:
            self.parts.append(" ")
        if tag not in self.VOID:
            self.open.append((tag, tag in self.SKIPPED or "generated" in classes or "hidden" in attributes
                              or (tag == "header" and "site" in classes)))

    def handle_endtag(self, tag):
        if tag not in self.INLINE:
            self.parts.append(" ")
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                break

    def handle_data(self, data):
        if not self.skipping():
            self.parts.append(data)


def read_page(path, _heading):
    page = Page()
    with open(path, encoding="utf-8") as source:
        page.feed(source.read())
    page.close()
    return "".join(page.parts)


def paragraph_text(paragraph):
    for run in paragraph.iter(W + "r"):
        if run.find(f"{W}rPr/{W}vanish") is None:
            for piece in run:
                if piece.tag == W + "t":
                    yield piece.text or ""
                elif piece.tag in (W + "tab", W + "br", W + "cr"):
                    yield " "


def read_docx(path, _heading):
    with zipfile.ZipFile(path) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    parts = []
    for paragraph in document.iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(W + "val") == "SummaryHeading":
            break
        parts.append("".join(paragraph_text(paragraph)))
    return "\n".join(parts)


READERS = {"txt": read_text, "html": read_page, "docx": read_docx}


# == what the minutes say ==

class Run:
    """Words that follow one another in one part of one element."""

    def __init__(self, element, part, run):
        self.path, self.name, self.at, self.part = element["path"], element["element"], element["at"], part
        self.line, self.all = run["line"], run["words"]
        self.words = [word for word in map(bare, run["words"]) if word]
        self.start = None       # where it was found

    def end(self):
        return self.start + len(self.words)

    def occurrences(self, output, places):
        for start in places.get(self.words[0], ()):
            if output[start:start + len(self.words)] == self.words:
                yield start


def read_map(path):
    """The runs of texts; and those of attributes, with the texts before and after their element."""
    with open(path, encoding="utf-8") as source:
        elements = json.load(source)["elements"]
    texts, others, owned = [], [], []
    for element in elements:
        inside = any(other["path"].startswith(element["path"] + "/") for other in elements)
        alone = not inside and len(element["parts"]) == 1
        for part, runs in element["parts"].items():
            runs = [run for run in (Run(element, part, run) for run in runs) if run.words]
            if part == "text" or alone:
                texts.extend(runs)
            else:
                owned.append((runs, element["path"], len(texts)))
    for runs, path, before in owned:
        after = before
        while after < len(texts) and (texts[after].path + "/").startswith(path + "/"):
            after += 1
        others.append((runs, before - 1, after))
    return texts, others


def find_texts(texts, output, places):
    """Finds as many words of the texts as can stand in order: the heaviest chain of occurrences that rise."""
    weights, ends, chains = [0], [0], [None]     # both rise: no chain is lighter and ends later
    for run in texts:
        found = []
        for start in run.occurrences(output, places):
            best = bisect.bisect_right(ends, start) - 1
            found.append((weights[best] + len(run.words), start + len(run.words), (run, start, chains[best])))
        for weight, end, chain in found:
            at = bisect.bisect_left(weights, weight)
            if at < len(weights) and ends[at] <= end:
                continue
            while at and ends[at - 1] >= end:
                at -= 1
                del weights[at], ends[at], chains[at]
            if at < len(weights) and weights[at] == weight:
                del weights[at], ends[at], chains[at]
            weights.insert(at, weight)
            ends.insert(at, end)
            chains.insert(at, chain)
    chain = chains[-1]
    while chain:
        run, run.start, chain = chain


def window(texts, before, after, size):
    """From the end of the text BEFORE to the start of the text AFTER, skipping texts that were not found."""
    low = next((texts[at].end() for at in range(before, -1, -1) if texts[at].start is not None), 0)
    high = next((texts[at].start for at in range(after, len(texts)) if texts[at].start is not None), size)
    return low, high


def find_others(texts, others, output, places):
    """Finds what attributes print, each in its element's place; gives the runs that are not there."""
    taken = set()
    for run in texts:
        if run.start is not None:
            taken.update(range(run.start, run.end()))
    missing = []
    for runs, before, after in others:
        low, high = window(texts, before, after, len(output))
        for run in runs:
            for start in run.occurrences(output, places):
                spread = range(start, start + len(run.words))
                if low <= start and spread.stop <= high and taken.isdisjoint(spread):
                    run.start, low = start, spread.stop
                    taken.update(spread)
                    break
            else:
                missing.append((run, output[low:high]))
    return missing


def missing_words(run, place):
    """Those of a run's words that its place does not hold in order; all, if they only do not follow."""
    matcher = difflib.SequenceMatcher(None, run.words, place, autojunk=False)
    held = {at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    return [word for at, word in enumerate(run.words) if at not in held] or run.words


def check(map_path, output):
    texts, others = read_map(map_path)
    places = {}
    for at, word in enumerate(output):
        places.setdefault(word, []).append(at)
    find_texts(texts, output, places)
    missing = [(run, output[slice(*window(texts, at - 1, at + 1, len(output)))])
               for at, run in enumerate(texts) if run.start is None]
    missing += find_others(texts, others, output, places)
    for run, place in sorted(missing, key=lambda entry: (entry[0].at, entry[0].line)):
        words = " ".join(missing_words(run, place))
        part = "" if run.part == "text" else f", {run.part}"
        print(f"template line {run.at}, {run.name}{part}: seed line {run.line}: missing here: {words}")
    return 1 if missing else 0


def main(arguments):
    parser = argparse.ArgumentParser(description="Looks for every word of a seed in an output.")
    parser.add_argument("--summary", metavar="HEADING", default="Summary of actions",
                        help="where a text's summary begins")
    parser.add_argument("map", metavar="MAP.json", help="what fill.py --map wrote")
    parser.add_argument("file", metavar="FILE", help="the output: .txt, .html or .docx")
    given = parser.parse_args(arguments)
    reader = READERS.get(given.file.rpartition(".")[2].lower())
    if not reader:
        parser.error(f"{given.file}: neither .txt, .html nor .docx")
    with open(given.map, encoding="utf-8") as source:
        vocabulary = source.read()
    output = [word for word in bare_words(reader(given.file, given.summary))
              if not re.match("(mailto|tel|https?):", word) or word in vocabulary]
    return check(given.map, output)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
