"""Changes in documents at random, in their trees and in their bytes; and odd values for every kind of value."""
import copy
import pathlib
import random
import re
import xml.etree.ElementTree as ET
from xml.sax.saxutils import quoteattr

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
NS = "urn:minutec:minutes"
RNG = "{http://relaxng.org/ns/structure/1.0}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def meeting(content, before="", **attributes):
    given = "".join(f" {name.replace('_', ':')}={value}" for name, value in attributes.items())
    return f'<minutes xmlns="{NS}" version="1" body="x"{given}>{before}<meeting/><attendance/>{content}</minutes>'


def body(content, **attributes):
    given = "".join(f" {name}={value}" for name, value in attributes.items())
    return f'<body xmlns="{NS}" version="1" id="x"{given}><name>X</name>{content}</body>'


# One place for each kind of value, @ in it; every odd value is tried in each.
PLACES = [
    meeting("", date="@"), meeting("", sitting="@"), meeting("", kind="@"), meeting("", xml_lang="@"), meeting("", src="@"),
    meeting("", confidence="@"), meeting("<item id=@/>"), meeting("<item role=@/>"), meeting("<item body=@/>"),
    meeting("<item time=@/>"), meeting("<text by=@/>"), meeting("<action due=@/>"), meeting("<deferral to=@/>"),
    meeting("<vote against=@/>"), meeting("<update action=@/>"), meeting('<approval outcome="approved" of=@/>'),
    meeting('<approval outcome="amended" of="2024-07-03"><amendment of=@/></approval>'), meeting("<attachment file=@/>"),
    meeting("<columns text=@/>"), meeting("", '<provenance file="x" sha256=@/>'),
    body("", zone="@"), body("<quorum count=@/>"), body("<quorum share=@/>"), body('<policy><level code=@ set="off"/></policy>'),
]

ODD_VALUES = [
    "", " ", "\u00a0", "+5", "-0", "-1", "007", "5", "5.", ".5", "0.5", "1.0", "1e3", "\uff11\uff12", "9" * 40, "0" * 30 + "7",
    "0." + "3" * 12, "0." + "3" * 40, "2024-02-29", "2023-02-29", "2024-02-30", "2024-2-3", "2024-02-01Z", "0000-01-01",
    "12024-01-01", "2/10/2024", "2 October 2024", "next-meeting", "next meeting", "en_GB", "en-GB", "e", "x-klingon", "abcdefghi",
    "a b", "a  b ", "Ada Marsh", "ada-marsh", "ada-marsh ben-okoro", "a--b", "-a", "\u00e9", "\U0001f600", "a\u00a0b", "\u2028",
    "2024-07-03#4.1", "2024-07-03#", "2024-07-03#\u0085", "2024-07-03#a\u2028b", "x#y", "0" * 64, "\u0663", "01", "+", "-", ".", "2024-07-03#\u00a0", "2024-07-03#a b", "x/2024-07-03b#\u00e9", "2024-07-03", "a/b.png",
    "a\\b", "a:b", "9:30", "09:30", "24:00", "yes", "no", "Yes", "1/3", "0/3", "welcome close", "Europe/London", "x" * 3000,
]


def vocabulary():
    grammar = ET.parse(ROOT / "schemas" / "minutes.rng").getroot()
    elements = sorted({e.get("name") for e in grammar.iter(RNG + "element")})
    attributes = sorted({a.get("name") for a in grammar.iter(RNG + "attribute")})
    values = sorted({v.text for v in grammar.iter(RNG + "value")})
    return elements, [LANG if a == "xml:lang" else a for a in attributes], values


class Mutator:
    def __init__(self, rng):
        self.rng = rng
        self.elements, self.attributes, self.values = vocabulary()
        self.steps = [
            self.rename, self.misspell, self.remove, self.unwrap, self.wrap, self.duplicate, self.move, self.swap, self.shuffle,
            self.insert, self.insert_text, self.drop_attribute, self.rename_attribute, self.change_value, self.add_attribute,
            self.exchange_values, self.change_namespace,
        ]

    def any_element(self, root, at_root=False):
        """An element and its parent; the root only where asked for."""
        pairs = [(child, parent) for parent in root.iter() for child in parent]
        if at_root:
            pairs.append((root, None))
        return self.rng.choice(pairs) if pairs else (root, None)

    def with_attributes(self, root):
        found = [e for e in root.iter() if e.attrib]
        return self.rng.choice(found) if found else None

    def attribute_of(self, element):
        return self.rng.choice(sorted(element.attrib))

    def value(self):
        return self.rng.choice(ODD_VALUES) if self.rng.random() < 0.6 else self.rng.choice(self.values)

    def misspelt(self, name):
        at = self.rng.randrange(len(name))
        kind = self.rng.randrange(4)
        if kind == 0 and len(name) > 1:
            return name[:at] + name[at + 1:]
        if kind == 1:
            return name[:at] + self.rng.choice("aeiounst") + name[at:]
        if kind == 2:
            return name.capitalize()
        return name[:at] + name[at:at + 2][::-1] + name[at + 2:]

    @staticmethod
    def local(element):
        return element.tag.rpartition("}")[2]

    # Each step changes the tree and returns what it did, or None where it could not.

    def rename(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        old, new = self.local(element), self.rng.choice(self.elements + ["p", "section", "b", "heading1", "x"])
        element.tag = f"{{{NS}}}{new}"
        return f"{old} renamed {new}"

    def misspell(self, root):
        element, parent = self.any_element(root)
        new = self.misspelt(self.local(element))
        if parent is None or not re.fullmatch(r"[A-Za-z_][-A-Za-z0-9._]*", new):
            return None
        old, element.tag = self.local(element), f"{{{NS}}}{new}"
        return f"{old} misspelt {new}"

    def remove(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        parent.remove(element)
        return f"{self.local(element)} removed from {self.local(parent)}"

    def unwrap(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        at = list(parent).index(element)
        parent.remove(element)
        for offset, child in enumerate(list(element)):
            parent.insert(at + offset, child)
        return f"{self.local(element)} in {self.local(parent)} unwrapped"

    def wrap(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        name = self.rng.choice(self.elements + ["section"])
        at = list(parent).index(element)
        parent.remove(element)
        outer = ET.Element(f"{{{NS}}}{name}")
        outer.append(element)
        parent.insert(at, outer)
        return f"{self.local(element)} wrapped in {name}"

    def duplicate(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        parent.insert(self.rng.randrange(len(parent) + 1), copy.deepcopy(element))
        return f"{self.local(element)} in {self.local(parent)} duplicated"

    def move(self, root):
        element, parent = self.any_element(root)
        target, _ = self.any_element(root, True)
        if parent is None or target in set(element.iter()):
            return None
        parent.remove(element)
        target.insert(self.rng.randrange(len(target) + 1), element)
        return f"{self.local(element)} moved from {self.local(parent)} to {self.local(target)}"

    def swap(self, root):
        parents = [e for e in root.iter() if len(e) > 1]
        if not parents:
            return None
        parent = self.rng.choice(parents)
        a, b = sorted(self.rng.sample(range(len(parent)), 2))
        parent[a], parent[b] = parent[b], parent[a]
        return f"{self.local(parent[b])} and {self.local(parent[a])} swapped in {self.local(parent)}"

    def shuffle(self, root):
        parents = [e for e in root.iter() if len(e) > 2]
        if not parents:
            return None
        parent = self.rng.choice(parents)
        children = list(parent)
        self.rng.shuffle(children)
        parent[:] = children
        return f"children of {self.local(parent)} shuffled"

    def insert(self, root):
        parent, _ = self.any_element(root, True)
        name = self.rng.choice(self.elements)
        child = ET.Element(f"{{{NS}}}{name}")
        if self.rng.random() < 0.5:
            child.text = "Words."
        parent.insert(self.rng.randrange(len(parent) + 1), child)
        return f"{name} inserted in {self.local(parent)}"

    def insert_text(self, root):
        element, _ = self.any_element(root, True)
        text = self.rng.choice(["Words here.", "\u00a0", "  ", "x", "\u3000", "&"])
        if len(element) and self.rng.random() < 0.5:
            child = self.rng.choice(list(element))
            child.tail = (child.tail or "") + text
        else:
            element.text = (element.text or "") + text
        return f"text {text!r} in {self.local(element)}"

    def drop_attribute(self, root):
        element = self.with_attributes(root)
        if element is None:
            return None
        name = self.attribute_of(element)
        del element.attrib[name]
        return f"attribute {name} taken from {self.local(element)}"

    def rename_attribute(self, root):
        element = self.with_attributes(root)
        if element is None:
            return None
        name = self.attribute_of(element)
        new = self.misspelt(name) if self.rng.random() < 0.5 and "{" not in name else self.rng.choice(self.attributes)
        if not re.fullmatch(r"[A-Za-z_{][-A-Za-z0-9._{}:/]*", new):
            return None
        element.set(new, element.attrib.pop(name))
        return f"attribute {name} of {self.local(element)} renamed {new}"

    def change_value(self, root):
        element = self.with_attributes(root)
        if element is None:
            return None
        name, value = self.attribute_of(element), self.value()
        element.set(name, value)
        return f"{self.local(element)}/@{name} set to {value[:40]!r}"

    def add_attribute(self, root):
        element, _ = self.any_element(root, True)
        name, value = self.rng.choice(self.attributes + ["colour", "{urn:x}y"]), self.value()
        element.set(name, value)
        return f"{self.local(element)}/@{name} given as {value[:40]!r}"

    def exchange_values(self, root):
        element = self.with_attributes(root)
        names = sorted(element.attrib) if element is not None else []
        if len(names) < 2:
            return None
        a, b = self.rng.sample(names, 2)
        element.attrib[a], element.attrib[b] = element.attrib[b], element.attrib[a]
        return f"values of {a} and {b} of {self.local(element)} exchanged"

    def change_namespace(self, root):
        element, parent = self.any_element(root)
        if parent is None:
            return None
        element.tag = self.rng.choice(["{urn:x}", "", "{http://www.w3.org/1999/xhtml}"]) + self.local(element)
        return f"{self.local(element)} put in another namespace"

    def mutate(self, data):
        """The bytes of a document changed in one to three ways, and what was done."""
        root, done = ET.fromstring(data), []
        if self.rng.random() < 0.02:
            root = self.rng.choice(list(root.iter()))
            done.append(f"{self.local(root)} taken out as the root")
        wanted = self.rng.choice([1, 1, 1, 2, 3])
        while len(done) < wanted:
            step = self.rng.choice(self.steps)(root)
            if step:
                done.append(step)
        ET.register_namespace(self.rng.choice(["", "", "", "m"]), NS)
        text = ET.tostring(root, encoding="unicode")
        while self.rng.random() < 0.2:
            changed = self.rng.choice(SPOILERS)(self.rng, text)
            if changed and changed[0] != text:
                text = changed[0]
                done.append(changed[1])
        return text.encode("utf-8", "surrogatepass"), done


# -- in the bytes: each returns the text and what was done, or None --

def one_of(rng, pattern, text):
    found = list(re.finditer(pattern, text))
    return rng.choice(found) if found else None


def put(text, at, what, said, until=None):
    return text[:at] + what + text[at if until is None else until:], said


def spoil_mark(rng, text):
    """A sign of the markup is lost, doubled or exchanged."""
    mark = one_of(rng, r"[<>/=\"&;'!?-]", text)
    new = rng.choice(["", mark[0] * 2, rng.choice("<>/=\"'& x")]) if mark else ""
    return mark and put(text, mark.start(), new, f"{mark[0]!r} becomes {new!r}", mark.end())


def spoil_end(rng, text):
    return text[:rng.randrange(len(text) + 1)], "cut off"


def spoil_end_tag(rng, text):
    tag = one_of(rng, r"</[^>]*>", text)
    return tag and put(text, tag.start(), "", f"{tag[0]} is lost", tag.end())


def add_between(rng, text):
    """Something that is no element, between two tags or in words."""
    tag = one_of(rng, r">", text)
    new = rng.choice(["<!-- a remark -->", "<!-- a -- b -->", "<?pi x?>", "<![CDATA[]]>", "<![CDATA[ ]]>", "<![CDATA[words]]>", "&#32;", "&#160;",
                      "&#x20;&#10;", "&amp;", "&nbsp;", "&#0;", "&#xFFFE;", "]]>", "\ufeff", "\x0b", "\x85", "\u2028", "\t\n", "\r\n", "\ufffe"])
    return tag and put(text, tag.end(), new, f"{new!r} put between")


def add_before(rng, text):
    new = rng.choice(["<!DOCTYPE minutes>", "<!DOCTYPE minutes [<!ENTITY a 'b'>]>", " ", "\n", "\ufeff", "<?xml version=\"1.0\"?>",
                      "<?xml version=\"1.1\"?>", "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>",
                      "<?xml-model href=\"minutes.rng\"?>", "<!-- first -->", "x"])
    return put(text, 0, new, f"{new!r} put before all")


def add_after(rng, text):
    new = rng.choice(["<!-- last -->", "\n", "x", "<item/>", "\x00", "&#32;"])
    return put(text, len(text), new, f"{new!r} put behind all")


def double_attribute(rng, text):
    given = one_of(rng, r" [\w:.-]+=\"[^\"]*\"", text)
    return given and put(text, given.end(), given[0], f"{given[0].strip()[:40]} doubled")


def add_special(rng, text):
    """An attribute that is no one's in particular."""
    tag = one_of(rng, r"<[\w:.-]+", text)
    new = rng.choice([f' xmlns:xsi="{XSI}" xsi:schemaLocation="urn:minutec:minutes minutes.xsd"', f' xmlns:xsi="{XSI}" xsi:nil="true"',
                      f' xmlns:xsi="{XSI}" xsi:type="xs:string"', ' xml:space="preserve"', ' xml:base="http://a.example/"', ' xml:id="a"',
                      ' xmlns:y="urn:y" y:z="1"', ' y:z="1"', ' xmlns:y=""', ' xmlns=""', ' xmlns:xml="urn:z"'])
    return tag and put(text, tag.end(), new, f"{new.strip()[:40]} added")


def add_blanks(rng, text):
    """Blanks around a value, or in an element that is empty."""
    value, empty = one_of(rng, r'(?<= )([\w-]+)="([^"]*)"', text), one_of(rng, r"<([\w:.-]+)([^<>]*?) ?/>", text)
    blanks = rng.choice([" ", "  ", "\n", "\t", "&#32;", "&#9;", "&#10;", "&#xA0;"])
    if empty and rng.random() < 0.5:
        return put(text, empty.start(), f"<{empty[1]}{empty[2]}>{blanks}</{empty[1]}>", f"{blanks!r} in {empty[1]}", empty.end())
    side = rng.choice([1, 2]) if value else 0
    return value and put(text, value.start(2) if side == 1 else value.end(2), blanks, f"{blanks!r} around the value of {value[1]}")


SPOILERS = [spoil_mark, spoil_end, spoil_end_tag, add_between, add_between, add_before, add_after, double_attribute, add_special, add_special,
            add_blanks, add_blanks]


def odd_values():
    """Every odd value in every kind of place."""
    for place in PLACES:
        for value in ODD_VALUES:
            yield place.replace("@", repr(value[:40])), place.replace("@", quoteattr(value))
