"""Documents made from the grammar alone: elements as its patterns allow, values and words from the examples in its documentation."""
import re
import xml.etree.ElementTree as ET

RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
XML = "{http://www.w3.org/XML/1998/namespace}"
DEEPEST = 5  # from there on nothing is put in that may be left out


class Grower:
    def __init__(self, path, rng):
        grammar = ET.parse(path).getroot()
        self.ns, self.rng = grammar.get("ns"), rng
        self.defines = {define.get("name"): define for define in grammar.iter(RNG + "define")}
        self.seen = set()

    @staticmethod
    def example(pattern):
        said = "".join(pattern.findtext(DOCUMENTATION) or "")
        return said.partition("Example:")[2].strip()

    def element(self, pattern, depth):
        made = ET.Element(f"{{{self.ns}}}{pattern.get('name')}")
        self.seen.add(pattern)
        self.grow(pattern, made, depth, self.example(pattern))
        return made

    def grow(self, pattern, made, depth, example):
        for part in pattern:
            if not isinstance(part.tag, str) or part.tag == DOCUMENTATION:
                continue
            kind = part.tag.rpartition("}")[2]
            step = getattr(self, "grow_" + kind)
            step(part, made, depth, example)

    def grow_ref(self, part, made, depth, example):
        define = self.defines[part.get("name")]
        if define.find(RNG + "element") is not None:
            made.append(self.element(define.find(RNG + "element"), depth + 1))
        else:
            self.grow(define, made, depth, example)

    def grow_attribute(self, part, made, depth, example):
        name, given = part.get("name"), re.search(r'="(.*)"$', self.example(part))
        self.seen.add(part)
        made.set(XML + name[4:] if name.startswith("xml:") else name, given[1].replace("…", "9f" * 32))

    def grow_text(self, part, made, depth, example):
        given = re.search(r">([^<>]+)</", example)
        made.text = given[1] if given else "Words."

    def grow_empty(self, part, made, depth, example):
        pass

    grow_group = grow_element = grow

    def grow_optional(self, part, made, depth, example):
        if self.rng.random() < (0.4 if depth < DEEPEST or part.find(RNG + "attribute") is not None else 0):
            self.grow(part, made, depth, example)

    def grow_zeroOrMore(self, part, made, depth, example):
        for _ in range(self.rng.choice([0, 1, 1, 2, 3]) if depth < DEEPEST else 0):
            self.grow(part, made, depth, example)

    def grow_oneOrMore(self, part, made, depth, example):
        for _ in range(self.rng.choice([1, 1, 2])):
            self.grow(part, made, depth, example)

    def grow_choice(self, part, made, depth, example):
        one = ET.Element("one")
        one.append(self.rng.choice(list(part)))
        self.grow(one, made, depth, example)

    def documents(self, count):
        """At least so many, minutes and bodies in turn, until every element and attribute of the grammar has come in one."""
        roots = [self.defines[name].find(RNG + "element") for name in ("minutes", "body")]
        made = []
        while len(made) < count or self.unseen():
            made.append(ET.tostring(self.element(roots[len(made) % 2], 0), encoding="utf-8"))
        return made

    def unseen(self):
        return [part.get("name") for define in self.defines.values() for kind in ("element", "attribute") for part in define.iter(RNG + kind)
                if part not in self.seen]
