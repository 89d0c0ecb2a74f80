"""The clerk of tests/filler.py, typing into the form as Markdown, in lines of text."""
import copy
import re

from filler import Form, day

SECTIONS = {"Details of the meeting": "meeting", "Attendance": "attendance", "Others at the meeting": "guest", "Items": "items", "Next meeting": "next"}
LABELS = {"date": "Date", "start": "Starts", "end": "Ends", "venue": "Venue", "kind": "Kind", "mode": "Held", "owner": "Owner", "due": "Due",
          "status": "Status", "note": "Note", "decision": "Decision", "text": "Action"}
COLUMNS = {"attendance": ("name", "present", "remote", "apologies", "absent", "note"), "guest": ("name", "organisation", "remote", "note"),
           "next": ("date", "start", "end", "venue")}
LISTS = {"Kind": "kind", "Held": "mode", "Owner": "owner", "Status": "status"}


class Piece:
    """Lines that belong together: a heading, an entry with its comment, a row of a table, anything else."""

    def __init__(self, lines, section, key):
        self.lines, self.section, self.key, self.n = lines, section, key, None

    def label(self):
        found = re.match(r" *- ([^:]+):", self.lines[0])
        return found[1] if found else None

    def is_title(self):
        return self.lines[0].startswith("### ") and self.section == "items"


class Place:
    """An entry (column: None), or a cell."""

    def __init__(self, piece, column=None):
        self.piece, self.column = piece, column


class Section:
    def __init__(self, rows):
        self.rows = rows  # lists of pieces


class MdForm(Form):
    def __init__(self, document):  # pylint: disable=super-init-not-called
        text = document.decode("utf-8")
        self.front, rest = re.match(r"(---\n.*?\n---\n)(.*)", text, re.S).groups()
        self.body, self.tail = rest[:rest.index("<!-- minutec\n")], rest[rest.index("<!-- minutec\n"):]
        self.properties = re.findall(r"^(minutec_\w+?)_[0-9a-f]+: (.*)$", self.tail, re.M)
        self.notes = dict(re.findall(r"<!--\s(Owner|Status): (.*?) -->", " ".join(self.body.split())))
        self.pieces = []
        self.cut()

    def cut(self):
        section = key = None
        names = [value for name, value in self.properties if name == "minutec_name"]
        lines = self.body.split("\n")
        while lines:
            piece = [lines.pop(0)]
            if re.match(r" *- ", piece[0]) or piece[0].startswith("<!--"):
                while lines and lines[0].strip() and not re.match(r" *- |#|\|", lines[0]):
                    piece.append(lines.pop(0))
            if piece[0].startswith("## "):
                section = SECTIONS.get(piece[0][3:].strip(), "update")
            found = re.search(r"minutec:\w+=(.*?) -->", " ".join(piece))
            if piece[0].startswith("### "):
                key = found[1] if found else None
            row = piece[0].startswith("|") and not re.match(r"\| (Name|Date|-)", piece[0])
            own = names.pop(0) if row and section == "attendance" else found[1] if found and section != "update" else key if section == "update" else None
            self.pieces.append(Piece(piece, section, own))

    def bytes(self):
        return (self.front + "\n".join(line for piece in self.pieces for line in piece.lines) + self.tail).encode("utf-8")

    # what is there

    def rows_of(self, section):
        return [one for one in self.pieces if one.section == section and one.lines[0].startswith("|") and not re.match(r"\| (Name|Date|-)", one.lines[0])]

    def controls(self, tag, within=None):
        place, _, key = tag.partition("=")
        group, _, part = place.partition("/")
        if group in ("attendance", "officer"):
            found = [Place(row, COLUMNS["attendance"].index(part)) for row in self.rows_of("attendance") if row.key.startswith(group + "=")]
        elif group in ("guest", "next"):
            found = [Place(row, COLUMNS[group].index(part)) for row in (within if within else self.rows_of(group))]
        elif group == "item":
            found = [Place(one) for one in within if one.is_title()]
        elif group == "text":
            found = [Place(one) for one in within if one.lines[0] == "<!-- What was said -->"]
        elif group in ("meeting", "update"):
            found = [Place(one) for one in self.pieces if one.section == group and one.label() == LABELS[part]]
        elif group == "approval":
            found = [Place(one) for one in self.pieces if "minutec:approval=" in " ".join(one.lines)]
        else:
            found = [Place(one) for one in within or () if one.label() == LABELS[part or "decision"]]
        return [one for one in found if not key or self.key(one) == key]

    def key(self, control):  # pylint: disable=arguments-differ
        return (control.piece.key or "").split("=", 1)[-1]

    def control(self, tag, within=None):
        if tag == "guests" or tag == "days":
            return Section([[row] for row in self.rows_of("guest" if tag == "guests" else "next")])
        if tag == "decisions":
            return Section([[one] for one in within if one.label() == "Decision"])
        if tag == "actions":
            starts = [at for at, one in enumerate(within) if one.label() == "Action"]
            return Section([within[at:at + 3] for at in starts])
        found = self.controls(tag, within)
        return found[0] if found else None

    def text(self, control):  # pylint: disable=arguments-differ
        if control.column is not None:
            return control.piece.lines[0].strip("|").split("|")[control.column].strip()
        words = re.sub(r"<!--.*?-->", "", " ".join(control.piece.lines)).partition(":")[2]
        return re.sub(r"\\(.)", r"\1", " ".join(words.split()))

    def choices(self, control):
        label = control.piece.label()
        kind = LISTS.get(label, "outcome")
        comment = re.search(r"<!-- (.*?) -->", " ".join(" ".join(control.piece.lines).split()))
        words = self.notes[label] if label in self.notes else comment[1]
        values = [value for name, value in self.properties if name == f"minutec_{kind}"]
        return dict(zip(values, words.split(", ")))

    # what a clerk does

    def type(self, control, text):
        piece = control.piece
        if control.column is not None:
            cells = piece.lines[0].strip("|").split("|")
            cells[control.column] = f" {text} "
            piece.lines = ["|" + "|".join(cells) + "|"]
        elif piece.is_title():
            mark = re.search(r" <!-- minutec:.*-->", piece.lines[0])
            piece.lines = [" ".join(filter(None, ("###", piece.n, text))) + (mark[0] if mark else "")]
        else:
            start = re.match(r" *- [^:]+:", piece.lines[0])[0]
            mark = re.search(r" <!-- +minutec:.*-->", " ".join(" ".join(piece.lines).split()))
            piece.lines = [f"{start} {text}" + (mark[0] if mark else "")]

    def choose(self, control, value):
        self.type(control, self.choices(control)[value].lower())

    def pick(self, control, iso):
        self.type(control, day(iso))

    def tick(self, control):
        self.type(control, "[x]")

    def rows(self, section, count):
        blank = copy.deepcopy(section.rows[-1])
        while len(section.rows) < count:
            new, at = copy.deepcopy(blank), self.pieces.index(section.rows[-1][-1]) + 1
            self.pieces[at:at] = new
            section.rows.append(new)
        return section.rows[:count]

    def only_rows(self, section, count):
        rows = self.rows(section, count)
        for row in section.rows[count:]:
            for piece in row:
                self.pieces.remove(piece)
        return rows

    def paragraphs(self, control, blocks, style):
        del style
        if blocks and isinstance(blocks[0], list):
            blocks = ["As follows:", *blocks]
        piece, indent = control.piece, ""
        if piece.label():
            self.type(control, blocks[0])
            blocks, indent = blocks[1:], "  "
        for block in blocks:
            lines = [block] if isinstance(block, str) else [f"| {' | '.join(cells)} |" for cells in block]
            if not isinstance(block, str):
                lines.insert(1, "|" + " --- |" * len(block[0]))
            piece.lines += ["", *(indent + line for line in lines)]
        if blocks:
            piece.lines.append("")

    # items

    def units(self):
        found, inside = [], False
        for piece in self.pieces:
            inside = piece.section == "items" and (inside or piece.is_title()) and not piece.lines[0].startswith("## ")
            if inside and piece.is_title():
                found.append([])
            if inside:
                found[-1].append(piece)
        return found

    def place(self, wanted):
        standing = self.units()
        model = next(unit for unit in standing if "Heading of a further item" in unit[0].lines[0])
        left, chosen, blank = list(standing), [], copy.deepcopy(model)
        before = self.pieces.index(model[0])
        before -= sum(self.pieces.index(unit[0]) < before and len(unit) for unit in standing)
        for item in wanted:
            roles = set((item["role"] or "").split())
            match = next((one for one in left if roles & set(self.role([one]).split())), None)
            if match:
                left.remove(match)
            chosen.append([match if match else copy.deepcopy(blank)])
            chosen[-1][0][0].n = item["n"]
        for unit in standing:
            for piece in unit:
                self.pieces.remove(piece)
        self.pieces[before:before] = [piece for unit in chosen for piece in unit[0]]
        self.chosen = chosen
        return chosen

    def role(self, unit):
        return unit[0][0].key or ""
