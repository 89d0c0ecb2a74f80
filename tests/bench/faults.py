"""Plants faults in documents of the synthetic corpus, one a document. With very many, one may hide another: what refers to a
meeting that cannot be read is not reported."""
import os
import re

from bodies import Chance

# What is wrong, where to look, and what to put there instead.
FAULTS = (
    ("unknown-element", re.compile(rb"<remark ([^>]*)>([^<]*)</remark>"), rb"<remarks \1>\2</remarks>"),
    ("unknown-attribute", re.compile(rb" owner="), rb" onwer="),
    ("bad-date", re.compile(rb' due="\d{4}-\d\d-\d\d"'), b' due="31/11/2024"'),
    ("unknown-person", re.compile(rb'<remark by="[^"]*"'), b'<remark by="nobody-at-all"'),
    ("malformed", re.compile(rb"</title>"), b"</titel>"),
    ("bad-value", re.compile(rb' status="done"'), b' status="dome"'),
    ("unresolved-meeting", re.compile(rb"</text>"), b" See [this](minutes:1999-01-01#77).</text>"),
    ("unresolved-action", re.compile(rb'(<update action="[^"#]*#)[^"]*"'), rb'\1no-such-action"'),
    ("end-before-start", re.compile(rb' start="\d\d:\d\d" end="\d\d:\d\d"'), b' start="19:00" end="08:00"'),
)


def documents(out):
    """Paths of all meetings, in an order that no file system changes."""
    return sorted(os.path.join(folder, name) for folder, _, names in os.walk(out) for name in names
                  if name.endswith(".xml") and name.count(".") == 1 and name != "body.xml")


def plant(out, count, seed):
    """Yields path and fault of each; documents that have no place for the fault whose turn it is get the next one."""
    rows = Chance(seed, "faults").some(documents(out), count) if count else []
    for i, path in enumerate(rows):
        with open(path, "rb") as file:
            text = file.read()
        for turn in range(len(FAULTS)):
            name, pattern, instead = FAULTS[(i + turn) % len(FAULTS)]
            text, found = pattern.subn(instead, text, count=1)
            if found:
                break
        with open(path, "wb") as file:
            file.write(text)
        yield os.path.relpath(path, out), name
