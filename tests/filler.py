"""A clerk who types the minutes of a meeting into the form that minutec wrote for it: everything that the form asks for, and no more.

`fill(form, source)` gives the filled document and what was typed, `model(root)` what a file of minutes says of the same: both are compared
by `tests/suite/filled.py`. The document is changed as Word would change it, by the tags of its controls alone.
"""
import copy
import datetime
import io
import re
import xml.etree.ElementTree as ET
import zipfile

M = "{urn:minutec:minutes}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
LISTS = {"present": "there", "in-attendance": "there", "apologies": "apologies", "absent": "absent"}
DOCUMENT = "word/document.xml"


# -- words --

def words(text):
    """The words of prose, without what Markdown adds; emphasis may stand within one."""
    text = re.sub(r"\]\(<?[^)]*\)", "]", text or "")
    text = re.sub(r"\\(.)", r"\1", text)
    return " ".join(re.findall(r"[^\W_]+", text.replace("*", "").replace("~~", "")))


def plain(text):
    """As a clerk types it."""
    text = re.sub(r"\[([^]]*)\]\(<?[^)]*\)", r"\1", text or "")
    return " ".join(re.sub(r"\\(.)", r"\1", text).replace("**", "").split())


def blocks_of(text):
    """Paragraphs and tables of prose: a string each, or rows of cells."""
    found = []
    for block in re.split(r"\n\s*\n", text or ""):
        lines = [line.strip() for line in block.strip().splitlines()]
        if lines and all(line.startswith("|") for line in lines):
            found.append([[plain(cell) for cell in line.strip("|").split("|")] for line in lines if not re.fullmatch(r"[|:\- ]+", line)])
        elif any(re.match(r"([-*]|\d+\.) ", line) for line in lines):
            found.extend(plain(line) for line in re.split(r"\n(?=\s*(?:[-*]|\d+\.) )", block.strip()))
        elif lines:
            found.append(plain(block))
    return found


# -- what minutes say of what a form asks --

def prose_of(element):
    """Everything that is said in an item and has no place of its own in a form, in its order."""
    for child in element:
        name = child.tag.replace(M, "")
        if name in ("title", "decision", "action", "update", "previous-actions", "next-meeting", "restricted", "attachment", "figure"):
            continue
        if name == "item":
            title = child.find(M + "title")
            head = " ".join([child.get("n", ""), title.text.strip() if title is not None else ""]).strip()
            if head:
                yield head
        if child.text and child.text.strip():
            yield from blocks_of(child.text)
        yield from prose_of(child)


def outside(root, name):
    """Elements of a name that do not stand in a restricted passage."""
    inside = {id(one) for passage in root.iter(M + "restricted") for one in passage.iter()}
    return [one for one in root.iter(M + name) if id(one) not in inside]


def model(root):
    meeting = root.find(M + "meeting")
    venue = meeting.find(M + "venue")
    held = meeting.find(M + "held")
    seats, guests = {}, []
    for group in root.find(M + "attendance"):
        kind = LISTS.get(group.tag.replace(M, ""))
        for person in group if kind else ():
            said = {"list": kind, "remote": "remote" in (person.get("mode"), group.get("mode")),
                    "arrived": person.get("arrived"), "left": person.get("left"), "deputy-for": person.get("deputy-for")}
            if person.get("ref"):
                seats[person.get("ref")] = said
            else:
                belongs = ", ".join(filter(None, (person.get("post"), person.get("organisation"))))
                guests.append({**said, "id": person.get("id"), "name": person.get("name"), "organisation": belongs})
    items = []
    for item in root.findall(M + "item"):
        title = item.find(M + "title")
        items.append({
            "n": item.get("n"), "role": item.get("role"), "title": words(title.text) if title is not None else "",
            "typed-title": " ".join(title.text.split()) if title is not None else "",
            "prose": list(prose_of(item)),
            "decisions": [words(one.text) for one in outside(item, "decision")], "typed-decisions": [blocks_of(one.text) for one in outside(item, "decision")],
            "actions": [{"text": words(one.text), "typed": plain(one.text), "owner": set((one.get("owner") or "").split()), "for": one.get("for"),
                         "due": one.get("due")} for one in outside(item, "action")],
        })
    return {
        "date": root.get("date"), "kind": root.get("kind"), "mode": meeting.get("mode"), "start": meeting.get("start"), "end": meeting.get("end"),
        "venue": " ".join(venue.text.split()) if venue is not None else held.get("venue") if held is not None else None,
        "seats": seats, "guests": guests, "items": items,
        "updates": {one.get("action"): {"status": one.get("status"), "owner": set((one.get("owner") or "").split()), "for": one.get("for"),
                                        "due": one.get("due"), "note": words(one.text), "typed": blocks_of(one.text)}
                    for one in outside(root, "update") if one.get("action")},
        "approvals": {one.get("of"): one.get("outcome") for one in outside(root, "approval")},
        "days": [{name: one.get(name) for name in ("date", "start", "end", "venue")} for one in outside(root, "next-meeting")],
    }


# -- a document with content controls --

def day(iso):
    date = datetime.date.fromisoformat(iso)
    return f"{date.day} {date:%B} {date.year}"


class Form:
    def __init__(self, document):
        with zipfile.ZipFile(io.BytesIO(document)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        text = self.parts[DOCUMENT].decode("utf-8")
        for prefix, uri in re.findall(r'xmlns:(\w+)="([^"]+)"', text):
            ET.register_namespace(prefix, uri)
        self.declared = dict(re.findall(r'xmlns:(\w+)="([^"]+)"', text))
        self.root = ET.fromstring(text)
        self.body = self.root.find(W + "body")
        self.last = 900000

    def bytes(self):
        text = ET.tostring(self.root, encoding="unicode")
        start, end = text.split(">", 1)
        for prefix, uri in self.declared.items():
            if f"xmlns:{prefix}=" not in start:
                start += f' xmlns:{prefix}="{uri}"'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                if name == DOCUMENT:
                    content = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + start + ">" + end).encode("utf-8")
                archive.writestr(name, content)
        return out.getvalue()

    # what is there

    def parents(self):
        return {child: parent for parent in self.root.iter() for child in parent}

    def controls(self, tag, within=None):
        found = []
        for control in (self.root if within is None else within).iter(W + "sdt"):
            mark = control.find(f"{W}sdtPr/{W}tag")
            if mark is not None and (mark.get(W + "val") == "minutec:" + tag or mark.get(W + "val").startswith(f"minutec:{tag}=")):
                found.append(control)
        return found

    def control(self, tag, within=None):
        found = self.controls(tag, within)
        return found[0] if found else None

    @staticmethod
    def text(control):
        return "".join(one.text or "" for one in control.iter(W + "t"))

    @staticmethod
    def key(control):
        return control.find(f"{W}sdtPr/{W}tag").get(W + "val").partition("=")[2]

    def choices(self, control):
        return {one.get(W + "value"): one.get(W + "displayText") for one in control.iter(W + "listItem")}

    # what a clerk does

    def type(self, control, text):
        properties, content = control.find(W + "sdtPr"), control.find(W + "sdtContent")
        for hint in properties.findall(W + "showingPlcHdr"):
            properties.remove(hint)
        for child in list(content):
            content.remove(child)
        run = ET.SubElement(content, W + "r")
        ET.SubElement(run, W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = text

    def choose(self, control, value):
        for kind in ("dropDownList", "comboBox"):
            properties = control.find(f"{W}sdtPr/{W}{kind}")
            if properties is not None:
                properties.set(W + "lastValue", value)
        self.type(control, self.choices(control)[value])

    def pick(self, control, iso):
        control.find(f"{W}sdtPr/{W}date").set(W + "fullDate", iso + "T00:00:00Z")
        self.type(control, day(iso))

    def tick(self, control):
        control.find(f"{W}sdtPr/{W14}checkbox/{W14}checked").set(W14 + "val", "1")
        self.type(control, "\u2612")

    def renumbered(self, element):
        """A copy with ids and bookmarks of its own, as Word makes it."""
        twin = copy.deepcopy(element)
        for control in twin.iter(W + "sdtPr"):
            mark = control.find(W + "id")
            if mark is not None:
                self.last += 1
                mark.set(W + "val", str(self.last))
        for parent in list(twin.iter()):
            for child in [one for one in parent if one.tag in (W + "bookmarkStart", W + "bookmarkEnd")]:
                parent.remove(child)
        return twin

    def rows(self, section, count):
        """As many repetitions as asked for: those that are there, then copies of the last, which nobody has typed into."""
        content = section.find(W + "sdtContent")
        blank = self.renumbered(list(content)[-1])
        while len(content) < count:
            content.append(self.renumbered(blank))
        return list(content)[:count]

    def only_rows(self, section, count):
        """The others are struck."""
        rows, content = self.rows(section, count), section.find(W + "sdtContent")
        for extra in list(content)[len(rows):]:
            content.remove(extra)
        return rows

    def paragraphs(self, control, blocks, style):
        """The first into the control, the others as paragraphs and tables behind it."""
        parents = self.parents()
        place = parents[control]
        if blocks and isinstance(blocks[0], list):
            blocks = ["As follows:", *blocks]
        self.type(control, blocks[0])
        around = parents[place]
        at = list(around).index(place) + 1
        for block in blocks[1:]:
            if isinstance(block, str):
                new = self.paragraph(block, style)
            else:
                new = ET.Element(W + "tbl")
                ET.SubElement(ET.SubElement(new, W + "tblPr"), W + "tblW", {W + "w": "0", W + "type": "auto"})
                grid = ET.SubElement(new, W + "tblGrid")
                for _ in block[0]:
                    ET.SubElement(grid, W + "gridCol", {W + "w": "1500"})
                for cells in block:
                    row = ET.SubElement(new, W + "tr")
                    for cell in cells:
                        ET.SubElement(row, W + "tc").append(self.paragraph(cell, None))
            around.insert(at, new)
            at += 1
        if blocks and isinstance(blocks[-1], list):
            around.insert(at, self.paragraph("", style))

    @staticmethod
    def paragraph(text, style):
        new = ET.Element(W + "p")
        if style:
            ET.SubElement(ET.SubElement(new, W + "pPr"), W + "pStyle", {W + "val": style})
        if text:
            ET.SubElement(ET.SubElement(new, W + "r"), W + "t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}).text = text
        return new

    def owner(self, control, one):
        """A choice where it is one; else the words. What was chosen, or None where it was there before."""
        choices, owners = self.choices(control), sorted(one["owner"])
        names = [choices.get(owner, owner) for owner in one["owner"]]
        there = set(re.split(r", | and ", self.text(control)))
        if there == set(names):
            return None
        if len(owners) == 1 and owners[0] in choices:
            self.choose(control, owners[0])
        else:
            printed = one["for"] if " with " not in (one["for"] or "") else None  # names side by side, as the hint asks for
            self.type(control, printed or " and ".join(choices.get(owner, owner.replace("-", " ").title()) for owner in owners))
            return {self.offices.get(owner, owner) for owner in one["owner"]}
        return one["owner"]

    # items

    def is_item(self, element):
        style = "MinutesItemNumber" if self.columns else "MinutesItem"
        return any(one.get(W + "val") == style for one in element.iter(W + "pStyle"))

    def units(self):
        """The items of the form, each a list of elements that belong together; then a blank one."""
        parents = self.parents()
        self.columns = any(one.get(W + "val") == "MinutesItemNumber" for one in self.root.iter(W + "pStyle"))
        section = self.control("items")
        days = self.control("days")
        while days is not None and parents[days] is not self.body:
            days = parents[days]
        tables = [table for table in self.body if table.tag == W + "tbl" and any(self.is_item(row) for row in table)]
        around = tables if self.columns else [self.body]
        found = []
        for holder in around:
            standing = []
            for element in list(holder):
                if element is section or (not self.columns and section is not None and element is parents.get(section)):
                    standing.append(None)
                elif element is days or (element.tag == W + "sectPr"):
                    break
                elif self.is_item(element):
                    standing.append([element])
                elif standing and standing[-1] is not None:
                    standing[-1].append(element)
            if not self.columns and standing and standing[-1]:
                standing[-1] = standing[-1][:-1]  # the heading of the days
            found.extend((holder, unit) for unit in standing if unit)
        blank = list(section.find(W + "sdtContent"))[-1]
        return section, found, blank

    def place(self, wanted):
        """The items in the order of the minutes: those of the form by a role they share, others as further ones."""
        section, standing, blank = self.units()
        blank, left, chosen = self.renumbered(blank), list(standing), []
        for item in wanted:
            roles = set((item["role"] or "").split())
            match = next((one for one in left if roles & set(self.role(one[1]).split())), None)
            if match:
                left.remove(match)
            chosen.append(match[1] if match else [self.renumbered(blank)])
        for holder, unit in standing:
            for element in unit:
                holder.remove(element)
        content = section.find(W + "sdtContent")
        for child in list(content):
            content.remove(child)
        for unit in [self.earlier(unit) for _, unit in left] + chosen:
            for element in unit:
                content.append(element)
        return chosen

    def earlier(self, unit):
        """The table of earlier actions below an item that the minutes do not have, with its heading."""
        at = next((at for at, element in enumerate(unit) if self.controls("update/status", element)), None)
        return unit[at - 1:] if at and not self.columns else []

    def role(self, unit):
        found = [control for element in unit for control in self.controls("item/title", element)]
        return self.key(found[0]) if found else ""


def first(form, unit, tag):
    for element in unit:
        control = form.control(tag, element)
        if control is not None:
            return control
    return None


def type_items(form, said):
    for item, unit in zip(said["items"], form.place(said["items"])):
        item["role"] = form.role(unit) or None
        form.type(first(form, unit, "item/title"), item["typed-title"])
        if item["prose"]:
            form.paragraphs(first(form, unit, "text"), item["prose"], "MinutesText")
        for row, blocks in zip(form.rows(first(form, unit, "decisions"), len(item["decisions"])), item["typed-decisions"]):
            form.paragraphs(form.control("decision", row), blocks, "MinutesDecision")
        for row, action in zip(form.rows(first(form, unit, "actions"), len(item["actions"])), item["actions"]):
            form.type(form.control("action/text", row), action["typed"])
            if action["owner"] or action["for"]:
                action["owner"] = form.owner(form.control("action/owner", row), action)
            if action["due"] == "next-meeting":
                form.type(form.control("action/due", row), "next meeting")
            elif action["due"]:
                form.pick(form.control("action/due", row), action["due"])


def note_of(said, names):
    parts = [f"arrived {said['arrived']}" if said["arrived"] else "", f"left at {said['left']}" if said["left"] else ""]
    return f"deputy for {names[said['deputy-for']]}" if said["deputy-for"] else ", ".join(filter(None, parts))


def type_people(form, said, names):
    rows = {form.key(one): "attendance" for one in form.controls("attendance/present")}
    rows.update({form.key(one): "officer" for one in form.controls("officer/present")})
    others = [{**one, "ref": None} for one in said["guests"]]
    for ref, one in said["seats"].items():
        if ref not in rows:
            others.append({**one, "ref": ref, "name": names[ref], "organisation": ""})
            continue
        column = {"there": "remote" if one["remote"] else "present"}.get(one["list"], one["list"])
        form.tick(form.control(f"{rows[ref]}/{column}={ref}"))
        if one["list"] != "there":
            one["arrived"] = one["left"] = None
        if note_of(one, names):
            form.type(form.control(f"{rows[ref]}/note={ref}"), note_of(one, names))
    said["seats"] = {ref: one for ref, one in said["seats"].items() if ref in rows or one["list"] == "there"}
    others = [one for one in others if one["list"] == "there"]
    said["guests"] = [one for one in said["guests"] if one["list"] == "there"]
    for row, one in zip(form.rows(form.control("guests"), len(others)), others):
        form.type(form.control("guest/name", row), one["name"])
        if one["organisation"]:
            form.type(form.control("guest/organisation", row), one["organisation"])
        if one["remote"]:
            form.tick(form.control("guest/remote", row))
        if note_of(one, names):
            form.type(form.control("guest/note", row), note_of(one, names))
        if one["deputy-for"]:
            for kept in said["guests"]:
                if kept["name"] == one["name"]:
                    kept["arrived"] = kept["left"] = None


def type_updates(form, said):
    asked = {form.key(one) for one in form.controls("update/status")}
    said["updates"] = {key: one for key, one in said["updates"].items() if key in asked}
    for key, one in said["updates"].items():
        form.choose(form.control(f"update/status={key}"), one["status"])
        if one["status"] == "superseded":  # the form does not ask by what
            one["status"] = None
        if one["owner"]:
            one["owner"] = form.owner(form.control(f"update/owner={key}"), one)
        control = form.control(f"update/due={key}")
        if one["due"] == "next-meeting":
            form.type(control, "next meeting")
        elif one["due"] and day(one["due"]) != form.text(control):
            form.pick(control, one["due"])
        else:
            one["due"] = None
        if one["typed"]:
            form.paragraphs(form.control(f"update/note={key}"), one["typed"], "MinutesUpdateNote")


def type_details(form, said):
    for name in ("start", "end", "venue"):
        if said[name]:
            form.type(form.control(f"meeting/{name}"), said[name])
        else:
            said[name] = form.text(form.control(f"meeting/{name}"))
    if said["date"]:
        form.pick(form.control("meeting/date"), said["date"])
    for name in ("kind", "mode"):
        if said[name]:
            form.choose(form.control(f"meeting/{name}"), said[name])


def fill(document, source, names, offices, kind=Form):
    """The form of a meeting, filled; and what of the source it asked for. names: what people are called, by id; offices: who holds them.
    kind: how the document is typed into; what all kinds can do is what Form does."""
    form, said = kind(document), model(ET.fromstring(source))
    form.offices = offices
    type_details(form, said)
    type_people(form, said, names)
    type_updates(form, said)
    for key in list(said["approvals"]):
        control = form.control(f"approval={key}")
        if control is None:
            del said["approvals"][key]
        else:
            form.choose(control, said["approvals"][key])
    type_items(form, said)
    section = form.control("days")
    if section is not None:
        for row, one in zip(form.only_rows(section, len(said["days"])), said["days"]):
            for name in ("start", "end", "venue"):
                if one[name]:
                    form.type(form.control(f"next/{name}", row), one[name])
            if one["date"]:
                form.pick(form.control("next/date", row), one["date"])
    return form.bytes(), said


def comparable(said):
    """Without what is only for typing."""
    def item(one):
        prose = " ".join(words(block) if isinstance(block, str) else " ".join(words(cell) for row in block for cell in row) for block in one["prose"])
        return {"n": one["n"], "role": one["role"], "title": one["title"], "prose": prose.replace("As follows ", ""), "decisions": one["decisions"],
                "actions": [{name: action[name] for name in ("text", "owner", "due")} for action in one["actions"]]}
    return {**said, "items": [item(one) for one in said["items"]],
            "guests": sorted(({**one, "id": None} for one in said["guests"]), key=lambda one: one["name"] or ""),
            "updates": {key: {name: one[name] or None for name in ("status", "owner", "due", "note")} for key, one in said["updates"].items()}}
