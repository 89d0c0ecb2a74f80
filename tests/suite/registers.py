"""Registers: the actions and the attendance of the samples as kept in tests/registers, and what must hold of them everywhere.

tests/registers/NAME.EXT is what the arguments of KEPT[NAME] give in the format of EXT, with line ends as Unix has them.
"""
import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys

from suite import bench, corpus
from suite.harness import Case, Skip, compare, fail_if, findings, read, tree

FORMATS = ("text", "csv", "json", "ics", "html")
EXTENSIONS = {"text": "txt"}
COMMANDS = ("actions", "attendance")
BOTH = ("samples/harbour-lag", "samples/moorland-ltp")
AUDIENCES = ("public", "full")
HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "registers")
KEPT = {
    **{f"{body}-{command}": (command, *BOTH, "--body", body) for body in ("harbour-lag", "moorland-ltp") for command in COMMANDS},
    "all-actions": ("actions", *BOTH),
    "all-attendance": ("attendance", *BOTH),
}
KEPT_TEXT = {
    "actions-wide": ("actions", BOTH[0], "--width", "150"),
    "actions-list": ("actions", BOTH[0], "--width", "44", "--open"),
    "actions-by-owner": ("actions", *BOTH, "--group", "owner", "--open"),
    "actions-by-status": ("actions", *BOTH, "--group", "status", "--sort", "raised"),
    "actions-by-due": ("actions", *BOTH, "--group", "due", "--sort", "owner", "--open"),
    "actions-by-meeting": ("actions", BOTH[1], "--group", "raised", "--sort", "status"),
    "actions-then": ("actions", *BOTH, "--as-of", "2024-08-01", "--open"),
    "actions-overdue": ("actions", *BOTH, "--as-of", "2025-01-15", "--overdue"),
    "actions-of-one": ("actions", *BOTH, "--owner", "lowri pugh"),
    "actions-full": ("actions", BOTH[1], "--audience", "full"),
    "actions-none": ("actions", *BOTH, "--since", "2030-01-01"),
    "attendance-list": ("attendance", BOTH[0], "--width", "44"),
    "attendance-narrow": ("attendance", BOTH[1], "--width", "64"),
    "attendance-then": ("attendance", *BOTH, "--since", "2024-05-01", "--as-of", "2024-09-30"),
}


def register(context, command, *arguments, form="text", status=0, **more):
    """What a register gives in a format, as bytes."""
    more.setdefault("cwd", context.root)
    return context.minutec(command, *arguments, "-f", form, status=status, binary=True, **more)


def kept(name, arguments, form):
    def run(context):
        got = register(context, *arguments, form=form).out.decode("utf-8")
        context.golden(os.path.join(HERE, f"{name}.{EXTENSIONS.get(form, form)}"), got.replace("\r\n", "\n"))
    return run


def sum_of(data):
    return hashlib.sha256(data).hexdigest()


def synthetic(context):
    """Over the synthetic corpus, of which only the sums are kept; what each format asks for holds there too."""
    folder = bench.generate(context, "corpus")[0]
    for command in COMMANDS:
        check_all(context, command, folder)
    lines = [f"{sum_of(register(context, command, folder, '--audience', audience, form=form).out)}  {command} {audience} {form}"
             for command in COMMANDS for audience in AUDIENCES for form in FORMATS]
    out = context.path("next")
    context.minutec("next", folder, "-o", out, "-q", status=None)
    written = tree(out)
    fail_if(len(written) < 2, "no next meetings were written")
    lines += [f"{sum_of(data)}  next {name}" for name, data in sorted(written.items())]
    context.golden(os.path.join(HERE, "synthetic.sums"), "\n".join(lines) + "\n")


# == formats ==

def check_text(data, width):
    text = data.decode("utf-8")
    fail_if("\r" in text or "\t" in text, "control characters in text")
    for line in text.splitlines():
        fail_if(line.endswith(" "), f"a blank ends the line: {line!r}")
        fail_if(len(line) > width and " " in line.strip(), f"{len(line)} columns of {width}: {line}")
    return text


def check_csv(data):
    """RFC 4180, and nothing that a spreadsheet runs; the rows."""
    fail_if(data.startswith(b"\xef\xbb\xbf"), "it begins with a byte order mark")
    text = data.decode("utf-8")
    fail_if(not text.endswith("\r\n"), "the last line does not end")
    outside = re.sub(r'"[^"]*"', "", text)
    fail_if(re.search(r"(?<!\r)\n|\r(?!\n)", outside), "a line does not end with CR LF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    fail_if(len({len(row) for row in rows}) != 1, "rows differ in length")
    fail_if(len(set(rows[0])) != len(rows[0]) or not all(rows[0]), "the header does not name each column once")
    for row in rows:
        for cell in row:
            fail_if(cell[:1] in ("=", "+", "-", "@", "\t", "\r"), f"a spreadsheet would run {cell!r}")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def unfolded(data):
    """The lines of a calendar; each physical line ends right, is short enough and whole."""
    fail_if(not data.endswith(b"\r\n"), "the last line does not end with CR LF")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        fail_if(b"\n" in line or b"\r" in line, f"a bare line end in {line!r}")
        fail_if(len(line) > 75, f"{len(line)} octets: {line!r}")
        line.decode("utf-8")  # no character is broken
    return re.sub(rb"\r\n[ \t]", b"", data).decode("utf-8").split("\r\n")[:-1]


def check_ics(data):
    """RFC 5545 as far as it is used here; the components as lists of (name, value)."""
    lines = unfolded(data)
    fail_if(lines[:2] != ["BEGIN:VCALENDAR", "VERSION:2.0"] or lines[-1] != "END:VCALENDAR", "no calendar")
    components, inside, zones = [], [], set()
    for line in lines:
        name, found, value = line.partition(":")
        fail_if(not found or not re.fullmatch(r"[A-Z-]+(;[A-Z]+=[A-Za-z/_-]+)*", name), f"not a line of a calendar: {line}")
        fail_if(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value), f"a control character in {line!r}")
        if name == "BEGIN":
            inside.append(value)
            components.append((value, []))
        elif name == "END":
            fail_if(not inside or inside.pop() != value, f"{value} ends where it did not begin")
        elif name == "TZID":
            zones.add(value)
        else:
            components[-1][1].append((name, value))
    fail_if(inside or len(components) < 2, "something does not end, or nothing is there")
    used = set(re.findall(r";TZID=([^:;]+)", "\n".join(lines)))
    fail_if(used - zones, f"zones without a rule: {used - zones}")
    things = [dict(part) for kind, part in components if kind in ("VTODO", "VEVENT")]
    fail_if(zones - used - {"UTC"} or ("UTC" in zones and things), "a zone that nothing uses")
    for thing in things:
        fail_if(not {"UID", "DTSTAMP", "SUMMARY", "STATUS"} <= set(thing), f"lacks something: {thing}")
        fail_if({"ORGANIZER", "ATTENDEE"} & set(thing), "somebody's address was made up")
        fail_if(not re.fullmatch(r"\d{8}T000000Z", thing["DTSTAMP"]), thing["DTSTAMP"])
        fail_if("COMPLETED" in thing and thing["STATUS"] != "COMPLETED", "completed, but not so")
        for name, value in thing.items():
            fail_if(re.search(r"(?<!\\)(\\\\)*[;,]", value) and name not in ("RRULE",), f"not escaped: {name}:{value}")
    uids = [thing["UID"] for thing in things]
    fail_if(len(set(uids)) != len(uids), "two of one UID")
    return things


def python_with(module):
    """An interpreter that has a module, or None."""
    for program in (sys.executable, "python3", "/usr/bin/python3"):
        try:
            if subprocess.run([program, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0:
                return program
        except OSError:
            continue
    return None


VOBJECT = """
import sys, vobject
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    calendars = list(vobject.readComponents(file.read(), validate=True))
assert len(calendars) == 1
calendar = calendars[0]
again = vobject.readOne(calendar.serialize())
for kind in ("vtodo", "vevent"):
    for one, other in zip(calendar.contents.get(kind, []), again.contents.get(kind, [])):
        assert one.summary.value == other.summary.value
        start = getattr(one, "dtstart", None)
        print(kind, one.uid.value, one.summary.value.replace("\\n", " "), start.value.isoformat() if start else "-", sep="\\t")
"""


def schema_of(context, command):
    """A validator, or None where jsonschema is not at hand."""
    try:
        import jsonschema
        import referencing
    except ImportError:
        return None
    folder = os.path.join(context.root, "schemas")
    loaded = [json.loads(read(os.path.join(folder, name))) for name in sorted(os.listdir(folder)) if name.endswith(".schema.json")]
    registry = referencing.Registry().with_resources(
        [(schema["$id"], referencing.Resource.from_contents(schema)) for schema in loaded])
    schema = next(one for one in loaded if one["$id"].endswith(":" + command))
    return jsonschema.Draft202012Validator(schema, registry=registry)


def check_json(context, command, data):
    rows = json.loads(data)
    fail_if(json.dumps(rows, ensure_ascii=False, indent=2) + "\n" != data.decode("utf-8"), "not laid out as JSON is elsewhere")
    validator = schema_of(context, command)
    for error in validator.iter_errors(rows) if validator else ():
        fail_if(True, f"{list(error.absolute_path)}: {error.message[:300]}")
    return rows


def check_html(data):
    text = data.decode("utf-8")
    fail_if(not text.startswith("<!DOCTYPE html>"), "no page")
    fail_if(re.search(r"<script|<link|src=", text), "the page asks for something else")
    fail_if(text.count("<table") != text.count("<caption"), "a table without a caption")
    fail_if(re.search(r"<th(?![^>]*scope=)[ >]", text), "a header cell that says not of what")
    return text


def check_all(context, command, *arguments, status=0, width=80):
    """A register in every format, each checked; by format what was read."""
    outs = {form: register(context, command, *arguments, form=form, status=status).out for form in FORMATS}
    return {"text": check_text(outs["text"], width), "csv": check_csv(outs["csv"]), "json": check_json(context, command, outs["json"]),
            "ics": check_ics(outs["ics"]), "html": check_html(outs["html"])}


def samples(command, audience):
    def run(context):
        got = check_all(context, command, *BOTH, "--audience", audience)
        count = len(got["json"])
        if command == "actions":
            fail_if(count < 40, f"only {count} actions")
            for form in ("csv", "ics"):
                fail_if(len(got[form]) != count, f"{form} has {len(got[form])} of {count}")
            fail_if([row["reference"] for row in got["csv"]] != [row["address"] or "" for row in got["json"]], "another order")
        else:
            meetings = sum(len(row["meetings"]) for row in got["json"])
            fail_if(meetings < 10 or len(got["ics"]) < meetings, f"{meetings} meetings, {len(got['ics'])} events")
    return run


def vobject_reads(context):
    python = python_with("vobject")
    if not python:
        raise Skip("vobject is not installed: apt install python3-vobject")
    for command in COMMANDS:
        for more in ((), ("--since", "2030-01-01")):
            path = context.path(f"{command}.ics")
            register(context, command, *BOTH, *more, "-o", path, form="ics")
            things = check_ics(read(path, "rb"))
            said = context.tool(python, "-c", VOBJECT, path, env={"PYTHONIOENCODING": "utf-8"}).out.splitlines()
            fail_if(len(said) != len(things), f"vobject reads {len(said)} of {len(things)}")
            for line, thing in zip(sorted(said, key=lambda line: line.split("\t")[1]), sorted(things, key=lambda thing: thing["UID"])):
                kind, uid, summary, start = line.split("\t")
                plain = re.sub(r"\\([\\;,])", r"\1", thing["SUMMARY"]).replace("\\n", " ")
                fail_if(uid != thing["UID"] or summary != plain, f"vobject reads {summary!r} for {plain!r}")
                zoned = thing.get("DTSTART;TZID=Europe/London")
                if zoned:
                    summer = "20240331" <= zoned[:8] < "20241027" or "20250330" <= zoned[:8] < "20251026"
                    fail_if(not start.endswith("+01:00" if summer else "+00:00"), f"{zoned} is read as {start}")


# == what is in them ==

def same_as_meetings(audience):
    """An action of the register is the one of its meeting's JSON, but that its words stand in one line."""
    def run(context):
        rows = check_json(context, "actions", register(context, "actions", *BOTH, "--audience", audience, form="json").out)
        folder = context.suite.built(context, audience)
        raised = {}  # a translation tells the same again, in other words
        for name, held in tree(folder).items():
            if re.fullmatch(r".*/[0-9]{4}-[0-9]{2}-[0-9]{2}[a-z]?\.json", name):
                meeting = json.loads(held)
                for action in meeting["actions"]:
                    raised.setdefault(action["address"], []).append(action)
        for row in rows:
            if row["carried"]:
                continue
            action = raised.pop(row["address"])[0]
            for key in action:
                one, other = row[key], action[key]
                if key == "text":
                    one, other = re.sub(r"\W+", "", one or ""), re.sub(r"\W+", "", other or "")
                fail_if(one != other, f"{row['address']}: {key}: {one!r}, in its meeting {other!r}")
        fail_if(raised, f"not in the register: {sorted(raised)}")
    return run


def overdue_as_found(context):
    """What check warns of is what --overdue lists."""
    for day in ("2024-09-01", "2024-12-24", "2026-01-01"):
        for audience in AUDIENCES:
            with_day = (*BOTH, "--as-of", day, "--audience", audience)
            warned = [found for found in findings(context.minutec("check", *with_day, cwd=context.root, status=None).err)
                      if found.code == "action-overdue"]
            rows = json.loads(register(context, "actions", *with_day, "--overdue", form="json").out)
            # What was minuted after that day is not in the register.
            late = json.loads(register(context, "actions", *BOTH, "--as-of", "2026-01-01", "--audience", audience, form="json").out)
            last = max(row["raised"] for row in late)
            if day > last and audience == "full":
                fail_if(len(warned) != len(rows), f"{day}: {len(warned)} findings, {len(rows)} rows")
            fail_if(any(not row["currentDue"] < day for row in rows), f"{day}: not overdue")


def as_of_is_as_then(context):
    """With --as-of a register tells what it told when the later meetings were not yet there."""
    day = "2024-09-30"
    folders = [context.copy(path, os.path.basename(path)) for path in BOTH]
    for folder in folders:
        for name in os.listdir(folder):
            if name[:10] > day and name[0] == "2":
                os.remove(os.path.join(folder, name))
    for command in COMMANDS:
        for form in ("csv", "json"):
            then = register(context, command, *folders, "--as-of", day, form=form, status=None).out
            now = register(context, command, *BOTH, "--as-of", day, form=form).out
            compare(then.decode("utf-8"), now.decode("utf-8"), (f"{command} {form} then", "now"))


def choices(context):
    """Each option keeps what it says and drops the rest."""
    def rows(*more):
        return json.loads(register(context, "actions", *BOTH, *more, form="json").out)
    every = rows()
    kept_by = {
        ("--open",): lambda row: row["tracked"] and row["status"] in ("open", "in-progress", "proposed"),
        ("--overdue", "--as-of", "2025-06-01"): lambda row: row["overdue"],
        ("--since", "2024-07-03"): lambda row: row["raised"] >= "2024-07-03",
        ("--until", "2024-07-03"): lambda row: row["raised"] <= "2024-07-03",
        ("--body", "harbour-lag"): lambda row: row["raisedBy"]["id"] == "harbour-lag",
        ("--since", "2024-07-03", "--until", "2024-07-03"): lambda row: row["raised"] == "2024-07-03",
    }
    for options, good in kept_by.items():
        base = rows("--as-of", "2025-06-01") if "--as-of" in options else every
        expected = sorted(str(row["address"]) for row in base if good(row))
        got = sorted(str(row["address"]) for row in rows(*options))
        fail_if(got != expected or not got or len(got) == len(base), f"{options}: {len(got)} of {len(base)}, expected {len(expected)}")
    two = ("--body", "harbour-lag,moorland-ltp"), ("--body", "harbour-lag", "--body", "moorland-ltp")
    fail_if(any(rows(*more) != every for more in two), "naming both bodies is not naming none")
    names = {"idris-vaughan", "Idris Vaughan", "Revd Idris Vaughan", "FATHER IDRIS", "father  idris"}
    by_name = [[row["address"] for row in rows("--owner", name)] for name in sorted(names)]
    fail_if(any(one != by_name[0] for one in by_name) or not by_name[0], "an owner's names do not mean the same")
    fail_if(not rows("--owner", "hub-group") or rows("--owner", "hub-group") != rows("--owner", "youth hub group"), "a group")


def orders(context):
    def rows(*more):
        return json.loads(register(context, "actions", *BOTH, "--group", "none", *more, form="json").out)
    ranks = ["open", "in-progress", "proposed", "done", "dropped", "superseded"]
    keys = {"raised": lambda row: row["raised"], "status": lambda row: ranks.index(row["status"]),
            "body": lambda row: row["raisedBy"]["id"], "due": lambda row: (row["currentDue"] is None, row["currentDue"] or ""),
            "owner": lambda row: (not row["currentOwners"], "\n".join(row["currentOwners"]))}
    for name, key in keys.items():
        got = [key(row) for row in rows("--sort", name)]
        fail_if(got != sorted(got), f"--sort {name}: {got}")
        fail_if(len(got) != len(rows()), f"--sort {name} loses rows")
    usual = [(row["status"] not in ranks[:3] or not row["tracked"],
              (row["currentDue"] is None, row["currentDue"] or "") if row["status"] in ranks[:3] and row["tracked"] else ()) for row in rows()]
    fail_if(usual != sorted(usual), "what is open does not come first, by its date")
    forth = register(context, "actions", *BOTH, form="csv").out
    fail_if(forth != register(context, "actions", *BOTH[::-1], form="csv").out, "the order of paths matters")


def usage(context):
    """What is not there is said, with what is near, and nothing is written."""
    wrong = {
        ("--owner", "Idirs Vaughan"): "did you mean 'Idris Vaughan'?",
        ("--owner", "nobody at all of that name"): "nobody is called",
        ("--owner", " "): "this names nobody",
        ("--body", "harbor-lag"): "did you mean 'harbour-lag'?",
        ("--body", "harbour-lag,other"): "there is no body 'other'",
        ("--body", ","): "this names no body",
        ("--since", "yesterday"): "this is not a day",
        ("--until", "2024-02-30"): "this is not a day",
        ("--as-of", "2024"): "this is not a day",
        ("--sort", "length"): "a register has no column 'length'",
        ("--group", "length"): "a register has no column 'length'",
        ("--width", "3"): "columns from 20 to 1000",
        ("--width", "80x"): "columns from 20 to 1000",
        ("-f", "xls"): "there is no format 'xls'",
        ("--colour",): "has no option --colour",
    }
    for options, said in wrong.items():
        result = context.minutec("actions", *BOTH, *options, "-o", context.path("out"), cwd=context.root, status=2)
        fail_if(said not in result.err, f"{options}: not said: {said}\n{result.err}")
        fail_if(os.path.exists(context.path("out")) or result.out, f"{options}: something was written")
    for option in ("--open", "--overdue", "--owner=x", "--sort=due"):
        context.minutec("attendance", *BOTH, option, cwd=context.root, status=2)


# == edges ==

HOSTILE = [
    "=1+1", "+44 20 7946 0000", "-2 + 3", "@SUM(A1)", "a, \"quoted\" word; and \\ a stroke", "x" * 500, "ab " * 500,
    "שלום עולם, with words from left to right", "é" * 100, "漢字" * 60, "🦆" * 40, "<b>&amp;</b>", "\u202eabc", "|pipe| and +---+",
]


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def hostile_texts(context):
    """Whatever an action says is read again as it is, and breaks nothing."""
    folder = context.path("mill")
    corpus.lay_out(folder)
    actions = "".join(f'<action n="{number}" owner="bo-ek" for="{escaped(text[:60])}" due-text="{escaped(text[:80])}"><![CDATA[{text}]]></action>'
                      for number, text in enumerate(HOSTILE, 1))
    context.write("mill/2024-06-12.xml", corpus.meeting(corpus.BETWEEN, f'<item n="2"><title>All</title>{actions}</item>'))
    for width in ("20", "60", "80", "140"):
        got = check_all(context, "actions", folder, "--width", width, "-W", "action-dropped=off", width=1000)
    words = [row["text"] for row in got["json"]]
    fail_if(len(words) != len(HOSTILE) or len(got["csv"]) != len(HOSTILE), f"{len(words)} actions")
    for text, row, task in zip(words, got["csv"], got["ics"]):
        fail_if(row["action"] not in (text, "'" + text), f"{row['action']!r} for {text!r}")
        whole = re.sub(r"\\([\\;,])", r"\1", task["DESCRIPTION"])
        fail_if(not whole.startswith(text), f"{whole[:80]!r} for {text[:80]!r}")
    fail_if(sum(row["action"].startswith("'") for row in got["csv"]) < 3, "nothing is defused")
    check_all(context, "attendance", folder, "-W", "action-dropped=off")


def edges(context):
    """No actions, no meetings, nobody listed, a meeting without a date, a body without members, an action carried from nowhere."""
    folder = context.path("mill")
    corpus.lay_out(folder)
    fail_if(check_all(context, "actions", folder)["json"], "there are actions")
    sheet = check_all(context, "attendance", folder)["json"][0]
    fail_if([row["rate"] for row in sheet["members"]] != [100, 100], "not everybody was there")
    for name in (corpus.FIRST, corpus.LAST):
        os.remove(os.path.join(folder, name + ".xml"))
    for command in COMMANDS:
        fail_if(check_all(context, command, folder)["json"], f"{command}: something is there")
    undated = corpus.meeting(corpus.FIRST, '<item n="1"><title>Roof</title><action n="1a" owner="ann-lee">Look at it.</action></item>')
    context.write("mill/notes.xml", undated.replace(f' date="{corpus.FIRST}"', ""))
    carried = '<previous-actions><update n="Prev mtg" for="Ann" status="open">Ask the miller.</update></previous-actions>'
    context.write("mill/2024-06-12.xml", corpus.meeting(corpus.BETWEEN, carried))
    got = check_all(context, "actions", folder)
    fail_if(sorted(row["raised"] or "" for row in got["json"]) != ["", corpus.BETWEEN], "the undated or the carried one is missing")
    fail_if([row["number"] for row in got["json"] if row["carried"]] != ["Prev mtg"], "the carried one has not its number")
    fail_if(len(check_all(context, "actions", folder, "--since", "2000-01-01")["json"]) != 1, "an undated one since a day")
    body = corpus.BODY.replace('<member ref="ann-lee" role="chair"/>', "").replace('<member ref="bo-ek"/>', "").replace(
        "<membership>\n    \n    \n  </membership>\n", "")
    context.write("mill/body.xml", body)
    sheet = check_all(context, "attendance", folder)["json"][0]
    fail_if(sheet["members"] or [row["times"] for row in sheet["others"]] != [1, 1], "a body without members")


def restricted_unheard(context):
    """A public register knows nothing of restricted actions, nor of restricted steps of public ones."""
    folder = context.path("mill")
    corpus.lay_out(folder)
    context.write("mill/2024-06-12.xml", corpus.meeting(corpus.BETWEEN, (
        '<item n="2"><title>Staff</title><action n="2a" owner="bo-ek" due="2024-07-01">Mend the door.</action>'
        '<restricted reason="personal"><summary>A matter of staff.</summary>'
        '<action n="Q-77" owner="ann-lee" due="2024-06-30">Zanzibar must be told.</action></restricted></item>')))
    context.write("mill/2024-07-10.xml", corpus.meeting(corpus.LAST, (
        '<approval of="2024-06-12" outcome="approved"/><item n="3"><title>Staff</title><restricted reason="personal"><summary>More.</summary>'
        '<update action="2024-06-12#2a" status="done" owner="ann-lee" due="2024-07-03">Quixotic words.</update>'
        '<update action="2024-06-12#Q-77" status="in-progress">Zanzibar again.</update></restricted></item>')))
    for form in FORMATS:
        said = register(context, "actions", folder, form=form, status=None).out.decode("utf-8").lower()
        for word in ("zanzibar", "quixotic", "q-77", "2024-07-03"):
            fail_if(word in said, f"{form} tells '{word}'")
        full = register(context, "actions", folder, "--audience", "full", form=form, status=None).out.decode("utf-8").lower()
        fail_if("zanzibar" not in full or "quixotic" not in full, f"{form} in full does not tell it")
    public = json.loads(register(context, "actions", folder, form="json", status=None).out)
    fail_if([(row["status"], row["currentDue"], row["currentOwners"]) for row in public] != [("open", "2024-07-01", ["Bo Ek"])],
            f"the public one is not as it was raised: {public}")
    fail_if(not public[0]["overdue"], "it is not overdue for the public")
    context.minutec("build", folder, "-o", context.path("out"), status=None)
    for name, held in tree(context.path("out")).items():
        if not name.endswith((".docx", "2024-07-10.html", "2024-06-12.html")):
            fail_if(b"anzibar" in held or b"uixotic" in held, f"{name} tells what is restricted")


def six_months(context):
    """Calendar months since somebody was last seen, and vacancies, deputies, absences."""
    folder = context.path("mill")
    corpus.lay_out(folder)
    there = '<present><person ref="ann-lee" role="chair"/><person ref="bo-ek"/></present>'
    lists = {
        "2024-08-11": '<present><person ref="ann-lee"/></present><apologies><person ref="bo-ek"/></apologies>',
        "2024-09-10": '<present><person ref="ann-lee"/><person name="Cy Dee" deputy-for="bo-ek"/></present>',
        "2024-10-09": '<present mode="remote"><person ref="ann-lee"/></present><absent><person ref="bo-ek"/></absent>',
        "2025-01-09": '<present><person ref="ann-lee"/></present>',
        "2025-01-10": '<present><person ref="ann-lee"/></present>',
    }
    for day, said in lists.items():
        context.write(f"mill/{day}.xml", corpus.meeting(day).replace(there, said))
    for day, months in (("2024-08-09", 0), ("2024-08-10", 1), ("2025-01-09", 5), ("2025-01-10", 6)):
        sheet = json.loads(register(context, "attendance", folder, "--as-of", day, form="json", status=None).out)[0]
        row = next(row for row in sheet["members"] if row["id"] == "bo-ek")
        fail_if((row["monthsSince"], row["sixMonths"], row["lastSeen"]) != (months, months >= 6, "2024-07-10"), f"{day}: {row}")
    fail_if((row["possible"], row["attended"], row["apologies"], row["deputies"], row["absences"], row["rate"]) != (7, 2, 1, 1, 3, 29), row)
    fail_if([mark["mark"] for mark in row["marks"]][2:5] != ["apologies", "deputy", "absent"], row["marks"])
    ann = next(row for row in sheet["members"] if row["id"] == "ann-lee")
    fail_if((ann["attended"], ann["remote"], ann["monthsSince"]) != (7, 1, 0), ann)
    fail_if([(row["name"], row["marks"][0]["mark"]) for row in sheet["others"]] != [("Cy Dee", "deputy")], sheet["others"])


def width_of_the_terminal(context):
    """COLUMNS says how wide; without it a pipe is 80 wide."""
    usual = register(context, "actions", BOTH[0]).out
    for columns, width in (("100", 100), ("200", 200), ("10", 20), ("x", 80), ("", 80), ("99999", 1000)):
        told = register(context, "actions", BOTH[0], env={"COLUMNS": columns}).out
        fail_if(told != register(context, "actions", BOTH[0], "--width", str(width)).out, f"COLUMNS={columns}")
        fail_if((width == 80) != (told == usual), f"COLUMNS={columns} is as without")


def pages_of_the_site(context):
    """The site's registers say what the commands say, by year, and every page is linked from the body's."""
    for audience in AUDIENCES:
        folder = context.suite.built(context, audience)
        for body in ("harbour-lag", "moorland-ltp"):
            given = (*BOTH, "--body", body, "--audience", audience)
            fail_if(read(os.path.join(folder, body, "actions.csv"), "rb") != register(context, "actions", *given, form="csv").out, "actions.csv")
            fail_if(read(os.path.join(folder, body, "actions.ics"), "rb") != register(context, "actions", *given, "--open", form="ics").out,
                    "actions.ics")
            fail_if(read(os.path.join(folder, body, "calendar.ics"), "rb") != register(context, "attendance", *given, form="ics").out,
                    "calendar.ics")
            index = read(os.path.join(folder, body, "index.html"))
            rows = json.loads(register(context, "actions", *given, form="json").out)
            for name in ("actions.html", "actions-2024.html", "attendance.html", "attendance-2024.html", "actions.csv", "actions.ics",
                         "calendar.ics"):
                fail_if(f'href="{name}"' not in index, f"{body}: no link to {name}")
            for name, good in (("actions.html", lambda row: row["tracked"] and row["status"] in ("open", "in-progress", "proposed")),
                               ("actions-2024.html", lambda row: row["raised"][:4] == "2024")):
                page = check_html(read(os.path.join(folder, body, name), "rb"))
                shown = page.count('<th scope="row">')
                fail_if(shown != sum(map(good, rows)), f"{body}/{name}: {shown} actions")


def many_actions(context):
    """Of the first thousand actions of a body what is told is shared by its pages; of those behind it each page tells its own."""
    days = {"2023-04-05": "5 April 2023", "2023-09-06": "6 September 2023", "2024-03-06": "6 March 2024", "2024-10-02": "2 October 2024"}
    folder = context.path("corpus")
    context.write(os.path.join(folder, "body.xml"), corpus.BODY)
    for date in days:
        actions = "".join(f'<action n="1.{i}" for="Everybody">Carry stone {i} of {date}.</action>' for i in range(350))
        context.write(os.path.join(folder, f"{date}.xml"), corpus.meeting(date, f'<item n="1"><title>Stones</title>{actions}</item>'))
    context.minutec("build", folder, "-o", "site", "-f", "html", "-q", status=None)
    site = context.path("site", "mill-lane")
    fail_if(read(os.path.join(site, "actions.csv"), "rb") != register(context, "actions", folder, form="csv").out, "actions.csv")
    for year in ("2023", "2024"):
        rows = re.findall(r"<tr>.*?</tr>", read(os.path.join(site, f"actions-{year}.html")), re.S)
        for date, day in days.items():
            named = [row for row in rows if f" of {date}." in row and f">{day}, " in row.replace("\n", "")]
            fail_if(len(named) != (350 if date.startswith(year) else 0), f"actions-{year}.html: {len(named)} actions of {date}")


MILL = {
    "body.xml": corpus.BODY,
    "2024-05-08.xml": corpus.meeting(corpus.FIRST, (
        '<item n="1"><title>Roof</title><action n="1a" owner="ann-lee" due="2024-06-20">Mend it.</action>'
        '<action n="1b" owner="bo-ek" due="next-meeting">Call on *the* miller.</action></item>')),
    "2024-06-12.xml": corpus.meeting(corpus.BETWEEN, (
        '<item n="2"><title>Wheel</title><action n="2a" for="Everybody" due-text="soon">Oil the wheel.</action></item>')),
    "2024-09-11.xml": corpus.meeting("2024-09-11", '<item n="4"><title>Well</title><action n="4a" owner="bo-ek">Dig.</action></item>'),
    "2025-07-10.xml": corpus.meeting("2025-07-10", (
        '<item n="3"><title>Old</title><update action="2024-05-08#1a" status="in-progress">Half done.</update>'
        '<update action="2024-06-12#2a" status="superseded" superseded-by="2024-05-08#1b">Told the miller.</update></item>')),
}
# What any page may show: file, what is there, what comes instead.
CHANGES = [
    ("body.xml", "Mill Lane Residents' Group", "Mill Road Group"),
    ("body.xml", "<name>Bo Ek</name>", "<name>Bo Ekman</name>"),
    ("body.xml", '<member ref="bo-ek"/>', '<member ref="bo-ek" role="clerk"/>'),
    ("body.xml", 'xml:lang="en-GB"', 'xml:lang="cy"'),
    ("2024-05-08.xml", "Mend it.", "Mend it well."),
    ("2024-05-08.xml", 'n="1a"', 'n="1c" id="1a"'),
    ("2024-05-08.xml", 'owner="ann-lee"', 'owner="bo-ek"'),
    ("2024-05-08.xml", 'due="2024-06-20"', 'due="2025-08-20"'),
    ("2024-05-08.xml", "<title>Roof</title>", "<title>The roof</title>"),
    ("2024-05-08.xml", '<person ref="bo-ek"/>', '<person id="cy" name="Cy Orr"/>'),
    ("2024-06-12.xml", 'for="Everybody"', 'for="Nobody"'),
    ("2024-06-12.xml", 'due-text="soon"', 'due-text="at once"'),
    ("2024-06-12.xml", ' date="2024-06-12"', ' date="2024-06-12" kind="extraordinary"'),
    ("2024-06-12.xml", "Mill House", "Mill Barn"),
    ("2024-06-12.xml", 'start="18:30"', 'start="19:00"'),
    ("2025-07-10.xml", "Half done.", "Nearly done."),
    ("2025-07-10.xml", 'status="in-progress"', 'status="done"'),
    ("2025-07-10.xml", "superseded-by=\"2024-05-08#1b\"", "superseded-by=\"2024-05-08#1a\""),
    ("2025-07-10.xml", '<person ref="bo-ek"/>', ""),
    ("2025-07-10.xml", "<item ", '<next-meeting date="2025-08-14"/><item '),
    ("2024-09-11.xml", None, None),
    ("2025-09-10.xml", None, corpus.meeting("2025-09-10", '<item n="1"><title>Last</title></item>')),
]


def stale_pages(context):
    """Whatever is changed, pages that an earlier build left are those that a build from nothing makes."""
    for audience in AUDIENCES:
        for number, (name, old, text) in enumerate(CHANGES):
            folder, out = f"mill-{audience}-{number}", context.path(f"out-{audience}-{number}")
            cache = context.path(f"cache-{audience}-{number}")
            for file, content in MILL.items():
                context.write(os.path.join(folder, file), content)
            build = ("build", context.path(folder), "-f", "html", "--audience", audience)
            context.minutec(*build, "-o", out, "--cache", cache, status=None)
            before = tree(out)
            path = context.path(os.path.join(folder, name))
            if text is None:
                os.remove(path)
            else:
                fail_if(old is not None and old not in MILL[name], f"{name} does not hold {old!r}")
                context.write(os.path.join(folder, name), text if old is None else MILL[name].replace(old, text, 1))
            told = context.minutec(*build, "-o", out, "--cache", cache, status=None)
            fail_if(text is not None and "error: " in told.err, f"{name}: {text!r} is not sound: {told.err}")
            fresh = context.path(f"fresh-{audience}-{number}")
            context.minutec(*build, "-o", fresh, "--cache", cache + "-fresh", status=None)
            now, anew = tree(out), tree(fresh)
            fail_if(before == anew, f"{name}: {old!r} changes nothing: it tries nothing")
            wrong = sorted(page for page in set(now) | set(anew) if now.get(page) != anew.get(page))
            fail_if(wrong, f"{name}: {old!r} → {text!r}: {wrong} differ from those made anew")


def cases(suite):
    for name, arguments in KEPT.items():
        for form in FORMATS:
            yield Case(f"registers/kept/{name}.{form}", kept(name, arguments, form))
    for name, arguments in KEPT_TEXT.items():
        yield Case(f"registers/kept/{name}.text", kept(name, arguments, "text"))
    for command in COMMANDS:
        for audience in AUDIENCES:
            yield Case(f"registers/{command}-{audience}", samples(command, audience))
    for audience in AUDIENCES:
        yield Case(f"registers/as-meetings-{audience}", same_as_meetings(audience))
    yield Case("registers/synthetic", synthetic, ("release",))
    yield Case("registers/vobject", vobject_reads, ("release",))
    yield Case("registers/overdue", overdue_as_found, ("release",))
    yield Case("registers/as-of", as_of_is_as_then)
    yield Case("registers/choices", choices)
    yield Case("registers/orders", orders, ("release",))
    yield Case("registers/usage", usage)
    yield Case("registers/hostile", hostile_texts)
    yield Case("registers/edges", edges)
    yield Case("registers/restricted", restricted_unheard)
    yield Case("registers/six-months", six_months)
    yield Case("registers/width", width_of_the_terminal, ("release",))
    yield Case("registers/site", pages_of_the_site)
    yield Case("registers/many", many_actions)
    yield Case("registers/stale", stale_pages, ("release",))
