"""`minutec next`, and the canonical layout that it writes.

tests/next/BODY[.full].xml is what it gives for a sample body; tests/next/NAME is a corpus of its own, and NAME[.full].xml what it
gives for that. tests/api/canonical.c, built, lays files out.
"""
import collections
import os
import re
import shutil
import xml.etree.ElementTree as ET

from suite.harness import RELEASE, Case, fail_if, findings, read, write

AUDIENCES = ("public", "full")
RESOLVED = "{urn:minutec:resolved}"
DAY = re.compile(r'<minutes [^>]*date="([0-9-]+)"(?: sitting="([a-z])")?')
# What the file of a meeting to come rightly brings: nobody has said yet who came, and it is later than it was.
BROUGHT = {"column-lost", "action-overdue"}
FAR = "2031-12-31"


def named(name, audience):
    return f"{name}.full.xml" if audience == "full" else f"{name}.xml"


def corpora(suite):
    """Names and folders: the samples, and those kept for this."""
    here = os.path.join(suite.root, "tests", "next")
    own = [os.path.join(here, name) for name in sorted(os.listdir(here)) if os.path.isdir(os.path.join(here, name))]
    return [(os.path.basename(path), path) for path in suite.bodies() + own]


def canonical(context, *arguments):
    program = context.suite.program(context.flavour, os.path.join("test", "canonical"))
    return context.tool(program, *arguments)


def golden(name, folder):
    def run(context):
        for audience in AUDIENCES:
            result = context.minutec("next", ".", "--audience", audience, cwd=folder)
            kept = os.path.join(context.root, "tests", "next", named(name, audience))
            context.golden(kept, result.out)
            laid_out = canonical(context, context.write("next.xml", result.out)).out
            fail_if(laid_out != result.out, f"{audience}: it is not in the canonical layout")
    return run


def nothing_restricted(context):
    """What the public's file leaves out is only in the full one."""
    here = os.path.join(context.root, "tests", "next")
    words = ("Cynnig wyth mil", "Ail gynnig", "Pris y to", "#3a", "<restricted")
    for word in words:
        fail_if(word not in read(os.path.join(here, "welsh.full.xml")), f"'{word}' is not in the full file")
        fail_if(word in read(os.path.join(here, "welsh.xml")), f"'{word}' is in the file for the public")
    result = context.minutec("next", ".", cwd=os.path.join(here, "welsh"))
    left_out = [found for found in findings(result.err) if found.code == "restricted-left-out"]
    fail_if(len(left_out) != 1 or not left_out[0].text.endswith(": 2"), f"it does not say what was left out\n{result.err}")
    fail_if(any(word in result.err for word in words), f"a finding tells\n{result.err}")


def days_of(folder):
    return sorted({name[:11].rstrip(".") for name in os.listdir(folder) if re.match(r"\d{4}-\d\d-\d\d", name) and name.endswith(".xml")})


def checked(context, folder):
    result = context.minutec("check", ".", "--audience", "full", cwd=folder, status=None)
    return result.status, collections.Counter(found.code for found in findings(result.err) if found.level != "note")


def add_next(context, folder):
    """Writes the next meeting's file into a corpus; False: nothing announces its day."""
    announced = True
    result = context.minutec("next", ".", "--audience", "full", cwd=folder, status=None)
    if result.status == 2:
        announced = False
        fail_if("no meeting says when" not in result.err or result.out, result.err)
        result = context.minutec("next", ".", "--audience", "full", "--date", FAR, cwd=folder)
    fail_if(result.status != 0, result.err)
    day = DAY.search(result.out)
    path = os.path.join(folder, day[1] + (day[2] or "") + ".xml")
    fail_if(os.path.exists(path), f"{path} is there already")
    write(path, result.out)
    return announced


def history(folder):
    """At each stage of a body's history, with the next meeting's file and with another after it, all is still well."""
    def run(context):
        days = days_of(folder)
        announced = 0
        for count in range(len(days) + 1):
            copy = context.copy(folder, f"stage-{count}")
            for name in os.listdir(copy):
                if name.endswith(".xml") and name != "body.xml" and name[:11].rstrip(".") not in days[:count]:
                    os.remove(os.path.join(copy, name))
            status, before = checked(context, copy)
            announced += add_next(context, copy)
            after = checked(context, copy)
            brought = {code for code in after[1] if after[1][code] > before[code]} - BROUGHT
            fail_if(after[0] > status or brought, f"stage {count}: {sorted(brought)}, exit status {status} and then {after[0]}")
            add_next(context, copy)
            fail_if(checked(context, copy)[0] > status, f"stage {count}: a second file is in error")
            shutil.rmtree(copy)
        fail_if(announced < len(days) - 1, f"of {len(days)} meetings only {announced} announce the next")
    return run


def same_tree(one, other, filled=False):
    """The first place where two resolved trees mean something else, or None. Words that are no prose may be filled anew."""
    for a, b in zip(one.iter(), other.iter()):
        def words(text, exact=a.tag.startswith(RESOLVED) and not filled):
            return (text or "") if exact else (text or "").split()
        if a.tag != b.tag or a.attrib != b.attrib or len(a) != len(b) or words(a.text) != words(b.text) or words(a.tail) != words(b.tail):
            return f"{a.tag} {a.attrib} {a.text!r}: {b.tag} {b.attrib} {b.text!r}"
    return None


def keeps_meaning(folder, filled):
    """Every file of a body in the canonical layout: the resolved trees are the same, and the findings. Filled, line ends may move."""
    def run(context):
        plain, laid_out = context.copy(folder, "plain/body"), context.copy(folder, "laid-out/body")
        names = sorted(name for name in os.listdir(folder) if name.endswith(".xml"))
        canonical(context, *["-f"] * filled, *[word for name in names
                                               for word in (os.path.join(plain, name), "-o", os.path.join(laid_out, name))])
        changed = [name for name in names if read(os.path.join(plain, name)) != read(os.path.join(laid_out, name))]
        fail_if(not changed, "no file was laid out")
        fail_if(checked(context, plain) != checked(context, laid_out), "other findings")
        for name in names:
            if name == "body.xml":
                continue
            trees = [ET.fromstring(context.minutec("render", name, "-f", "resolved", "--audience", "full", "--no-source", cwd=place).out)
                     for place in (plain, laid_out)]
            difference = same_tree(*trees, filled) or (len(list(trees[0].iter())) != len(list(trees[1].iter())) and "more elements")
            fail_if(difference, f"{name}: {difference}")
    return run


def cases(suite):
    if not os.path.exists(suite.made(RELEASE, "test/canonical")):
        return
    for name, folder in corpora(suite):
        yield Case(f"next/{name}", golden(name, folder))
        yield Case(f"next/history-of-{name}", history(folder), limit=120)
        yield Case(f"canonical/{name}", keeps_meaning(folder, False))
        yield Case(f"canonical/{name}-filled", keeps_meaning(folder, True))
    yield Case("next/nothing-restricted", nothing_restricted)
