"""A small corpus that changes: bodies and meetings as data, written as sources, and the edits that people make to them."""
import copy
import datetime
import os
import struct
import zlib

from suite.harness import write

WORDS = ("roof", "ladder", "wheel", "mill race", "survey", "grant", "boathouse", "path", "bench", "fête", "minibus", "orchard")
STATUSES = ("open", "in-progress", "proposed", "done", "dropped", None)
PEOPLE = (("ann-lee", "Ann Lee"), ("bo-ek", "Bo Ek"), ("cy-ray", "Cy Ray"), ("di-moss", "Di Moss"))
LENIENT = ("unresolved-action", "unresolved-meeting", "unresolved-reference", "update-after-closing", "update-too-early",
           "approval-too-early", "unknown-owner")  # else too little would be built after some edits
FIRST_DAY = datetime.date(2023, 9, 6)


def picture(shade):
    """One grey pixel."""
    data = zlib.compress(bytes((0, shade)))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts)


class Meeting:
    def __init__(self, date, words):
        self.date, self.sitting, self.file, self.lang = date, "", f"{date}.xml", None
        self.remarks, self.actions, self.updates, self.approves = [words], [], [], []
        self.attachments, self.hidden_attachments, self.figure, self.restricted, self.next = [], [], None, None, None
        self.broken, self.blanks, self.status, self.links = None, 0, "draft", []

    def stem(self):
        """What its outputs are called; the file's name makes a translation of it."""
        return self.date + self.sitting + (".cy" if self.file.endswith(".cy.xml") else "")


class Body:
    def __init__(self, folder, name):
        self.folder, self.id, self.names, self.layout = folder, folder, [(None, name)], "columns"
        self.members, self.level, self.broken, self.related, self.posts = 3, None, None, [], []
        self.meetings, self.files, self.gone = [], {}, False

    def dated(self):
        return sorted((one for one in self.meetings if not one.lang), key=lambda one: (one.date, one.sitting))


# -- as sources --

def attributes(*pairs):
    return "".join(f' {name}="{value}"' for name, value in pairs if value is not None)


def action_xml(one):
    return (f'<action{attributes(("n", one["n"]), ("owner", one["owner"]), ("due", one["due"]), ("track", one["track"]))}>'
            f'{one["text"]}</action>')


def update_xml(one):
    return (f'<update{attributes(("action", one["action"]), ("status", one["status"]), ("due", one["due"]), ("owner", one["owner"]))}>'
            f'{one["text"]}</update>')


def meeting_xml(body, one):
    broken = {"invalid": "<colour>red</colour>", "rule": '<text by="nobody-here">Who said this?</text>'}.get(one.broken, "")
    parts = [f'<minutes xmlns="urn:minutec:minutes" version="1"'
             f'{attributes(("body", body.id), ("date", one.date), ("sitting", one.sitting or None), ("status", one.status))}'
             f' xml:lang="{one.lang or "en-GB"}">', '<meeting start="18:30" end="19:15"><venue>Mill House</venue></meeting>',
             '<attendance><present><person ref="ann-lee" role="chair"/><person ref="bo-ek"/></present></attendance>']
    if one.updates:
        parts.append("<previous-actions>" + "".join(map(update_xml, one.updates)) + "</previous-actions>")
    parts += [f'<approval of="{of}" outcome="approved"/>' for of in one.approves]
    parts += ['<item n="1"><title>The mill</title>', *(f"<text>{text}</text>" for text in one.remarks),
              *(f"<text>As was said [before](minutes:{to}).</text>" for to in one.links), *map(action_xml, one.actions)]
    if one.figure:
        parts.append(f'<figure file="{one.figure}" alt="The wheel">The wheel</figure>')
    if one.restricted:
        held = "".join(f'<attachment file="{name}">Paper</attachment>' for name in one.hidden_attachments)
        parts.append(f'<restricted reason="commercial"><summary>There was more.</summary><text>{one.restricted}</text>{held}</restricted>')
    parts += [broken, "</item>", *(f'<attachment file="{name}">Paper</attachment>' for name in one.attachments)]
    if one.next:
        parts.append(f'<next-meeting date="{one.next}"/>')
    text = ("\n" + " " * one.blanks).join(["", *(part for part in parts if part)]).lstrip() + "\n</minutes>\n"
    return text.replace("</attendance>", "</atendance>") if one.broken == "malformed" else text


def body_xml(body):
    names = list(body.names)
    rows = [f'<name{attributes(("from", since), ("until", until))}>{name}</name>'
            for (since, name), until in zip(names, [day_before(row[0]) for row in names[1:]] + [None])]
    related = "".join(f'<related id="{other}" kind="sister">{other.title()}</related>' for other in body.related)
    people = "".join(f'<person id="{person}"><name>{name}</name>{posts_xml(body, person)}</person>' for person, name in PEOPLE)
    members = "".join(f'<member ref="{person}"{attributes(("role", "chair" if not number else None))}/>'
                      for number, (person, _) in enumerate(PEOPLE[:body.members]))
    levels = [(code, "warning") for code in LENIENT] + ([body.level] if body.level else [])
    policy = "<policy>" + "".join(f'<level code="{code}" set="{level}"/>' for code, level in levels) + "</policy>"
    broken = {"invalid": "<colour>red</colour>", "rule": '<member ref="nobody-here"/>'}.get(body.broken, "")
    text = (f'<body xmlns="urn:minutec:minutes" version="1" id="{body.id}" layout="{body.layout}" xml:lang="en-GB">'
            f'{"".join(rows)}{related}<people>{people}</people><membership>{members}{broken if body.broken == "rule" else ""}</membership>'
            f'{policy}{broken if body.broken == "invalid" else ""}</body>\n')
    return text.replace("</people>", "</poeple>") if body.broken == "malformed" else text


def posts_xml(body, person):
    return "".join(f"<post{attributes(('from', since))}>{post}</post>" for who, since, post in body.posts if who == person)


def day_before(day):
    return str(datetime.date.fromisoformat(day) - datetime.timedelta(days=1))


# -- the corpus --

class Corpus:
    """What stands in a folder; write() makes the folder so, touching only what differs."""

    def __init__(self, folder, chance, bodies=2, meetings=8):
        self.folder, self.chance, self.count = folder, chance, 0
        self.bodies = [Body(f"body-{letter}", f"{letter.upper()} Group") for letter in "abcdef"[:bodies]]
        self.written = {}
        for body in self.bodies:
            body.files = {"plan.png": picture(10), "papers/one.txt": b"One.\n", "papers/two.txt": b"Two.\n"}
        if bodies > 1:
            self.bodies[0].related, self.bodies[1].related = [self.bodies[1].id], [self.bodies[0].id]
        for number in range(meetings):
            for body in self.bodies:
                self.add_meeting(body, number)

    def word(self):
        self.count += 1
        return f"The {self.chance.choice(WORDS)} was talked of, for the {self.count}th time."

    def add_meeting(self, body, number):
        day = FIRST_DAY + datetime.timedelta(days=42 * number + 2 * self.bodies.index(body))
        one = Meeting(str(day), self.word())
        before = body.dated()
        body.meetings.append(one)
        one.status = "approved" if number < 2 else "draft"
        if before:
            one.approves = [before[-1].date + before[-1].sitting]
        for _ in range(self.chance.randint(0, 2)):
            self.add_action(one)
        for _ in range(self.chance.randint(0, 2)):
            self.add_update(body, one)
        if self.chance.random() < 0.25:
            one.attachments = [self.chance.choice(["papers/one.txt", "papers/two.txt"])]
        if self.chance.random() < 0.2:
            one.figure = "plan.png"
        return one

    def add_action(self, one):
        number = 1 + max((int(row["n"][2:]) for row in one.actions), default=0)
        row = {"n": f"1.{number}", "owner": self.chance.choice(PEOPLE[:3])[0], "due": self.due(one), "text": self.word(), "track": None}
        one.actions.append(row)
        return row

    def due(self, one):
        later = datetime.date.fromisoformat(one.date) + datetime.timedelta(days=self.chance.randint(5, 200))
        return self.chance.choice([None, "next-meeting", str(later)])

    def earlier_actions(self, body, one):
        """(address as ONE writes it, row) of each action of an earlier meeting, of any body here."""
        found = []
        for other in self.bodies:
            for meeting in other.dated():
                if (meeting.date, meeting.sitting) < (one.date, one.sitting):
                    start = "" if other is body else f"{other.id}/"
                    found += [(f"{start}{meeting.date}{meeting.sitting}#{row['n']}", row) for row in meeting.actions]
        return found

    def add_update(self, body, one):
        known = [pair for pair in self.earlier_actions(body, one) if pair[0] not in {row["action"] for row in one.updates}]
        if not known:
            return False
        one.updates.append({"action": self.chance.choice(known)[0], "status": self.chance.choice(STATUSES), "due": self.due(one),
                            "owner": self.chance.choice([None, "cy-ray"]), "text": self.word()})
        return True

    def sources(self):
        held = {}
        for body in self.bodies:
            if body.gone:
                continue
            held[f"{body.folder}/body.xml"] = body_xml(body).encode()
            held.update({f"{body.folder}/{name}": content for name, content in body.files.items()})
            held.update({f"{body.folder}/{one.file}": meeting_xml(body, one).encode() for one in body.meetings})
        return held

    def write(self):
        now = self.sources()
        for name in sorted(set(self.written) - set(now)):
            os.remove(os.path.join(self.folder, name))
        for name in sorted(now):
            if self.written.get(name) != now[name]:
                write(os.path.join(self.folder, name), now[name])
        self.written = now

    def outputs_of(self, body, one):
        """What a build makes of a meeting, besides pages: its documents without extension, and the files it copies."""
        return [f"{body.id}/{one.stem()}."] + [f"{body.id}/files/{name}" for name in one.attachments]


# -- edits: each says what it did, or None where it could not --

def any_meeting(corpus):
    body = corpus.chance.choice([body for body in corpus.bodies if body.meetings])
    return body, corpus.chance.choice(body.meetings)


def change_remark(corpus):
    body, one = any_meeting(corpus)
    one.remarks[corpus.chance.randrange(len(one.remarks))] = corpus.word()
    return f"a remark of {body.id}/{one.file}"


def change_action(corpus):
    body, one = any_meeting(corpus)
    if not one.actions:
        return f"a new action {corpus.add_action(one)['n']} in {body.id}/{one.file}"
    row = corpus.chance.choice(one.actions)
    what = corpus.chance.choice(["text", "owner", "due", "n", "track", "away"])
    if what == "away":
        one.actions.remove(row)
    else:
        row[what] = {"text": corpus.word, "owner": lambda: corpus.chance.choice([None, "ann-lee", "bo-ek cy-ray", "nobody-known"]),
                     "due": lambda: corpus.due(one), "n": lambda: f"1.{corpus.chance.randint(1, 9)}",
                     "track": lambda: corpus.chance.choice([None, "no"])}[what]()
    return f"{what} of an action of {body.id}/{one.file}"


def change_update(corpus):
    body, one = any_meeting(corpus)
    if not one.updates or corpus.chance.random() < 0.4:
        return f"a new update in {body.id}/{one.file}" if corpus.add_update(body, one) else None
    row = corpus.chance.choice(one.updates)
    what = corpus.chance.choice(["status", "due", "owner", "text", "away"])
    if what == "away":
        one.updates.remove(row)
    else:
        row[what] = {"status": lambda: corpus.chance.choice(STATUSES), "due": lambda: corpus.due(one), "text": corpus.word,
                     "owner": lambda: corpus.chance.choice([None, "ann-lee", "di-moss"])}[what]()
    return f"{what} of an update of {body.id}/{one.file}"


def change_links(corpus):
    body, one = any_meeting(corpus)
    if one.links and corpus.chance.random() < 0.5:
        one.links.pop()
        return f"a link taken from {body.id}/{one.file}"
    other, meeting = any_meeting(corpus)
    address = f"{other.id}/{meeting.date}{meeting.sitting}"
    one.links.append(address + corpus.chance.choice(["", "#1", "#1.1"]))
    return f"a link to {address} in {body.id}/{one.file}"


def change_text(corpus):
    """Approval, status, restricted passage, next meeting, another remark."""
    body, one = any_meeting(corpus)
    what = corpus.chance.choice(["approves", "status", "restricted", "next", "more"])
    if what == "approves":
        one.approves = [] if one.approves else [corpus.chance.choice(body.meetings).date]
    elif what == "status":
        one.status = "approved" if one.status == "draft" else "draft"
    elif what == "restricted":
        one.restricted = None if one.restricted else corpus.word()
        one.hidden_attachments = corpus.chance.choice([[], ["papers/two.txt"]])
    elif what == "next":
        one.next = None if one.next else str(datetime.date.fromisoformat(one.date) + datetime.timedelta(days=42))
    else:
        one.remarks.append(corpus.word())
    return f"{what} of {body.id}/{one.file}"


def change_meetings(corpus):
    """A meeting comes or goes, gets another day, another file, a second sitting beside it, a translation."""
    body, one = any_meeting(corpus)
    what = corpus.chance.choice(["remove", "add", "add", "file", "date", "sitting", "translate", "swap"])
    if what == "remove" and len(body.meetings) > 3:
        body.meetings.remove(one)
    elif what == "add" and len(body.meetings) < 11:
        new = corpus.add_meeting(body, corpus.chance.randint(0, 9))
        if any(other.file == new.file for other in body.meetings if other is not new):
            new.sitting, new.file = "b", f"{new.date}b.xml"
        if any(other.file == new.file for other in body.meetings if other is not new):
            body.meetings.remove(new)
            return None
    elif what == "file":
        corpus.count += 1
        one.file = f"meeting-{corpus.count}.xml" if corpus.chance.random() < 0.5 else f"{one.date}-{corpus.count}.xml"
    elif what == "date":
        one.date = str(datetime.date.fromisoformat(one.date) + datetime.timedelta(days=corpus.chance.choice([-40, -1, 1, 7, 300])))
    elif what == "sitting":
        one.sitting = "" if one.sitting else "b"
    elif what == "translate" and not any(other.lang for other in body.meetings):
        other = copy.deepcopy(one)
        other.lang, other.file, other.remarks = "cy", one.file.replace(".xml", ".cy.xml"), ["Siaradwyd am y felin."]
        body.meetings.append(other)
    elif what == "swap":
        other = corpus.chance.choice(body.meetings)
        one.file, other.file = other.file, one.file
    else:
        return None
    return f"{what}: {body.id}/{one.file}"


def change_body(corpus):
    body = corpus.chance.choice(corpus.bodies)
    what = corpus.chance.choice(["name", "name", "member", "layout", "level", "id", "post", "gone"])
    if what == "name":
        later = str(FIRST_DAY + datetime.timedelta(days=corpus.chance.randint(1, 300)))
        body.names = [body.names[0], (later, f"Group {corpus.count}")] if len(body.names) < 2 else [(None, body.names[1][1])]
    elif what == "member":
        body.members = corpus.chance.randint(1, 4)
    elif what == "layout":
        body.layout = "headings" if body.layout == "columns" else "columns"
    elif what == "level":
        level = (corpus.chance.choice(["action-dropped", "not-approved", "no-owner", "action-overdue"]),
                 corpus.chance.choice(["off", "error", "note", "warning"]))
        body.level = None if body.level else level
    elif what == "id":
        body.id = body.folder if body.id != body.folder else body.folder + "-new"
    elif what == "post":
        body.posts = [] if body.posts else [("bo-ek", None, "Miller"), ("bo-ek", "2024-01-01", "Warden")]
    elif body.gone or all(not other.gone for other in corpus.bodies) and len(corpus.bodies) > 1:
        body.gone = not body.gone
    return f"{what} of {body.folder}/body.xml"


def change_file(corpus):
    body = corpus.chance.choice(corpus.bodies)
    name = corpus.chance.choice(["plan.png", "papers/one.txt", "papers/two.txt"])
    if name in body.files and corpus.chance.random() < 0.3:
        del body.files[name]
    else:
        body.files[name] = picture(corpus.chance.randrange(256)) if name.endswith("png") else corpus.word().encode()
    return f"{body.folder}/{name}"


def change_named_files(corpus):
    body, one = any_meeting(corpus)
    if corpus.chance.random() < 0.4:
        one.figure = None if one.figure else "plan.png"
    elif one.attachments and corpus.chance.random() < 0.5:
        one.attachments.pop()
    else:
        one.attachments = sorted({*one.attachments, corpus.chance.choice(["papers/one.txt", "papers/two.txt"])})
    return f"files of {body.id}/{one.file}"


def break_meeting(corpus):
    body, one = any_meeting(corpus)
    one.broken = corpus.chance.choice(["malformed", "invalid", "rule"]) if not one.broken else None
    return f"{body.id}/{one.file} is {one.broken or 'mended'}"


def mend_all(corpus):
    for body in corpus.bodies:
        body.broken = None
        for one in body.meetings:
            one.broken = None
    return "all is mended"


def break_body(corpus):
    body = corpus.chance.choice(corpus.bodies)
    body.broken = corpus.chance.choice(["malformed", "invalid", "rule"]) if not body.broken else None
    return f"{body.folder}/body.xml is {body.broken or 'mended'}"


def touch(corpus):
    name = corpus.chance.choice(sorted(corpus.written))
    os.utime(os.path.join(corpus.folder, name))
    return f"touch {name}"


def change_blanks(corpus):
    body, one = any_meeting(corpus)
    one.blanks = (one.blanks + 1) % 4
    return f"blanks of {body.id}/{one.file}"


EDITS = ((change_remark, 12), (change_action, 16), (change_update, 18), (change_links, 8), (change_text, 10), (change_meetings, 12),
         (change_body, 8), (change_file, 5), (change_named_files, 6), (break_meeting, 8), (mend_all, 3), (break_body, 2), (touch, 4),
         (change_blanks, 4))


def edit(corpus):
    """One edit, chosen by chance and written; says what it was."""
    made = None
    while not made:
        made = corpus.chance.choices([row[0] for row in EDITS], [row[1] for row in EDITS])[0](corpus)
    corpus.write()
    return made
