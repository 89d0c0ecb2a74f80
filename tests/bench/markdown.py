"""Minutes as the Markdown that a person would write for pandoc: the same headings, lists, tables and links, nothing looked up."""
import re
import textwrap
import xml.etree.ElementTree as tree

SPACE = "{urn:minutec:minutes}"
LINK = re.compile(r"\]\(minutes:(?:([\w-]+)/)?(\d{4}-\d\d-\d\d[a-z]?)(?:#([^)]*))?\)")
CHOSEN = {"action": "Action", "update": "Update", "decision": "Decision", "remark": "", "note": "Note", "deferral": "Deferred",
          "declaration": "Interest", "arrival": "Arrived", "departure": "Left", "amendment": "Amendment", "attachment": "Paper",
          "next-meeting": "Next meeting", "summary": "Not public", "figure": "Figure"}


def link(found):
    body, meeting, number = found.groups()
    return f"]({'../' + body + '/' if body else ''}{meeting}.html{'#' + number if number else ''})"


def words(node):
    return LINK.sub(link, textwrap.dedent(node.text or "").strip())


def named(node):
    return node.get("ref") or node.get("name") or node.get("id") or ""


def attendance(node):
    for row in node:
        yield f"{row.tag[len(SPACE):].replace('-', ' ').capitalize()}:"
        yield "\n".join("- " + named(person) + (f" ({person.get('role')})" if person.get("role") else "") for person in row)


def item(node, depth):
    title = node.find(SPACE + "title")
    number = node.get("n") or ""
    yield f"{'#' * min(depth, 6)} {number} {words(title) if title is not None else ''}".rstrip()
    for child in node:
        if child is not title:
            yield from block(child, depth + 1)


def vote(node):
    counts = ", ".join(f"{node.get(name)} {name}" for name in ("in-favour", "against", "abstained") if node.get(name))
    yield f"*Vote ({node.get('method')}):* {counts}"
    if len(node):
        yield "\n".join(f"- {named(cast)}: {cast.get('vote')}" for cast in node)


def block(node, depth):
    kind = node.tag[len(SPACE):]
    if kind == "item" or kind == "appendix":
        yield from item(node, depth)
    elif kind == "attendance":
        yield from attendance(node)
    elif kind == "vote":
        yield from vote(node)
    elif kind == "text":
        yield words(node)
    elif kind in CHOSEN:
        parts = [node.get("n"), node.get("by"), node.get("owner"), node.get("due"), node.get("status"), node.get("date")]
        head = " ".join(part for part in (CHOSEN[kind], *parts) if part)
        yield f"**{head}:** {words(node)}".rstrip()
    elif kind == "signature":
        yield f"Signed: {node.get('by')}, {node.get('post')}"
    elif kind == "line":
        yield words(node)
    else:
        for child in node:
            yield from block(child, depth)


def markdown(path):
    root = tree.parse(path).getroot()
    parts = [f"% Minutes of {root.get('body')}, {root.get('date')}"]
    for child in root:
        parts += block(child, 2)
    return "\n\n".join(part for part in parts if part) + "\n"
