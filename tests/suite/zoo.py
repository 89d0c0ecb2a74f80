"""What the importer finds in invented minutes of many kinds of bodies: every file of tests/import/zoo has a NAME.EXT.expect beside it, made by
reading, one fact a line ("present Ada Marsh @7", "item 3.1 @22", "action @40 owners=Ben,Cara due=2019-06-01"; what counts is told in
tests/import/gold/README.md; "@" is a line of the file; "meeting" stands before the facts of a further meeting). The program imports the file;
facts that it missed and claims beyond them are printed. "?" at the head of a line marks a fact that need not be found, "!" a claim that is
wrong and may be made."""
import os
import re
import sys
import xml.etree.ElementTree as ET

from suite.harness import Case, Failure, read

FACT = re.compile(r"(?P<mark>[?!] )?(?P<kind>[a-z]+)(?: (?P<value>.*?))??(?: @(?P<at>\d+))?(?: owners=(?P<owners>.*?))?(?: due=(?P<due>\S+))?$")
PLACED = ("item", "action", "decision")
SINGLE = ("body", "date", "venue", "start", "end")
PEOPLE = {"present": ("present",), "apologies": ("apologies",), "absent": ("absent",)}


class Fact:
    def __init__(self, line):
        found = FACT.fullmatch(line)
        if not found or found["kind"] not in PLACED + SINGLE + tuple(PEOPLE) + ("next",):
            raise Failure(f"no fact: {line}")
        self.line = line
        self.mark = (found["mark"] or "").strip()
        self.kind, self.value, self.due = found["kind"], found["value"], found["due"]
        self.at = int(found["at"] or 0)
        self.owners = [one for one in (found["owners"] or "").split(",") if one]


def expected(path):
    """The facts of each meeting of a file."""
    meetings = [[]]
    for line in read(path).splitlines():
        if line.strip() == "meeting":
            meetings.append([])
        elif line.strip() and not line.startswith("#"):
            meetings[-1].append(Fact(line.strip()))
    return meetings if any(meetings) else []


class Comparison:
    """One meeting as imported against the facts: what was missed, and what was claimed beyond them."""

    def __init__(self, quality, got, facts):
        self.quality, self.got, self.facts = quality, got, facts
        self.missed, self.beyond, self.held = [], [], 0
        for kind in PLACED:
            self.placed(kind)
        for kind, statuses in PEOPLE.items():
            self.people(kind, statuses)
        self.next()
        self.single()

    def of(self, kind):
        return [fact for fact in self.facts if fact.kind == kind]

    def settle(self, kind, claims, fits, tell):
        facts = self.of(kind)
        pairs, over, missed = self.quality.pair(claims, facts, fits)
        self.held += sum(not fact.mark for _, fact in pairs)
        self.missed += [fact.line for fact in missed if not fact.mark]
        self.beyond += [tell(claim) for claim in over]
        return pairs

    def placed(self, kind):
        near, root = self.quality.distance, self.got
        if kind == "item":
            def fits(claim, fact):
                away = near((claim[0], claim[0]), fact.at)
                number = (claim[1] or "-").strip(" .)(")
                return None if away is None or number != fact.value.strip(" .)(") else away
            self.settle(kind, root.items, fits, lambda claim: f"item {claim[1] or '-'} @{claim[0]}")
        elif kind == "decision":
            self.settle(kind, root.decisions, lambda claim, fact: near(claim, fact.at), lambda claim: f"decision @{claim[0]}")
        else:
            pairs = self.settle(kind, root.deeds, lambda claim, fact: near(claim[0], fact.at), lambda claim: f"action @{claim[0][0]}")
            for claim, fact in pairs:
                if not fact.mark and not self.same_action(claim, fact):
                    self.held -= 1
                    self.missed.append(f"{fact.line} (as owners={claim[1]} due={claim[2]})")

    def alike(self, one, other):
        """An owner by name, first name or initials."""
        one, other = one.replace("_", " "), other.replace("_", " ")
        initials = ["".join(word[0] for word in self.quality.plain(name).split()) for name in (one, other)]
        endings = [self.quality.plain(name) for name in (one, other)]
        return (self.quality.same_owner(one, other) or endings[0].endswith(" " + endings[1]) or endings[1].endswith(" " + endings[0]) or
                initials[0] == endings[1] or initials[1] == endings[0])

    def same_action(self, claim, fact):
        same, names = self.alike, claim[1]
        return (all(any(same(name, one) for group in names for name in group) for one in fact.owners) and
                all(any(same(name, one) for name in group for one in fact.owners) for group in names) and fact.due in (claim[2] or None, "*"))

    def people(self, kind, statuses):
        claims = sum((self.got.people[status] for status in statuses), [])
        self.settle(kind, claims, lambda claim, fact: 0 if any(self.quality.same_name(name, fact.value) for name in claim) else None,
                    lambda claim: f"{kind} {claim[0]}")

    def next(self):
        self.settle("next", self.got.next, lambda claim, fact: 0 if (claim or "-") == fact.value else None, lambda claim: f"next {claim}")

    def single(self):
        plain = self.quality.plain
        for kind in SINGLE:
            facts, claim = self.of(kind), self.got.single[kind]
            whole = kind not in ("body", "venue")  # of those the telling part will do
            held = [fact for fact in facts if claim and (plain(fact.value) == plain(claim) if whole else plain(fact.value) in plain(claim))]
            self.held += sum(not fact.mark for fact in held)
            self.missed += [f"{fact.line} (as {claim})" for fact in facts if fact not in held and not fact.mark]
            if kind == "date" and claim and not facts:
                self.beyond.append(f"date {claim}")


def with_posts(meeting, names):
    """An owner's names, the last of each, and the posts that the attendance prints with one of them: an action of the Clerk's is hers."""
    listed = [one for ones in meeting.people.values() for one in ones if set(one) & set(names)]
    return names + [name.split()[-1] for name in names if name] + [post for one in listed for said in one for post in re.findall(r"[A-Z][a-z]+", said.partition("(")[2] or said.partition(",")[2])]


def add_facts(quality, meeting, body):
    """What the measurement of real minutes does not look at."""
    root, space = meeting.root, quality.NS
    meeting.deeds = [(place, [with_posts(meeting, names) for names in owners], action.get("due"))
                     for (place, owners), action in zip(meeting.actions, root.iter(space + "action"))]
    told = root.find(space + "meeting")
    meeting.single = {"date": root.get("date"), "venue": None, "body": None}
    meeting.single.update({key: told.get(key) if told is not None else None for key in ("start", "end")})
    for part in root.iter():
        if part.tag in (space + "held", space + "venue"):
            meeting.single["venue"] = part.get("venue") or (part.text if part.tag == space + "venue" else None)
    if body is not None:
        names = [body.findtext(space + "name")] + ["".join(heading.itertext()) for heading in root.iter(space + "heading")
                                                    if heading.get("kind") in ("body", "sub-body")]
        meeting.single["body"] = " | ".join(names)
    return meeting


def compare_file(minutec, quality, path, folder):
    """Facts held, facts in all, claims made, what was missed and what is wrong."""
    read_meetings = quality.imported(minutec, path, folder)
    bodies = [ET.parse(os.path.join(place, "body.xml")).getroot() for place, _, names in os.walk(folder) if "body.xml" in names]
    meetings = [add_facts(quality, one, bodies[0] if bodies else None) for one in read_meetings]
    facts = expected(path + ".expect")
    missed, beyond, held, claims = [], [], 0, 0
    for i in range(max(len(meetings), len(facts))):
        if i >= len(meetings):
            missed += [fact.line for fact in facts[i] if fact.mark == ""]
            continue
        given = facts[i] if i < len(facts) else []
        if i >= len(facts):
            beyond.append(f"meeting {i + 1}")
        wrong = [fact for fact in given if fact.mark == "!"]
        done = Comparison(quality, meetings[i], [fact for fact in given if fact.mark != "!"])
        missed, held = missed + done.missed, held + done.held
        allowed = [fact.line[2:].rpartition(" @")[0] if fact.kind in PEOPLE else fact.line[2:] for fact in wrong]
        beyond += [claim for claim in done.beyond if claim not in allowed]
        claims += done.held + len(done.beyond)
    total = sum(1 for one in facts for fact in one if not fact.mark)
    return held, total, claims, missed, beyond


def module(root):
    folder = os.path.join(root, "tests", "import")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    import quality
    return quality


def run_file(name):
    def run(context):
        root = context.suite.root
        program = context.suite.program(context.flavour)
        path = os.path.join(root, "tests", "import", "zoo", name)
        _, _, _, missed, beyond = compare_file(program, module(root), path, context.path("body"))
        if missed or beyond:
            raise Failure("\n".join([f"{len(missed)} missed, {len(beyond)} beyond"] + [f"missed: {line}" for line in missed] +
                                    [f"beyond: {line}" for line in beyond]))
    return run


def files_of(folder):
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    return [name for name in names if name + ".expect" in names]


def cases(suite):
    for name in files_of(os.path.join(suite.root, "tests", "import", "zoo")):
        yield Case(f"zoo/{name}", run_file(name), limit=60)
