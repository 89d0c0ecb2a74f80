"""Who meets and when: families of bodies, their people, their seats over the years and the dates of their meetings."""
import hashlib
import itertools
import random
from datetime import date, timedelta
from xml.sax.saxutils import quoteattr

import wording

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
PER_FAMILY = 1 + len(wording.COMMITTEES)
LAST_DAY = date(2024, 12, 2)
PLAIN = str.maketrans("ÓüøŻ", "OuoZ")
ROLES = ("chair", "vice-chair", "treasurer")
FEW = 20  # tries, after which a name gets an initial
STYLES = ("dotted", "headings", "path")


class Chance:
    """Chance that is the same on every machine: only random() is promised to give the same numbers for ever."""

    def __init__(self, *seed):
        digest = hashlib.sha256("/".join(str(part) for part in seed).encode()).digest()
        self.random = random.Random(int.from_bytes(digest[:16], "big")).random

    def below(self, count):
        return int(self.random() * count)

    def between(self, low, high):
        return low + int(self.random() * (high - low + 1))

    def pick(self, rows):
        return rows[int(self.random() * len(rows))]

    def happens(self, share):
        return self.random() < share

    def some(self, rows, count):
        """That many different rows, in their own order."""
        left, taken = list(range(len(rows))), []
        for _ in range(min(count, len(rows))):
            taken.append(left.pop(self.below(len(left))))
        return [rows[i] for i in sorted(taken)]


class Person:
    def __init__(self, chance, taken):
        for tries in itertools.count():
            self.given, family = chance.pick(wording.GIVEN), chance.pick(wording.FAMILY)
            initial = chr(ord("A") + chance.below(26)) + ". " if tries > FEW else ""
            self.name = f"{self.given} {initial}{family}"
            self.id = self.name.translate(PLAIN).lower().replace(".", "").replace(" ", "-")
            if self.id not in taken:
                break
        taken.add(self.id)
        self.honorific = chance.pick(wording.HONORIFICS) if chance.happens(0.15) else None
        self.post, self.organisation = chance.pick(wording.POSTS), chance.pick(wording.ORGANISATIONS)

    def xml(self):
        honorific = f' honorific="{self.honorific}"' if self.honorific else ""
        return (f'    <person id="{self.id}">\n      <name{honorific}>{self.name}</name>\n      <post>{self.post}</post>\n'
                f"      <organisation>{capital(self.organisation)}</organisation>\n    </person>\n")


class Term:
    """A seat held by one person for a time; the last holder has no end."""

    def __init__(self, person, role, start, end, before):
        self.person, self.role, self.start, self.end, self.before = person, role, start, end, before
        self.voting = role not in ("clerk", "observer")

    def xml(self):
        role = f' role="{self.role}"' if self.role else ""
        until = f' until="{self.end}"' if self.end else ""
        before = f' replaces="{self.before.id}"' if self.before else ""
        return f'    <member ref="{self.person.id}"{role} from="{self.start}"{until}{before}/>\n'


class Slot:
    """When and as what one meeting is held."""

    def __init__(self, day, kind="ordinary", sitting=""):
        self.day, self.kind, self.sitting = day, kind, sitting
        self.address = f"{day}{sitting}"
        self.next_ordinary = None


class Body:
    def __init__(self, seed, number, count, family):
        self.chance = chance = Chance(seed, "body", number, count)
        place, kind = divmod(number, PER_FAMILY)
        part, name = (wording.BOARD, *wording.COMMITTEES)[kind]
        self.place, self.family, self.kind = place_name(place), family, kind
        self.id, self.name = f"{self.place.lower()}-{part}", f"{self.place} {name}"
        self.style = STYLES[chance.below(len(STYLES))]
        self.slots = self.dates(kind, count)
        self.taken, self.seats = set(), []
        self.fill_seats(self.slots[0].day, self.slots[-1].day)
        self.open, self.closed, self.unapproved, self.targets = [], [], [], []
        self.budget = chance.between(6, 16) * 1000
        family.append(self)

    def dates(self, weekday, count):
        """Bodies of one family meet on different days of the week, so that what is earlier is never in doubt."""
        chance = self.chance
        weeks = max(1 if count > 1000 else 2, min(9, 17 * 52 // count))
        rows, day = [], LAST_DAY - timedelta(weeks=weeks * count) + timedelta(days=weekday)
        while len(rows) < count:
            rows.append(Slot(day, "annual" if len(rows) > 2 and len(rows) % 13 == 3 else "ordinary"))
            room = 1 < len(rows) < count - 1
            if room and chance.happens(0.02):
                rows.append(Slot(day, "extraordinary", "b"))
            elif room and weeks > 1 and chance.happens(0.05):
                rows.append(Slot(day + timedelta(weeks=1), "extraordinary"))
            day += timedelta(weeks=weeks + (chance.below(2) if weeks > 3 else 0))
        rows[-1].kind = "ordinary"
        upcoming = Slot(day)
        for slot in reversed(rows):
            slot.next_ordinary = upcoming
            upcoming = slot if slot.kind == "ordinary" else upcoming
        return rows

    def fill_seats(self, first, last):
        chance = self.chance
        for seat in range(chance.between(11, 14)):
            role = ROLES[seat] if seat < len(ROLES) else None
            self.seats.append(self.fill_seat(role, first, last))
        self.seats.append(self.fill_seat("observer", first, last))
        self.seats.append(self.fill_seat("clerk", first, last))

    def fill_seat(self, role, first, last):
        chance, terms, start, before = self.chance, [], first - timedelta(days=30), None
        while True:
            person, end = Person(chance, self.taken), start + timedelta(days=chance.between(450, 3300))
            terms.append(Term(person, role, start, end if end < last else None, before))
            if end >= last:
                return terms
            start, before = end + timedelta(days=1), person

    def holders(self, day):
        return [term for seat in self.seats for term in seat if term.start <= day and (not term.end or day <= term.end)]

    def people(self):
        return [term.person for seat in self.seats for term in seat]

    def related(self):
        rows = []
        for other in self.family:
            if other is not self:
                kind = "parent" if other.kind == 0 else "subgroup" if self.kind == 0 else "sister"
                rows.append(f'  <related id="{other.id}" kind="{kind}">{other.name}</related>\n')
        return "".join(rows)

    def xml(self):
        layout = "columns" if self.style == "dotted" else "headings"
        clerk = self.seats[-1][-1].person
        people = "".join(person.xml() for person in self.people())
        members = "".join(term.xml() for seat in self.seats for term in seat)
        task_group = " ".join(seat[0].person.id for seat in self.seats[3:6])
        return (f'{HEAD}<body xmlns="urn:minutec:minutes" version="1" id="{self.id}" layout="{layout}" profile="partnership"\n'
                f'    zone="Europe/London" xml:lang="en-GB">\n  <name>{self.name}</name>\n'
                f"  <name kind=\"short\">{self.name.split(' ', 1)[1]}</name>\n{self.related()}"
                f"  <people>\n{people}  </people>\n  <membership>\n{members}  </membership>\n"
                f'  <groups>\n    <group id="all-members">All members</group>\n'
                f'    <group id="task-group" members="{task_group}">Task group</group>\n  </groups>\n'
                f'  <quorum count="4" of="voting"/>\n  <abbreviation short="VB">Volunteer Bureau</abbreviation>\n'
                f'  <contact ref="{clerk.id}">\n    <line kind="name">{clerk.name}</line>\n'
                f'    <line kind="email">clerk@{self.place.lower()}.example</line>\n  </contact>\n</body>\n')


def place_name(number):
    """Every pair of parts, then the same with numbers behind them."""
    firsts, lasts = wording.FIRST_PARTS, wording.LAST_PARTS
    turn, number = divmod(number, len(firsts) * len(lasts))
    last, first = divmod(number, len(firsts))
    return firsts[first] + lasts[(last + first) % len(lasts)] + (str(turn + 1) if turn else "")


def capital(text):
    return text[:1].upper() + text[1:]


def attribute(name, value):
    return f" {name}={quoteattr(value)}" if value else ""


def families(seed, meetings, bodies):
    """Lists of bodies that may refer to one another."""
    share, more = divmod(meetings, bodies)
    rows = []
    for number in range(bodies):
        if number % PER_FAMILY == 0:
            rows.append([])
        count = share + (number < more)
        if count:
            Body(seed, number, count, rows[-1])
    return [row for row in rows if row]
