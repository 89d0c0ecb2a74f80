"""Laying source files out (tests/fmt), and mending them: fmt and check --fix.

tests/fmt/NAME.xml is laid out as tests/fmt/NAME.expected; where the name has a dot, options stand behind it: NAME.fill.xml.
"""
import collections
import errno
import os
import random
import re
import shutil
import sys
import threading
import time
import xml.etree.ElementTree as ET

import fault
from suite.harness import RELEASE, Case, Failure, below, fail_if, findings, read, same_trees, tree, write
from suite.nexts import same_tree

TAG = re.compile(r"<(?:!--.*?-->|\?.*?\?>|!\[CDATA\[.*?\]\]>|/[^>]*>|[^>]*>)", re.S)
ATTRIBUTE = re.compile(r"""\s+([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')""")
REMARK = re.compile(r"<!--.*?-->|<\?(?!xml\s).*?\?>", re.S)
REMARKS = ("<!-- a remark -->", "<!--over\n   two lines-->", "<?tool keep this?>", "<!---->", "<!-- é -->")


# -- layouts that nobody would write --

def damaged_tag(chance, tag):
    """A start tag with its attributes in another order, between other blanks, in other quotes."""
    name = re.match(r"<[\w:.-]+", tag)
    if not name or chance.random() < 0.3:
        return tag
    attributes = ATTRIBUTE.findall(tag)
    chance.shuffle(attributes)
    said = name[0]
    for key, value in attributes:
        if "'" not in value and chance.random() < 0.3:
            value = f"'{value[1:-1]}'"
        said += chance.choice((" ", "  ", "\n", "\t", "\n        ")) + key + chance.choice(("=", " = ", "=\n")) + value
    return said + chance.choice(("", " ", "\n")) + ("/>" if tag.endswith("/>") else ">")


def damaged_words(chance, words):
    """Words with a reference, a CDATA section or a remark among them."""
    at = chance.randrange(len(words))
    kind = chance.randrange(6)
    if kind == 0 and words[at].isalpha():
        return f"{words[:at]}&#{ord(words[at])};{words[at + 1:]}"
    if kind == 1 and not re.search(r"[&\]]", words[at:]):
        return f"{words[:at]}<![CDATA[{words[at:]}]]>"
    if kind == 2 and " " in words.strip():
        at = words.index(" ", len(words) - len(words.lstrip()))
        return words[:at] + chance.choice(REMARKS) + words[at:]
    return words


def damaged_blanks(chance):
    blanks = chance.choice(("", " ", "\n", "\n\n\n", "\n            ", "\t", "\n  "))
    return blanks + (chance.choice(REMARKS) + chance.choice(("", "\n", "  ")) if chance.random() < 0.05 else "")


def damaged(chance, text):
    """The same minutes in a bad layout."""
    text = re.sub(r"^<\?xml .*?\?>\s*", "", text) if chance.random() < 0.5 else text
    said, end, before = [], 0, ""
    for tag in TAG.finditer(text):
        words = text[end:tag.start()]
        if end and not words.strip() and not (tag[0].startswith("</") and before == re.match(r"</?([\w:]*)", tag[0])[1]):
            said.append(damaged_blanks(chance))
        elif words.strip() and end and chance.random() < 0.2:
            said.append(damaged_words(chance, words))
        else:
            said.append(words)
        said.append(damaged_tag(chance, tag[0]))
        end = tag.end()
        opened = re.match(r"<([\w:]+)", tag[0])
        before = opened[1] if opened else ""
    said.append(chance.choice(("", "\n", "\n\n<!-- the end -->", "<?tool end?>\n")))
    whole = "".join(said)
    return whole.replace("\n", "\r\n") if chance.random() < 0.1 else whole


# -- what must stay --

def said(context, folder, audience="full"):
    """What is found, without places."""
    result = context.minutec("check", ".", "--audience", audience, cwd=folder, status=None)
    return result.status, collections.Counter((one.path, one.level, one.code, one.text) for one in findings(result.err))


def sources(folder):
    return sorted(path for path in tree(folder) if path.endswith(".xml"))


def remarks(text):
    """Comments and processing instructions, without their layout."""
    return sorted(" ".join(found[0].replace("<!--", "<!-- ").replace("-->", " -->").split()) for found in REMARK.finditer(text))


def lay_out(context, folder, *options):
    """Lays all out twice: the second time nothing changes, and no comment or instruction is lost."""
    before = tree(folder)
    context.minutec("fmt", ".", *options, cwd=folder, status=None)
    once = tree(folder)
    result = context.minutec("fmt", "-v", ".", *options, cwd=folder, status=None)
    fail_if(result.out, f"laid out twice is not as once: {result.out}")
    same_trees(once, tree(folder))
    result = context.minutec("fmt", "--check", ".", *options, cwd=folder, status=None)
    fail_if(result.out, "after fmt, fmt --check says something")
    for path in sources(folder):
        if before[path] != once[path] and remarks(before[path].decode()) != remarks(once[path].decode()):
            raise Failure(f"{path}: comments or instructions were lost")


def same_meaning(context, before, after, path):
    for audience in ("public", "full"):
        printed = [context.minutec("render", path, "-f", "resolved", "--audience", audience, "--no-source", cwd=place, status=None)
                   for place in (before, after)]
        fail_if(printed[0].status != printed[1].status, f"{path}: another exit status")
        if printed[0].out:
            trees = [ET.fromstring(one.out) for one in printed]
            difference = same_tree(*trees) or (len(list(trees[0].iter())) != len(list(trees[1].iter())) and "more elements")
            fail_if(difference, f"{path}: {difference}")


def samples(context):
    """Every sample: twice equals once, and the resolved trees and findings are the same."""
    before, after = context.copy("samples", "before"), context.copy("samples", "after")
    lay_out(context, after)
    changed = [path for path in sources(before) if read(os.path.join(before, path), "rb") != read(os.path.join(after, path), "rb")]
    fail_if(len(changed) < 100, f"only {len(changed)} samples were laid out")
    broken = {"bad/doctype/2024-06-12.xml", "bad/malformed/2024-05-08.xml", "bad/bad-encoding/2024-06-12.xml"}
    fail_if(not broken < set(sources(before)) or broken & set(changed), "a broken file was changed")
    for folder in below(before, "bad") + [os.path.join(before, name) for name in ("harbour-lag", "moorland-ltp")]:
        other = os.path.join(after, os.path.relpath(folder, before))
        fail_if(said(context, folder) != said(context, other), f"{folder}: other findings")
    for name in ("harbour-lag", "moorland-ltp"):
        for path in sources(os.path.join(before, name)):
            if path != "body.xml":
                same_meaning(context, os.path.join(before, name), os.path.join(after, name), path)
    lay_out(context, after, "--fill")
    return len(changed), 0


def addresses(context, folder, path, lenient):
    printed = context.minutec("render", path, "-f", "resolved", "--audience", "full", "--no-source", *lenient, cwd=folder)
    return [(one.tag, one.get("{urn:minutec:resolved}address")) for one in ET.fromstring(printed.out).iter()]


def numbered(context):
    """Without half of its numbers, then with those that are counted: no address moves, and each number is what is counted."""
    chance = random.Random(3)
    given = 0
    for body in context.suite.bodies():
        before = context.copy(body, "before-" + os.path.basename(body))
        for path in sources(before):
            path = os.path.join(before, path)
            write(path, re.sub(r'(<(?:item|action)\b[^>]*?) n="[^"]*"', lambda found: found[chance.randrange(2)], read(path)))
        after = context.copy(before, "after-" + os.path.basename(body))
        lay_out(context, after, "--number")
        errors_of = {one[2] for one in said(context, before)[1] if one[1] == "error"}  # references to what has lost its number
        lenient = [word for code in sorted(errors_of) for word in ("-W", f"{code}=warning")]
        for path in sources(before):
            if path != "body.xml":
                fail_if(addresses(context, before, path, lenient) != addresses(context, after, path, lenient), f"{path}: addresses moved")
                given += len(re.findall(r' n="', read(os.path.join(after, path)))) - len(re.findall(r' n="', read(os.path.join(before, path))))
        left = said(context, before)[1] - said(context, after)[1]
        brought = said(context, after)[1] - said(context, before)[1]
        fail_if(brought or {one[2] for one in left} - {"unnumbered-target"}, f"{body}: {brought} {left}")
    fail_if(given < 20, f"only {given} numbers were given")
    return given, 0


def random_thousand(context):
    """A thousand made-up meetings in a bad layout: twice equals once; findings, pages and resolved trees stay; the diff leads there."""
    before, after = context.path("before"), context.path("after")
    context.tool(sys.executable, os.path.join(context.root, "tests", "bench", "generate.py"), "--meetings", "1000", "--bodies", "24",
                 "--seed", "11", before)
    chance = random.Random(11)
    for path in sources(before):
        path = os.path.join(before, path)
        write(path, damaged(chance, read(path)))
    shutil.copytree(before, after)
    context.needs("patch")
    patched = context.path("patched")
    shutil.copytree(before, patched)
    patch = context.minutec("fmt", "--diff", "--audience", "full", ".", cwd=before, status=1, binary=True).out
    lay_out(context, after)
    context.tool("patch", "--binary", "-s", "-p1", cwd=patched, stdin=patch)
    same_trees(tree(after), tree(patched))
    count = sum(read(os.path.join(before, path), "rb") != read(os.path.join(after, path), "rb") for path in sources(before))
    fail_if(count < 1000, f"only {count} files were laid out")
    fail_if(said(context, before) != said(context, after), "other findings")
    fail_if(said(context, before)[0], "the made-up minutes are in error")
    built = []
    for place in (before, after):
        built.append(context.path(f"built-{os.path.basename(place)}"))
        context.minutec("build", place, "-o", built[-1], "-f", "json", "--no-source", "--audience", "full", status=None,
                        env={"MINUTEC_CACHE": built[-1] + ".cache"})
    same_trees(tree(built[0]), tree(built[1]))
    for path in chance.sample([path for path in sources(before) if not path.endswith("body.xml")], 12):
        same_meaning(context, before, after, path)
    return count, 0


# -- when writing fails --

def two_faulty(context, name):
    """A copy of a sample body whose meetings are to be laid out and to be mended."""
    folder = context.copy("samples/moorland-ltp", name)
    for path in sources(folder):
        path = os.path.join(folder, path)
        write(path, read(path).replace("<title>", "<titel>").replace("</title>", "</titel>"))
    return folder


def each_write_fails(call, number, *command):
    """The first, the second, … of a call fails: the file at hand is what it was, none is left aside, and once more all is well."""
    def run(context):
        good, failed, well, at = two_faulty(context, "good"), 0, 0, 0
        before = tree(good)
        context.minutec(*command, ".", cwd=good, status=None)
        done = tree(good)
        fail_if(done == before, "nothing was written")
        while at < 40 and (well < 3 or not failed):
            at += 1
            folder = two_faulty(context, f"at-{at}")
            result = context.run(context.program, *command, ".", cwd=folder,
                                 env={"LD_PRELOAD": fault.shim(context), "FAULT": f"{call}:once-{number}:{at}"})
            held = tree(folder)
            torn = [name for name in set(held) | set(before) if held.get(name) not in (before.get(name), done.get(name))]
            fail_if(torn or set(held) != set(before), f"{call} {at}: {torn} {set(held) ^ set(before)}")
            well = well + 1 if held == done else 0
            if held != done:
                failed += 1
                fail_if(result.status != 3 or "[cannot-" not in result.err, f"{call} {at}: status {result.status}\n{result.err}")
                context.minutec(*command, ".", cwd=folder, status=None)
                same_trees(done, tree(folder))
            shutil.rmtree(folder)
        fail_if(not failed, f"no {call} failed")
        return at, 0
    return run


def changed_meanwhile(*command):
    """Somebody saves a file between reading and writing: what they saved stays, and that is said."""
    def run(context):
        folder = two_faulty(context, "body")
        path = os.path.join(folder, sources(folder)[0])
        gate = context.write("gate", "")
        env = {"LD_PRELOAD": fault.shim(context), "FAULT": "mkstemp:pause:1", "FAULT_GATE": gate}
        said_then = []
        runner = threading.Thread(target=lambda: said_then.append(context.run(context.program, *command, path, env=env)))
        runner.start()
        for _ in range(500):
            if os.path.exists(gate + ".reached"):
                break
            time.sleep(0.01)
        else:
            raise Failure("the moment never came")
        saved = read(path).replace("<titel>", "<titel>Saved: ")
        write(path, saved)
        os.remove(gate)
        runner.join()
        fail_if(read(path) != saved, "what somebody saved is lost")
        fail_if(said_then[0].status != 3 or "it has changed since it was read" not in said_then[0].err, said_then[0].err)
        fail_if(any(".minutec-" in name for name in tree(folder)), "something was left aside")
    return run


# -- golden files --

def golden(name):
    def run(context):
        source = os.path.join(context.root, "tests", "fmt", name)
        options = [f"--{option}" for option in name.split(".")[1:]]
        result = context.minutec("fmt", "-", *options, stdin=read(source + ".xml", "rb"))
        context.golden(source + ".expected", result.out.replace("\r\n", "\\r\n"))
        again = context.minutec("fmt", "-", *options, stdin=result.out.encode())
        fail_if(again.out != result.out, "laid out twice is not as once")
    return run


# -- mends --

def faults(found):
    return sum(one.level != "note" for one in found)


def fixed_samples(context):
    """No finding that was mended is left, no other error comes, and but for mends the bytes stay."""
    count = 0
    for folder in below(context.root, "samples", "bad"):
        copy = context.copy(folder, os.path.basename(folder))
        if os.path.exists(os.path.join(copy, "make.py")):
            context.tool(sys.executable, "make.py", cwd=copy)
        held = tree(copy)
        shown = context.minutec("check", ".", "--fix", "--diff", cwd=copy, status=None)
        same_trees(held, tree(copy))
        if not shown.out:
            continue
        result = context.minutec("check", ".", "--fix", cwd=copy, status=None)
        mended = result.out.count(": mended")
        count += mended
        fail_if(not mended, f"{folder}: the diff and the mends are not of one mind")
        before, after = findings(shown.err), findings(result.err)
        readable = not any(one.code == "malformed" for one in before)
        fail_if(readable and faults(after) > faults(before) - mended, f"{folder}: {faults(before)} findings, {mended} mended, {faults(after)} left")
        again = context.minutec("check", ".", "--fix", cwd=copy, status=None)
        fail_if(": mended" in again.out or again.err != result.err, f"{folder}: something was left to be mended")
    fail_if(count < 4, f"only {count} findings were mended")
    return count, 0


def fixed_explained(context):
    """What --fix makes of the files of tests/explain, as one diff: tests/fmt/explained.diff."""
    copy = context.copy("tests/explain", "explain")
    shown = "".join(context.minutec("check", path, "--fix", "--diff", cwd=copy, status=None).out for path in sources(copy))
    context.golden(os.path.join(context.root, "tests", "fmt", "explained.diff"), shown)


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def wide(text):
    return "".join(chr(0xFF10 + int(one)) if one.isdigit() else one for one in text)


def spelt_out(day):
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def slip(chance, word):
    """The word with two letters swapped, one left out or one doubled."""
    at = chance.randrange(len(word) - 1)
    return chance.choice((word[:at] + word[at + 1] + word[at] + word[at + 2:], word[:at] + word[at + 1:], word[:at] + word[at] + word[at:]))


def mutations(text):
    """What can be done to a text: the part that is replaced, and by what."""
    for found in re.finditer(r"<([a-z-]{5,})(?=[\s>])[^>]*[^/]>([^<]*)</\1>", text):
        name = found[1]
        yield "element", lambda chance, f=found, n=name: [(f.start(1), f.end(1), (new := slip(chance, n))),
                                                         (f.end() - 1 - len(n), f.end() - 1, new)]
    for found in re.finditer(r"\s([a-z-]{4,})=\"", text):
        if found[1] != "xmlns":
            yield "attribute", lambda chance, f=found: [(f.start(1), f.end(1), slip(chance, f[1]))]
    for found in re.finditer(r"=\"(\d{4}-\d\d-\d\d)\"", text):
        yield "date", lambda chance, f=found: [(f.start(1), f.end(1), chance.choice((spelt_out, wide, lambda d: d.replace("-", "")))(f[1]))]
    for found in re.finditer(r"\s(?:status|mode|kind|outcome|track)=\"([a-z-]+)\"", text):
        yield "value", lambda chance, f=found: [(f.start(1), f.end(1), chance.choice((f[1].upper(), f[1].title(), f[1].replace("-", " ").upper())))]
    for found in re.finditer(r"\s(?:start|end)=\"(\d\d:\d\d)\"", text):
        yield "time", lambda chance, f=found: [(f.start(1), f.end(1), chance.choice((f[1].replace(":", "."), f[1].replace(":", ""), wide(f[1]))))]
    for found in re.finditer(r"=\"([\w-]+)\"", text):
        yield "quotes", lambda chance, f=found: [(f.start(1) - 1, f.end(1) + 1, f[1])]
    for found in re.finditer(r"</([a-z-]{5,})>", text):
        yield "end tag", lambda chance, f=found: [(f.start(1), f.end(1), slip(chance, f[1]))]
    for found in re.finditer(r"\s[a-z-]+=\"[^\"]*\"(?=[\s>/])", text):
        yield "twice", lambda chance, f=found: [(f.end(), f.end(), chance.choice((" ", "\n", "")) + f[0])]
    for found in re.finditer("&amp;", text):
        yield "ampersand", lambda chance, f=found: [(f.start(), f.end(), chance.choice(("&", "&amp")))]
    for found in re.finditer(' xmlns="urn:minutec:minutes"| version="1"', text):
        yield "missing", lambda chance, f=found: [(f.start(), f.end(), "")]


def mutated(text, places):
    for start, end, new in sorted(places, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def same_source(one, other):
    """But for the order of attributes in the root, where what was missing is put first."""
    return one == other or sorted(re.split(r"[\s>]+", one)) == sorted(re.split(r"[\s>]+", other))


def fixed_slips(context):
    """One slip in a file: mending gives back what stood there, or leaves the file as it is. A wrong rewrite is worse than none."""
    chance = random.Random(5)
    kinds = {}
    bodies = [context.copy(folder, os.path.basename(folder)) for folder in context.suite.bodies()]
    for path in [os.path.join(body, name) for body in bodies for name in sources(body)]:
        text = read(path).replace("é & ", "é &amp; ")
        by_kind = collections.defaultdict(list)
        for kind, make in mutations(text):
            by_kind[kind].append(make)
        for kind, makes in sorted(by_kind.items()):
            for make in chance.sample(makes, min(2, len(makes))):
                ends = "\r\n" if chance.random() < 0.3 else "\n"
                new = mutated(text, make(chance)).replace("\n", ends)
                if new == text.replace("\n", ends):
                    continue
                write(path, new)
                result = context.minutec("check", path, "--fix", "--audience", "full", status=None)
                got = read(path, "rb").decode()
                back = same_source(got, text.replace("\n", ends))
                fail_if(not back and got != new, f"{path}: {kind} was mended wrongly\n{result.out}")
                fail_if(back and re.search(r"error: .*\[(malformed|unknown|bad-(value|date)|missing|foreign)", result.err), result.err)
                done, all_of = kinds.get(kind, (0, 0))
                kinds[kind] = done + back, all_of + 1
        write(path, text)
    for kind, (done, all_of) in kinds.items():
        least = 0.5 if kind in ("element", "attribute", "end tag") else 0.7
        fail_if(done < least * all_of, f"of {all_of} slips in {kind} only {done} were mended: {kinds}")
    fail_if(len(kinds) < 8, f"too few kinds of slips: {kinds}")
    return sum(done for done, _ in kinds.values()), 0


def fixed_together(context):
    """Many slips in a file at once: what is said to be mended is not found again, and nothing is left that could be mended."""
    chance = random.Random(9)
    for folder in context.suite.bodies():
        body = context.copy(folder, os.path.basename(folder))
        for path in [os.path.join(body, name) for name in sources(body) if name != "body.xml"]:
            text = read(path)
            for _ in range(12):
                kind, make = chance.choice(list(mutations(text)))
                if kind != "missing":
                    text = mutated(text, make(chance))
            write(path, text)
        result = context.minutec("check", ".", "--fix", "--audience", "full", cwd=body, status=None)
        count = result.out.count(": mended: ")
        fail_if(count < 20, f"only {count} findings were mended")
        fail_if(not re.search(rf"^{count} findings mended in \d+ files$", result.out, re.M), "the count is wrong")
        held = tree(body)
        again = context.minutec("check", ".", "--fix", "--audience", "full", cwd=body, status=None)
        fail_if(again.out, f"something was left to be mended: {again.out}")
        same_trees(held, tree(body))
        fail_if(again.err != result.err, "other findings the second time")


def many_faults(context):
    """A file of nothing but mistakes is mended in time."""
    rows = "".join(f'<item n={number}><titel>R & D < {number}</titel><text>a &nbsp; b</text></item>\n' for number in range(3000))
    corpus = context.copy("samples/harbour-lag", "lag")
    path = os.path.join(corpus, "2030-01-01.xml")
    write(path, '<minutes version="1" body="harbour-lag" date="1 January 2030"><meeting/><attendance/>\n' + rows + "</minutes>\n")
    result = context.minutec("check", path, "--fix", status=None)
    got = read(path)
    fail_if("<titel>" in got or "& D" in got or "n=1>" in got or "&nbsp;" in got, result.out[-2000:] + result.err[-2000:])


def cases(suite):
    folder = os.path.join(suite.root, "tests", "fmt")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".xml"):
            yield Case(f"fmt/{name[:-4]}", golden(name[:-4]))
    yield Case("fmt/samples", samples, (RELEASE,))
    yield Case("fmt/random-1000", random_thousand, (RELEASE,), limit=120)
    yield Case("fmt/numbered", numbered)
    yield Case("fix/samples", fixed_samples)
    yield Case("fix/explained", fixed_explained)
    yield Case("fix/slips", fixed_slips, (RELEASE,), limit=120)
    yield Case("fix/together", fixed_together)
    yield Case("fix/many", many_faults, (RELEASE,))
    for name, command in (("fmt", ("fmt",)), ("fix", ("check", "--fix"))):
        yield Case(f"{name}/changed-meanwhile", changed_meanwhile(*command), (RELEASE,), covers=("cannot-write",))
        for call, number in (("write", errno.ENOSPC), ("rename", errno.EIO), ("mkstemp", errno.EACCES), ("fchmod", errno.EPERM), ("close", errno.EIO)):
            yield Case(f"{name}/{call}-{errno.errorcode[number]}", each_write_fails(call, number, *command), (RELEASE,))
