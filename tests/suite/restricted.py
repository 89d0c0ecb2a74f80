"""What is restricted stays out: of every byte of a public build, and of every finding of a public run.

The secrets are computed from the samples: words, numbers, names of guests and files that stand inside `restricted`
(its summary is public) and nowhere else in the samples, nor in stylesheets, labels or the renderer's own words.
"""
import html
import os
import re
import xml.etree.ElementTree as ElementTree

from suite.building import unpacked
from suite.harness import ALL_FORMATS, ASAN, Case, fail_if, findings, read, tree, write

NS = "{urn:minutec:minutes}"
SHORTEST = 3
PRINTED = {"n", "name", "post", "organisation"}
BASE64 = re.compile(r"base64,[A-Za-z0-9+/=\s]*")
MARKUP = re.compile(r"<[^>]*>")
INLINE = re.compile(r"</?w:(r|t|rPr|hyperlink)\b[^>]*>|</?text:(span|a)\b[^>]*>|</?(em|strong|a|span|del|b|i)\b[^>]*>")
PASSAGE = re.compile(r"<restricted\b.*?</restricted>", re.S)


def simple(text):
    return {word.casefold() for word in re.findall(r"\w+", text)}


def composite(text):
    """Words with something inside that is no letter: YH-C1, 9,250, floor-plan.pdf."""
    bare = (re.sub(r"^\W+|\W+$", "", word).casefold() for word in re.split(r"\s+", text))
    return {word for word in bare if re.search(r"\W", word)}


class Passages:
    """What stands inside the restricted passages of a file, and outside."""

    def __init__(self, path):
        self.text, self.printed, self.other, self.outside, self.files, self.guests, self.numbers = [], [], [], [], [], [], []
        self.walk(ElementTree.parse(path).getroot(), False)

    def walk(self, element, inside):
        words = self.text if inside else self.outside
        words.append(element.text or "")
        for name, value in element.attrib.items():
            self.attribute(element, name, value, inside)
        within = inside or element.tag == NS + "restricted"
        for child in element:
            public = child.tag == NS + "summary" and not inside
            self.walk(child, within and not public)
            (self.text if within else self.outside).append(child.tail or "")

    def attribute(self, element, name, value, inside):
        if not inside:
            self.outside.append(value)
            return
        (self.printed if name in PRINTED else self.other).append(value)
        if name == "file":
            self.files.append(value)
        if name == "name":
            self.guests.append(value)
        if name == "n" and element.tag == NS + "action":
            self.numbers.append(value)


class Secrets:
    """The words of the samples that the public must not see."""

    def __init__(self, suite):
        self.passages = {}
        outside = []
        for body in suite.bodies():
            for name in sorted(os.listdir(body)):
                if name.endswith(".xml"):
                    self.passages[os.path.join(body, name)] = Passages(os.path.join(body, name))
        for held in self.passages.values():
            outside += held.outside
        for folder in ("stylesheets", os.path.join("src", "render")):
            for place, _, files in os.walk(os.path.join(suite.root, folder)):
                outside += [read(os.path.join(place, name)) for name in files if not name.startswith(".")]
        self.open_simple = simple("\n".join(outside))
        self.open_composite = composite(re.sub(r"[\"'<>=]", " ", "\n".join(outside)))
        inside = [part for held in self.passages.values() for part in held.text + held.printed + held.other]
        self.words, self.compounds = self.of("\n".join(inside))
        self.files = {name for held in self.passages.values() for name in held.files
                      if not any(name in other.outside for other in self.passages.values())}

    def of(self, text):
        words = {word for word in simple(text) - self.open_simple if len(word) >= SHORTEST}
        return words, {word for word in composite(text) - self.open_composite if len(word) >= SHORTEST}

    def in_text(self, text):
        text = html.unescape(BASE64.sub("", text)).casefold()
        found = self.words & set(re.findall(r"\w+", text))
        return sorted(found | {word for word in self.compounds if word in text})


def secrets_of(suite):
    return suite.once("secrets", lambda: Secrets(suite))


def text_of(data):
    return data.decode("utf-8", "replace") + data.decode("utf-16-le", "replace") * (b"\0" in data[:4])


def leaks(secrets, folder):
    for name, held in sorted(tree(folder).items()):
        if "/files/" in name:
            found = [file for file in secrets.files if name.endswith("/" + file)]
        else:
            found = [word for data in unpacked(name, held) for word in secrets.in_text(text_of(data))]
        found += secrets.in_text(name)
        if found:
            yield f"{name}: {', '.join(sorted(set(found))[:12])}"


def samples_hold_secrets(context):
    """The samples have what the other tests look for."""
    secrets = secrets_of(context.suite)
    fail_if(len(secrets.words) < 40, f"only {len(secrets.words)} secret words")
    fail_if(len(secrets.compounds) < 3, f"only {sorted(secrets.compounds)}")
    fail_if(not secrets.files, "no attachment of a restricted passage alone")
    for kind in ("guests", "numbers"):
        held = [value for passages in secrets.passages.values() for value in getattr(passages, kind)]
        fail_if(not any(secrets.in_text(value) for value in held), f"no secret {kind}")


def nothing_leaks(*options):
    def run(context):
        paths = [os.path.relpath(path, context.root) for path in context.suite.bodies()]
        out = context.path("out")
        result = context.minutec("build", *paths, "-o", out, "-f", ",".join(ALL_FORMATS), *options, cwd=context.root)
        secrets = secrets_of(context.suite)
        found = list(leaks(secrets, out)) + secrets.in_text(result.out + result.err)
        fail_if(found, "\n".join(["restricted words in a public build"] + found[:30]))
    return run


def render_leaks_nothing(context):
    secrets = secrets_of(context.suite)
    for meeting in context.suite.meetings():
        for name in ("html", "txt", "json", "docx", "odt", "resolved"):
            for option in ("--history", "--no-history"):
                result = context.minutec("render", os.path.relpath(meeting, context.root), "-f", name, option, cwd=context.root,
                                         binary=True)
                found = [word for data in unpacked("x." + name, result.out) for word in secrets.in_text(text_of(data))]
                found += secrets.in_text(result.err)
                fail_if(found, f"{os.path.basename(meeting)} {name} {option}: {found[:12]}")


def full_shows_all(context):
    """Everything restricted stands in the full documents: what the public misses is there, not lost."""
    secrets = secrets_of(context.suite)
    out = context.suite.built(context, "full", ALL_FORMATS)
    for path, held in secrets.passages.items():
        body, stem = os.path.basename(os.path.dirname(path)), os.path.basename(path)[:-4]
        words, _ = secrets.of("\n".join(held.text))
        numbers, _ = secrets.of("\n".join(held.numbers + held.guests))
        for name in ("html", "txt", "docx", "odt") if words else ():
            parts = unpacked("x." + name, read(os.path.join(out, body, f"{stem}.{name}"), "rb"))
            got = simple(" ".join(html.unescape(MARKUP.sub(" ", INLINE.sub("", text_of(data)))) for data in parts))
            missing = (words | numbers) - got
            fail_if(missing, f"{stem}.{name} in full lacks {sorted(missing)[:12]}")
        for file in set(held.files) & secrets.files:
            copied = os.path.join(out, body, "files", file)
            fail_if(not os.path.exists(copied), f"the full build lacks {file}")


# == faults planted in restricted passages ==

def substitute(pattern, to, count=1):
    def change(passage):
        changed, number = re.subn(pattern, to, passage, count=count, flags=re.S)
        return changed if number else None
    return change


def repeat_action(passage):
    found = re.search(r"<action\b.*?</action>", passage, re.S)
    return passage.replace(found[0], found[0] + found[0], 1) if found else None


def misspell_restricted(passage):
    passage = re.sub(r"\b(owner|status|time|by)=", r"\1x=", passage, count=1)
    return re.sub(r"(</?)restricted", r"\1restrictde", passage)


WORD = r"(</summary>.*?<(?:text|update|action|remark)\b[^>]*>\s*)(\w+)"
PLANTED = {
    "misspelt-element": substitute(r"<(text|update)\b(.*?)</\1>", r"<\1x\2</\1x>"),
    "unknown-element": substitute(r"<(text|update)\b(.*?)</\1>", r"<zebra\2</zebra>"),
    "foreign-element": substitute(r"<(text|update)\b(.*?)</\1>", r'<x:zebra xmlns:x="urn:x"\2</x:zebra>'),
    "misspelt-attribute": substitute(r"\b(owner|time|by|status)=(.*?</summary>|)", r"\1x=\2"),
    "bad-value": substitute(r'\bstatus="[^"]*"', 'status="opne"'),
    "bad-value-of-words": substitute(r'\b(owner|by)="([^"]*)"', r'\1="\2 Garrowby&apos;s"'),
    "bad-date": substitute(r'\bdue="[^"]*"', 'due="2024-13-45"'),
    "bad-time": substitute(r'\btime="[^"]*"', 'time="25:99"'),
    "unknown-owner": substitute(r'\bowner="([^"]*)"', r'owner="\1 nobody-such"'),
    "unknown-speaker": substitute(r'\bby="([^"]*)"', r'by="\1x"'),
    "no-owner": substitute(r'\s(owner)="[^"]*"', ""),
    "unresolved-action": substitute(r'\baction="([^"]*)"', r'action="\g<1>9"'),
    "unresolved-link": substitute(WORD, r"\1[\2](minutes:2024-07-03#YH-9)"),
    "stray-text": substitute(r"<text\b[^>]*>(.*?)</text>", r"\1"),
    "stray-words": substitute(r"(</summary>.*?<update\b[^>]*>)(.*?)(</update>)", r"\1\3\2"),
    "two-faults": lambda passage: PLANTED["stray-text"](PLANTED["bad-date"](passage) or passage),
    "raw-html": substitute(WORD, r"\1&lt;b&gt;\2&lt;/b&gt;"),
    "unsafe-link": substitute(WORD, r"\1[\2](javascript:\2)"),
    "image": substitute(WORD, r"\1![\2](https://\2.example/\2.png)"),
    "weekday": substitute(WORD, r"\1\2 on Monday 3 July 2024 "),
    "missing-file": substitute(r'\bfile="([^"]*)"', r'file="\1x"'),
    "path-outside": substitute(r'\bfile="([^"]*)"', r'file="../../\1"'),
    "repeated-number": repeat_action,
    "empty-summary": substitute(r"<summary>.*?</summary>", "<summary></summary>"),
    "missing-summary": substitute(r"<summary>.*?</summary>", ""),
    "late-summary": substitute(r"(<summary>.*?</summary>)(.*)(</restricted>)", r"\2\1\3"),
    "misspelt-restricted": misspell_restricted,
    "closed-wrongly": substitute(r"</(text|update)>", r"</\1x>"),
    "bare-angle": substitute(WORD, r"\1< \2"),
    "bare-ampersand": substitute(WORD, r"\1& \2"),
    "unquoted": substitute(r'\b(status|time|by|owner)="(\S+)"', r"\1=\2"),
    "no-quote-at-end": substitute(r'\b(status|time|by|owner)="([^"]*)"', r'\1="\2'),
    "twice-an-attribute": substitute(r'\b((?:status|time|by|owner)="[^"]*")', r"\1 \1"),
    "unknown-entity": substitute(WORD, r"\1&Garrowby;\2"),
    "control-character": substitute(WORD, "\\1\x01\\2"),
    "bad-byte": substitute(WORD, "\\1\udcff\\2"),
    "cut-off": lambda passage: passage[:len(passage) * 2 // 3] + "\ud800",
}


def plant(text, change):
    """TEXT with the change made in the first restricted passage that it fits; None if it fits none."""
    for found in PASSAGE.finditer(text):
        changed = change(found[0])
        if changed is not None and changed != found[0]:
            before = text[:found.start()] + changed
            return before[:-1] if changed.endswith("\ud800") else before + text[found.end():]
    return None


def planted(name):
    def run(context):
        secrets, used = secrets_of(context.suite), 0
        for path in context.suite.meetings():
            faulty = plant(read(path), PLANTED[name])
            if faulty is None:
                continue
            used += 1
            if used > 1 and context.flavour == ASAN:
                break
            body = os.path.basename(os.path.dirname(path))
            folder = context.copy(os.path.dirname(path), os.path.join(str(used), body))
            write(os.path.join(folder, os.path.basename(path)), faulty.encode("utf-8", "surrogateescape"))
            commands = [["check", body]] + [["build", body, "-o", "out"]] * (used == 1)
            check_planted(context, secrets, str(used), commands, os.path.basename(path))
        fail_if(not used, "no restricted passage of the samples takes this fault")
    return run


def check_planted(context, secrets, place, commands, file):
    for command in commands:
        result = context.minutec(*command, cwd=context.path(place), status=None)
        fail_if(result.status not in (0, 1), f"{file}: exit status {result.status}\n{result.err[:2000]}")
        fail_if(not findings(result.err), f"{file}: nothing was found")
        found = secrets.in_text(result.out + result.err)
        fail_if(found, f"{file}: {command[0]} tells {found[:12]}\n{result.err[:3000]}")
    found = list(leaks(secrets, context.path(place, "out"))) if os.path.isdir(context.path(place, "out")) else []
    fail_if(found, "\n".join([f"{file}: the build tells"] + found[:20]))


def public_near_misses(context):
    """A public reference that is nearly right is not offered what is restricted, nor told that it is there."""
    secrets = secrets_of(context.suite)
    folder = context.copy("samples/harbour-lag", "harbour-lag")
    path = os.path.join(folder, "2024-10-02.xml")
    number = secrets.passages[os.path.join(context.root, "samples", "harbour-lag", "2024-07-03.xml")].numbers[0]
    near = number[:-1] + chr(ord(number[-1]) + 1)
    guests = re.findall(r'<arrival id="([^"]*)"', read(os.path.join(folder, "2024-07-03.xml")))
    faults = [f'<update action="2024-07-03#{near}" status="open">Asked.</update>',
              f"<text>See [there](minutes:2024-07-03#{near}).</text>"]
    faults += [f'<text by="{guest}x">Asked.</text>' for guest in guests]
    whole = read(path)
    for fault in faults:
        write(path, whole.replace("</previous-actions>", fault + "</previous-actions>", 1))
        result = context.minutec("check", "harbour-lag", status=1)
        told = [word for word in secrets.in_text(result.err) if word not in fault.casefold()]
        fail_if(told, f"{fault}: tells {told}\n{result.err[:2000]}")


def full_run_shows_excerpts(context):
    """The other side: with --audience full the author sees what is wrong and where."""
    folders = [context.copy(path, os.path.basename(path)) for path in context.suite.bodies()]
    path = context.path("harbour-lag", "2024-07-03.xml")
    write(path, plant(read(path), PLANTED["unsafe-link"]))
    public = context.minutec("check", *folders, status=1).err
    full = context.minutec("check", *folders, "--audience", "full", status=1).err
    fail_if("javascript:" not in full or "javascript:" in public, f"public:\n{public}\nfull:\n{full}")
    same = [[(found.path, found.line, found.code) for found in findings(text)] for text in (public, full)]
    fail_if(same[0] != same[1], f"public and full runs find different things: {same}")


def cases(suite):
    yield Case("restricted/samples-hold-secrets", samples_hold_secrets, ())
    yield Case("restricted/default", nothing_leaks())
    yield Case("restricted/public", nothing_leaks("--audience", "public"))
    yield Case("restricted/history", nothing_leaks("--history", "-v"), ("release",))
    yield Case("restricted/no-history", nothing_leaks("--no-history"), ("release",))
    yield Case("restricted/render", render_leaks_nothing, ("release",), limit=120)
    yield Case("restricted/full", full_shows_all)
    yield Case("restricted/near-misses", public_near_misses)
    yield Case("restricted/full-run", full_run_shows_excerpts, ("release",))
    yield from (Case(f"restricted/planted-{name}", planted(name)) for name in PLANTED)
