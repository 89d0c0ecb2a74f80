"""The clerk of tests/filler.py, typing into the form as an OpenDocument text, as LibreOffice would change it."""
import copy
import io
import re
import xml.etree.ElementTree as ET
import zipfile

from filler import Form

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE, META = (f"{{{OASIS}{name}:1.0}}" for name in ("text", "table", "office", "meta"))
ROW, MARK = TABLE + "table-row", TEXT + "bookmark"
LISTS = {"update/status": "status", "update/owner": "owner", "action/owner": "owner", "meeting/kind": "kind", "meeting/mode": "mode", "approval": "outcome"}
SECTIONS = {"guests": "guest/name", "decisions": "decision", "actions": "action/text", "days": "next/date"}


def style_of(tag):
    """action/owner: Minutes_20_Action_20_Owner."""
    return "_20_".join(["Minutes", *(word.capitalize() for word in re.split(r"[/-]", "item" if tag == "item/title" else tag))])


class Section:
    """Rows that repeat."""

    def __init__(self, holder, rows):
        self.holder, self.rows = holder, rows


class OdtForm(Form):
    def __init__(self, document):  # pylint: disable=super-init-not-called
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        text = self.parts["content.xml"].decode("utf-8")
        self.declared = dict(re.findall(r'xmlns:(\w+)="([^"]+)"', text))
        for prefix, uri in self.declared.items():
            ET.register_namespace(prefix, uri)
        self.root = ET.fromstring(text)
        self.body = self.root.find(f"{OFFICE}body/{OFFICE}text")
        self.properties = {one.get(META + "name"): one.text for one in ET.fromstring(self.parts["meta.xml"]).iter(META + "user-defined")}
        self.columns = any(one.get(TEXT + "style-name") == style_of("item/number") for one in self.root.iter())

    def bytes(self):
        text = ET.tostring(self.root, encoding="unicode")
        start, end = text.split(">", 1)
        for prefix, uri in self.declared.items():
            if f"xmlns:{prefix}=" not in start:
                start += f' xmlns:{prefix}="{uri}"'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                if name == "content.xml":
                    content = ('<?xml version="1.0" encoding="UTF-8"?>\n' + start + ">" + end).encode("utf-8")
                archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
        return out.getvalue()

    # what is there

    def around(self, element, tag):
        parents = self.parents()
        while element is not None and element.tag != tag:
            element = parents.get(element)
        return element

    def key(self, control):  # pylint: disable=arguments-differ
        row = self.around(control, ROW)
        own = [one for one in control.iter(MARK)]
        for mark in own or (row.iter(MARK) if row is not None else ()):
            if mark.get(TEXT + "name") in self.properties:
                return self.properties[mark.get(TEXT + "name")]
        return ""

    def controls(self, tag, within=None):
        place, _, key = tag.partition("=")
        found = [one for one in (self.root if within is None else within).iter() if one.get(TEXT + "style-name") == style_of(place)]
        return [one for one in found if not key or self.key(one) == key]

    def control(self, tag, within=None):
        if tag not in SECTIONS:
            return super().control(tag, within)
        parents = self.parents()
        rows = [row for row in (self.root if within is None else within).iter(ROW) if self.controls(SECTIONS[tag], row)]
        return Section(parents[rows[0]], rows) if rows else None

    @staticmethod
    def field(control):
        return next((one for one in control if one.tag in (TEXT + "drop-down", TEXT + "placeholder")), None)

    def text(self, control):  # pylint: disable=arguments-differ
        return "".join(control.itertext()).strip("<>")

    def choices(self, control):
        """Values are properties, in the order of the labels."""
        place = next(tag for tag in LISTS if style_of(tag) == control.get(TEXT + "style-name"))
        values = [value for name, value in self.properties.items() if name.startswith(f"minutec_{LISTS[place]}_")]
        labels = [label.get(TEXT + "value") for label in control.iter(TEXT + "label")]
        return dict(zip(values, labels[-len(values):]))

    # what a clerk does

    def type(self, control, text):
        for child in [one for one in control if one.tag != MARK]:
            control.remove(child)
        marks = list(control)
        control.text, at = (None, marks[-1]) if marks else (text, None)
        if at is not None:
            at.tail = text

    def select(self, control, words):
        field = self.field(control)
        for label in field:
            label.attrib.pop(TEXT + "current-selected", None)
            label.tail = None
            if label.get(TEXT + "value") == words:
                label.set(TEXT + "current-selected", "true")
        field[-1].tail = words

    def choose(self, control, value):
        self.select(control, self.choices(control)[value])

    def pick(self, control, iso):
        from filler import day
        self.type(control, day(iso))

    def tick(self, control):
        self.select(control, "\u2612")

    def copied(self, element):
        twin = copy.deepcopy(element)
        for parent in list(twin.iter()):
            for child in [one for one in parent if one.tag == MARK]:
                parent.remove(child)
        return twin

    def rows(self, section, count):
        blank = self.copied(section.rows[-1])
        while len(section.rows) < count:
            new = self.copied(blank)
            section.holder.insert(list(section.holder).index(section.rows[-1]) + 1, new)
            section.rows.append(new)
        return section.rows[:count]

    def only_rows(self, section, count):
        rows = self.rows(section, count)
        for extra in section.rows[count:]:
            section.holder.remove(extra)
        return rows

    def paragraphs(self, control, blocks, style):
        if blocks and isinstance(blocks[0], list):
            blocks = ["As follows:", *blocks]
        self.type(control, blocks[0])
        around = self.parents()[control]
        at = list(around).index(control) + 1
        for block in blocks[1:]:
            around.insert(at, self.paragraph(block, control.get(TEXT + "style-name")) if isinstance(block, str) else self.table(block))
            at += 1

    @staticmethod
    def paragraph(text, style):
        new = ET.Element(TEXT + "p", {TEXT + "style-name": style or "Standard"})
        new.text = text
        return new

    def table(self, rows):
        new = ET.Element(TABLE + "table")
        ET.SubElement(new, TABLE + "table-column", {TABLE + "number-columns-repeated": str(len(rows[0]))})
        for cells in rows:
            row = ET.SubElement(new, ROW)
            for cell in cells:
                ET.SubElement(row, TABLE + "table-cell").append(self.paragraph(cell, None))
        return new

    # items

    def is_item(self, element):
        style = style_of("item/number" if self.columns else "item")
        return any(one.get(TEXT + "style-name") == style for one in element.iter()) and (self.columns or element.tag != TABLE + "table")

    def units(self):
        """The items of the form with what holds them, in their order."""
        days = self.around(self.controls("next/date")[0], TABLE + "table")
        tables = [table for table in self.body.iter(TABLE + "table") if any(self.is_item(row) for row in table)]
        found = []
        for holder in tables if self.columns else [self.body]:
            standing = []
            for element in list(holder):
                if element is days:
                    break
                if self.is_item(element):
                    standing.append([element])
                elif standing:
                    standing[-1].append(element)
            if not self.columns:
                standing[-1] = standing[-1][:-1]  # the heading of the days
            found.extend((holder, unit) for unit in standing)
        return found

    def title(self, unit):
        return next(control for element in unit for control in self.controls("item/title", element))

    def place(self, wanted):
        standing = self.units()
        holder, model = next((holder, unit) for holder, unit in standing if self.text(self.title(unit)) == "Heading of a further item")
        before = list(holder).index(model[0])
        before -= sum(list(holder).index(unit[0]) < before and len(unit) for around, unit in standing if around is holder)
        blank, left, chosen = [self.copied(element) for element in model], list(standing), []
        for item in wanted:
            roles = set((item["role"] or "").split())
            match = next((one for one in left if roles & set(self.role(one[1]).split())), None)
            if match:
                left.remove(match)
            chosen.append(match[1] if match else [self.copied(element) for element in blank])
        for around, unit in standing:
            for element in unit:
                around.remove(element)
        for element in reversed([element for unit in [self.earlier(unit) for _, unit in left] + chosen for element in unit]):
            holder.insert(before, element)
        return chosen

    def role(self, unit):
        return self.key(self.title(unit))
