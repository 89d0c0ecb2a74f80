"""One meeting of the synthetic corpus, written as XML: plans its items and actions first, so that updates and links can
name them, then writes. What is still open goes on to the body's next meeting."""
import re
from datetime import timedelta

import wording
from bodies import HEAD, attribute, capital

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# How many ordinary meetings report on a tracked action until it is closed, as parts of a hundred.
LIVES = ((70, 1), (88, 2), (95, 3), (98, 4), (100, 6))
TRACKED = 0.49
REMEMBERED = 40
SLOT = re.compile(r"\{(\w+)\}")


def compiled(template):
    parts = SLOT.split(template)
    return [(parts[i], parts[i + 1] if i + 1 < len(parts) else None) for i in range(0, len(parts), 2)]


TEMPLATES = {}


class Action:
    def __init__(self, number, address):
        self.number, self.address = number, address  # as printed; after the '#'
        self.id = None
        self.meeting = self.due = self.owners = self.raised = None
        self.life, self.tracked, self.restricted = 0, False, False

    def whole(self):
        return f"{self.meeting}#{self.address}"


class Part:
    """An item or sub-item that holds business."""

    def __init__(self, number, topic):
        self.number, self.topic, self.actions = number, topic, []


class Meeting:
    def __init__(self, body, slot):
        self.body, self.slot, self.chance = body, slot, body.chance
        self.out, self.motions, self.decisions = [], 0, 0
        self.ordinary = slot.kind == "ordinary"
        self.brief = slot.kind == "extraordinary"

    # -- words --

    def fill(self, slot, topic):
        chance = self.chance
        if slot == "thing":
            return chance.pick(topic[1])
        if slot == "place":
            return chance.pick(wording.PLACES)
        if slot == "Who":
            return chance.pick(self.names)
        if slot == "organisation":
            return chance.pick(wording.ORGANISATIONS)
        if slot == "Organisation":
            return capital(chance.pick(wording.ORGANISATIONS))
        if slot == "month":
            return chance.pick(MONTHS)
        if slot == "number":
            return str(chance.between(2, 19))
        if slot == "hundreds":
            return str(chance.between(40, 900))
        if slot == "ordinal":
            return f"{chance.between(4, 20)}th"
        return f"£{chance.between(3, 480) * 50:,}"

    def say(self, rows, topic):
        template = self.chance.pick(rows)
        parts = TEMPLATES.get(template)
        if parts is None:
            parts = TEMPLATES[template] = compiled(template)
        return "".join(text + (self.fill(slot, topic) if slot else "") for text, slot in parts)

    def paragraph(self, topic, fewest, most):
        return [self.say(wording.SENTENCES, topic) for _ in range(self.chance.between(fewest, most))]

    # -- writing --

    def put(self, depth, line):
        self.out.append("  " * depth + line)

    def prose(self, depth, tag, lines, attributes=""):
        """An element of prose; one line where it is short."""
        if len(lines) == 1 and len(lines[0]) + len(attributes) < 80:
            self.put(depth, f"<{tag}{attributes}>{lines[0]}</{tag.split(' ')[0]}>")
            return
        pad = "  " * (depth + 1)
        self.out.append("  " * depth + f"<{tag}{attributes}>")
        self.out.extend(pad + line if line else "" for line in lines)
        self.out.append("  " * depth + f"</{tag}>")

    # -- the plan --

    def plan(self):
        chance = self.chance
        self.holders = self.body.holders(self.slot.day)
        self.first = 4 if self.ordinary else 2
        items = chance.between(2, 3) if self.brief else chance.between(7, 9)
        topics = chance.some(wording.TOPICS, items)
        self.items = []
        for i, topic in enumerate(topics):
            number = str(self.first + i)
            subs = chance.between(2, 3) if self.body.style == "dotted" else 0
            parts = [Part(f"{number}.{k + 1}", topic) for k in range(subs)] if subs else [Part(number, topic)]
            self.items.append((number, topic, parts))
        self.plan_actions(chance.between(3, 6) if self.brief else chance.between(9, 20))
        self.secret = chance.pick(self.items)[2][-1] if chance.happens(0.08) else None
        for _, _, parts in self.items:
            for part in parts:
                for action in part.actions:
                    action.restricted = part is self.secret

    def plan_actions(self, count):
        chance, parts = self.chance, [part for item in self.items for part in item[2]]
        for _ in range(count):
            chance.pick(parts).actions.append(None)
        for part in parts:
            for i in range(len(part.actions)):
                letter = chr(ord("a") + i)
                if self.body.style == "path":
                    action = Action(letter, f"{part.number}/{letter}")
                else:
                    action = Action(part.number + letter, part.number + letter)
                if chance.happens(0.05):
                    action.id = action.address = f"act-{part.number.replace('.', '-')}-{letter}"
                part.actions[i] = self.life(action)

    def life(self, action):
        chance = self.chance
        action.meeting, action.raised = self.slot.address, self.slot.day
        action.tracked = chance.happens(TRACKED)
        turn = chance.below(100)
        action.life = next(life for bound, life in LIVES if turn < bound)
        action.owners = [term.person for term in chance.some(self.holders, 1 + (chance.random() < 0.3) + (chance.random() < 0.07))]
        if chance.happens(0.8):
            action.due = self.slot.day + timedelta(days=chance.between(5, 70))
        return action

    # -- heading and attendance --

    def opening(self):
        body, slot, chance = self.body, self.slot, self.chance
        status = "draft" if slot is body.slots[-1] else "approved" if chance.happens(0.7) else "signed"
        kind = attribute("kind", slot.kind if slot.kind != "ordinary" else "")
        sitting = attribute("sitting", slot.sitting)
        self.start = chance.between(9, 18) * 60 + (90 if slot.sitting else chance.pick((0, 15, 30)))
        self.end = self.start + chance.between(70, 120)
        mode = chance.pick(("in-person", "hybrid", "remote"))
        self.root = f'<minutes xmlns="urn:minutec:minutes" version="1" body="{body.id}" date="{slot.day}"{sitting}{kind}'
        self.put(0, f'{self.root} status="{status}"\n    xml:lang="en-GB">')
        self.put(1, f'<meeting mode="{mode}" start="{clock(self.start)}" end="{clock(self.end)}">')
        if chance.happens(0.3):
            self.put(2, f'<heading kind="body">{body.name}</heading>')
            self.put(2, '<heading kind="type">Minutes</heading>')
        if chance.happens(0.25):
            self.prose(2, "held", [f"{chance.pick(wording.VENUES)}, {long_date(slot.day)}"])
        else:
            self.put(2, f"<venue>{chance.pick(wording.VENUES)}</venue>")
        self.put(1, "</meeting>")
        self.attendance()

    def attendance(self):
        chance, begin = self.chance, len(self.out)
        members = [term for term in self.holders if term.role not in ("clerk", "observer")]
        away = [term for term in members if chance.happens(0.17)][:len(members) - 8]
        here = [term for term in members if term not in away]
        if not here or here[0].role not in ("chair", "vice-chair"):
            here[0] = Stand(here[0])
        self.here, self.voters = [term.person for term in here], [term.person for term in here]
        self.chair, self.clerk = here[0].person, self.holders[-1].person
        self.names = [person.name for person in self.here] + [person.given for person in self.here]
        self.late = here[-1].person if len(here) > 6 and chance.happens(0.2) else None
        self.late_at = clock(self.start + chance.between(5, 40))
        self.put(1, "<attendance>")
        self.put(2, "<present>")
        for i, term in enumerate(here):
            role = "chair" if i == 0 else term.role
            arrived = attribute("arrived", self.late_at if term.person is self.late else "")
            mode = attribute("mode", "remote" if chance.happens(0.12) else "")
            self.put(3, f'<person ref="{term.person.id}"{attribute("role", role)}{mode}{arrived}/>')
        if away and chance.happens(0.25):
            self.deputy(chance.pick(away).person)
        self.put(2, "</present>")
        self.others()
        self.put_list("apologies", away[:-1] if len(away) > 2 else away, attribute("accepted", "yes" if chance.happens(0.5) else ""))
        self.put_list("absent", away[-1:] if len(away) > 2 else [], "")
        self.put(1, "</attendance>")
        self.attendance_lines = self.out[begin:]

    def outsider(self):
        chance = self.chance
        while True:
            name = f"{chance.pick(wording.GIVEN)} {chance.pick(wording.FAMILY)}"
            key = "guest-" + name.split(" ", 1)[0].lower()
            if name not in self.names:
                return key, name

    def deputy(self, member):
        key, name = self.outsider()
        self.put(3, f'<person id="{key}-d" name="{name}" role="deputy" deputy-for="{member.id}" voting="yes"/>')

    def others(self):
        chance = self.chance
        self.guest = self.outsider() if chance.happens(0.4) else None
        self.put(2, "<in-attendance>")
        self.put(3, f'<person ref="{self.clerk.id}" role="clerk"/>')
        if chance.happens(0.7):
            self.put(3, f'<person ref="{self.holders[-2].person.id}" role="observer"/>')
        if self.guest:
            organisation = capital(chance.pick(wording.ORGANISATIONS))
            self.put(3, f'<person id="{self.guest[0]}" name="{self.guest[1]}" organisation="{organisation}" role="guest"/>')
        self.put(2, "</in-attendance>")

    def put_list(self, name, terms, attributes):
        if terms:
            self.put(2, f"<{name}{attributes}>")
            self.out.extend(f'      <person ref="{term.person.id}"/>' for term in terms)
            self.put(2, f"</{name}>")

    # -- what was said before --

    def approvals(self, depth):
        chance, left = self.chance, []
        for earlier in self.body.unapproved:
            turn = chance.below(100)
            if turn < 6:
                self.prose(depth, "approval", ["<text>Put off, as the clerk had been ill.</text>"],
                           f' of="{earlier}" outcome="deferred"')
                left.append(earlier)
                continue
            mover, second = chance.some(self.here, 2)
            attributes = f' of="{earlier}" outcome="{"amended" if turn < 22 else "approved"}" proposer="{mover.id}" seconder="{second.id}"'
            lines = ["<text>Agreed as a true record.</text>"]
            if turn < 22:
                words = self.say(wording.AMENDMENTS, chance.pick(wording.TOPICS))
                lines = [f"<text>Agreed, with one correction.</text>", f"<amendment>{words}</amendment>"]
            self.prose(depth, "approval", lines, attributes)
        self.body.unapproved = left

    def reopen(self):
        closed = self.body.closed
        if closed and self.chance.happens(0.08):
            action = self.chance.pick(closed)
            closed.remove(action)
            action.life, action.due, action.back = 1, None, True
            return [action]
        return []

    def successor(self):
        rows = [action for _, _, parts in self.items for part in parts if part is not self.secret for action in part.actions]
        return self.chance.pick(rows) if rows else None

    def status(self, action):
        """What an ordinary meeting says of an open action; the last word closes it."""
        chance = self.chance
        if action.life > 0:
            return "proposed" if action.life == 1 and chance.happens(0.3) else "open" if chance.happens(0.35) else "in-progress"
        turn = chance.below(100)
        if turn < 6 and not action.restricted and self.successor():
            return "superseded"
        return "dropped" if turn < 14 else "done"

    def update(self, depth, action, status):
        chance, attributes = self.chance, [f' action="{action.whole()}" n="{action.number}"']
        if status != "mention":
            attributes.append(f' status="{status}"')
        if status == "superseded":
            attributes.append(f' superseded-by="{self.slot.address}#{self.successor().address}"')
        if status in ("open", "in-progress", "proposed", "reopened"):
            if chance.happens(0.15):
                action.owners = [term.person for term in chance.some(self.holders, 1)]
                attributes.append(owner_attributes(action.owners))
            if not action.due or action.due <= self.slot.day or chance.happens(0.1):
                action.due = self.slot.day + timedelta(days=chance.between(10, 80))
                attributes.append(f' due="{action.due}"')
        lines = [self.say(wording.UPDATES[status], chance.pick(wording.TOPICS))]
        if chance.happens(0.35):
            lines.append(self.say(wording.SENTENCES, chance.pick(wording.TOPICS)))
        self.prose(depth, "update", lines, "".join(attributes))

    def updates(self, depth):
        """Every open action, those raised in private in a passage of their own."""
        body, still = self.body, []
        told = []
        for action in body.open:
            action.life -= 1
            status = self.status(action)
            told.append((action, status))
            if action.life > 0:
                still.append(action)
            elif status == "done" and not action.restricted:
                body.closed = body.closed[-4:] + [action]
        for action in self.reopen():
            told.append((action, "reopened"))
            still.append(action)
        body.open = still
        for action, status in told:
            if not action.restricted:
                self.update(depth, action, status)
        if any(action.restricted for action, _ in told):
            self.put(depth, '<restricted reason="commercial">')
            self.put(depth + 1, "<summary>There were private reports.</summary>")
            for action, status in told:
                if action.restricted:
                    self.update(depth + 1, action, status)
            self.put(depth, "</restricted>")

    def mentions(self, depth):
        """Other meetings may speak of open actions, without settling anything; a board also of those of its committees."""
        body, chance = self.body, self.chance
        if not self.ordinary:
            for action in chance.some([action for action in body.open if not action.restricted], chance.below(3)):
                self.update(depth, action, "mention")
        elif len(body.family) > 1 and chance.happens(0.3):
            other = chance.pick([one for one in body.family if one is not body])
            ours = [action for action in other.open if not action.restricted and action.raised < self.slot.day]
            if ours:
                action = chance.pick(ours)
                words = self.say(wording.UPDATES["mention"], chance.pick(wording.TOPICS))
                self.prose(depth, "update", [words], f' action="{other.id}/{action.whole()}" n="{action.number}"')

    # -- business --

    def link(self, topic):
        """A sentence that points to something earlier, of this body or of its family."""
        chance, body = self.chance, self.body
        family = [one for one in body.family if one is not body and one.targets]
        other = chance.pick(family) if family and chance.happens(0.12) else body
        rows = [target for target in other.targets if target[2] < self.slot.day]
        if not rows:
            return f"The [notice](https://www.{body.place.lower()}.example/{chance.between(100, 999)}) is on the website."
        address, label, _ = chance.pick(rows)
        address = address if other is body else f"{other.id}/{address}"
        return f"For what was said before see [{label}](minutes:{address})" + f" and {topic[1][0]}."

    def table(self):
        chance = self.chance
        lines, total, spent = ["| Heading | Set aside (£) | Spent (£) |", "| :--- | ---: | ---: |"], 0, 0
        for row in chance.some(wording.ROWS, chance.between(3, 6)):
            amount = chance.between(4, 90) * 50
            used = amount * chance.below(100) // 100
            total, spent = total + amount, spent + used
            lines.append(f"| {row} | {amount:,} | {used:,} |")
        return [*lines, f"| **Total** | **{total:,}** | **{spent:,}** |"]

    def text(self, depth, topic):
        chance = self.chance
        lines = self.paragraph(topic, 2, 5)
        turn = chance.below(100)
        if turn < 10:
            lines.append(self.link(topic))
        if turn > 96:
            lines += ["", *self.table()]
        elif turn > 88:
            mark = chance.pick(("- ", "1. ", "- [ ] "))
            lines += ["", self.say(wording.BULLETS, topic), ""]
            lines += [mark + self.say(wording.LIST_ITEMS, topic) for _ in range(chance.between(2, 4))]
        elif turn > 70:
            lines += ["", *self.paragraph(topic, 1, 3)]
        self.prose(depth, "text", lines)

    def remark(self, depth, topic):
        chance = self.chance
        if self.guest and chance.happens(0.2):
            by, printed = self.guest[0], self.guest[1]
        else:
            person = chance.pick(self.here)
            by, printed = person.id, person.given
        printed = attribute("as", printed if chance.happens(0.5) else "")
        self.prose(depth, "remark", [self.say(wording.REMARKS, topic)], f' by="{by}"{printed}')

    def decision(self, depth, topic):
        chance = self.chance
        self.decisions += 1
        kind = chance.pick(("", "agreed", "resolved", "recommended", "noted", "delegated"))
        family = [one.id for one in self.body.family if one is not self.body]
        other = attribute("body", chance.pick(family) if kind == "recommended" and family else "")
        self.remember(f"D{self.decisions}", f"decision D{self.decisions}")
        self.prose(depth, "decision", [self.say(wording.DECISIONS, topic)], f' n="D{self.decisions}"{attribute("kind", kind)}{other}')

    def motion(self, depth, topic):
        chance, self.motions = self.chance, self.motions + 1
        mover, second = chance.some(self.voters, 2)
        against, abstained = chance.below(3), chance.below(3)
        in_favour = len(self.voters) - against - abstained
        number = f"M{self.motions}"
        self.remember(number, f"motion {number}")
        self.put(depth, f'<motion n="{number}" proposer="{mover.id}" seconder="{second.id}" outcome="carried">')
        self.prose(depth + 1, "text", [self.say(wording.MOTIONS, topic)])
        if chance.happens(0.3):
            self.remark(depth + 1, topic)
        if chance.happens(0.25):
            self.roll_call(depth + 1, in_favour, against, abstained)
        else:
            self.put(depth + 1, f'<vote method="show-of-hands" in-favour="{in_favour}" against="{against}" abstained="{abstained}"/>')
        self.put(depth, "</motion>")

    def roll_call(self, depth, in_favour, against, abstained):
        said = ["for"] * in_favour + ["against"] * against + ["abstain"] * abstained
        self.put(depth, f'<vote method="roll-call" in-favour="{in_favour}" against="{against}" abstained="{abstained}">')
        for person, word in zip(self.voters, said):
            self.put(depth + 1, f'<cast ref="{person.id}" vote="{word}"/>')
        self.put(depth, "</vote>")

    def action(self, depth, action, topic):
        chance, body = self.chance, self.body
        attributes = [f' n="{action.number}"', attribute("id", action.id)]
        if not action.tracked:
            attributes.append(' track="no"')
        elif not action.restricted:
            self.remember(action.address, f"action {action.number}")
        if chance.happens(0.06):
            attributes.append(f' owner="{chance.pick(("chair", "clerk", "all-members", "task-group"))}"')
        else:
            attributes.append(owner_attributes(action.owners, body.style == "dotted"))
        if action.due:
            attributes.append(f' due="{action.due}"')
        elif chance.happens(0.4):
            attributes.append(' due="next-meeting"')
        elif chance.happens(0.2):
            attributes.append(' due-text="when it suits"')
        if body.style != "dotted" and chance.happens(0.3):
            attributes.append(' label="Action:"')
        family = [one.id for one in body.family if one is not body]
        if family and not action.tracked and chance.happens(0.1):
            attributes.append(f' body="{chance.pick(family)}"')
        lines = [self.say(wording.ACTIONS if action.tracked else wording.REQUESTS, topic)]
        self.prose(depth, "action", lines, "".join(attributes))
        if action.tracked:
            self.raised.append(action)

    def remember(self, number, label):
        """Something public that later minutes may point to."""
        if not self.secret_now:
            self.fresh.append((f"{self.slot.address}#{number}", f"{label} of {self.slot.day}", self.slot.day))

    def part(self, depth, part):
        """The business of one item or sub-item."""
        chance, topic = self.chance, part.topic
        self.secret_now = part is self.secret
        if self.secret_now:
            self.put(depth, f'<restricted reason="{chance.pick(("commercial", "personal", "legal"))}">')
            self.prose(depth + 1, "summary", [self.say(wording.SUMMARIES, topic)])
            self.prose(depth + 1, "text", [self.say(wording.RESTRICTED, topic)])
            depth += 1
        self.text(depth, topic)
        for share, write in ((0.3, self.text), (0.4, self.remark), (0.12, self.remark), (0.2, self.decision), (0.08, self.motion)):
            if chance.happens(share):
                write(depth, topic)
        for action in part.actions:
            self.action(depth, action, topic)
        if chance.happens(0.02):
            self.prose(depth, "note", [chance.pick(wording.NOTES)])
        if chance.happens(0.03):
            self.prose(depth, "deferral", [self.say(wording.DEFERRALS, topic)], ' to="next-meeting"')
        if self.secret_now:
            self.put(depth - 1, "</restricted>")
        self.secret_now = False

    def item(self, number, topic, parts):
        chance = self.chance
        leader = chance.pick(self.here)
        self.put(1, f'<item n="{number}" lead="{leader.id}"{attribute("as", leader.given if chance.happens(0.5) else "")}>')
        self.put(2, f"<title>{topic[0]}</title>")
        self.remember(number, f"item {number}")
        if self.late and number == str(self.first):
            self.put(2, f'<arrival ref="{self.late.id}" time="{self.late_at}"/>')
        if chance.happens(0.02):
            self.put(2, f'<figure file="plan.png" alt="Plan of {chance.pick(wording.PLACES)}">Plan of the works</figure>')
        if chance.happens(0.05):
            self.prose(2, "attachment", [f"Paper {number}: {self.say(('{thing} in figures',), topic)}"])
        for part in parts:
            if part.number == number:
                for _ in range(2):
                    self.text(2, topic)
                self.part(2, part)
            else:
                self.put(2, f'<item n="{part.number}">')
                self.part(3, part)
                self.put(2, "</item>")
        self.put(1, "</item>")

    def beginning(self):
        """Welcome, interests, earlier minutes and what became of actions."""
        chance, topic = self.chance, wording.TOPICS[0]
        self.put(1, '<item n="1" role="welcome apologies declarations">')
        self.put(2, "<title>Welcome, apologies and interests</title>")
        self.prose(2, "text", [self.say(wording.OPENING, topic)])
        if chance.happens(0.35):
            words = self.say(wording.INTEREST_WORDS, topic)
            self.prose(2, "declaration", [words], f' by="{chance.pick(self.here).id}" interest="{chance.pick(wording.INTERESTS)}"'
                                                  f' item="{chance.pick(self.items)[0]}"')
        self.put(1, "</item>")
        if not self.ordinary and not self.body.open:
            return
        if not self.ordinary:
            self.mentions(1)
            return
        self.put(1, '<item n="2" role="minutes">')
        self.put(2, "<title>Earlier minutes</title>")
        self.approvals(2)
        self.prose(2, "text", self.paragraph(topic, 1, 2))
        self.put(1, "</item>")
        if self.body.style == "dotted":
            self.put(1, "<previous-actions>")
            self.updates(2)
            self.mentions(2)
            self.put(1, "</previous-actions>")
        else:
            self.put(1, '<item n="3" role="matters-arising">')
            self.put(2, "<title>Matters arising</title>")
            self.updates(2)
            self.mentions(2)
            self.put(1, "</item>")

    def ending(self):
        chance, body = self.chance, self.body
        number = str(self.first + len(self.items))
        following = self.slot.next_ordinary.day
        start = chance.pick(("09:30", "10:00", "14:00", "18:30"))
        self.put(1, f'<item n="{number}" role="next-meeting close">')
        self.put(2, "<title>Next meeting</title>")
        attributes = f' date="{following}" start="{start}" venue="{chance.pick(wording.VENUES)}"'
        if chance.happens(0.5):
            self.put(2, f"<next-meeting{attributes}/>")
        else:
            self.prose(2, "next-meeting", [f"{long_date(following)}, as usual"], attributes)
        self.prose(2, "text", [f"The meeting closed at {clock(self.end)}."])
        self.put(1, "</item>")
        if chance.happens(0.04):
            self.put(1, '<appendix n="A">')
            self.prose(2, "title", [self.say(wording.APPENDIX, wording.TOPICS[0])])
            self.prose(2, "text", self.paragraph(wording.TOPICS[0], 2, 4))
            self.put(1, "</appendix>")
        self.put(1, f'<signature by="{self.chair.id}" post="Chair"/>')
        self.put(1, f'<contact ref="{self.clerk.id}">')
        self.put(2, f'<line kind="name">{self.clerk.name}</line>')
        self.put(2, f'<line kind="email">clerk@{body.place.lower()}.example</line>')
        self.put(1, "</contact>")

    def write(self):
        """The whole document. Afterwards the body knows what is still open and what may be pointed to."""
        body = self.body
        self.raised, self.fresh, self.secret_now = [], [], False
        self.plan()
        self.put(0, HEAD.rstrip())
        self.opening()
        self.beginning()
        for item in self.items:
            self.item(*item)
        self.ending()
        self.put(0, "</minutes>\n")
        body.open += self.raised
        body.unapproved.append(self.slot.address)
        body.targets = (body.targets + self.fresh)[-REMEMBERED:]
        return "\n".join(self.out)

    def translation(self):
        """The same meeting in Welsh: its own words, the same people, and nothing that could be referred to."""
        chance = self.chance
        self.out = [HEAD.rstrip(), f'{self.root} xml:lang="cy">', "  <meeting/>", *self.attendance_lines]
        for i, title in enumerate(chance.some(wording.WELSH_TITLES, 5)):
            self.put(1, f'<item n="{i + 1}">')
            self.put(2, f"<title>{title}</title>")
            self.prose(2, "text", chance.some(wording.WELSH, 4))
            self.put(1, "</item>")
        self.put(0, "</minutes>\n")
        return "\n".join(self.out)


class Stand:
    """A member who takes the chair because its holders are away."""

    def __init__(self, term):
        self.person, self.role, self.voting = term.person, "chair", True


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


def long_date(day):
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def owner_attributes(owners, printed=False):
    ids = attribute("owner", " ".join(person.id for person in owners))
    return ids + (attribute("for", " & ".join(person.given for person in owners)) if printed else "")
