"""The table of what linking finds, row by row, each with corpora of three meetings or more: tests/link/row-NN-….

Their findings are compared by findings.py, as those of every corpus there. What is asked here is that no row and no finding of
one is without its corpus, and what more than one run must show.
"""
import os
import re

from suite.findings import DIAG, below
from suite.harness import RELEASE, Case, fail_if, findings, read, write

# A row's findings and their levels. An amendment is no finding: both documents show it.
ROWS = {
    1: ("a reference that resolves to nothing",
        {"unresolved-action": "error", "unresolved-reference": "error", "unresolved-meeting": "error"}),
    2: ("an update on an action that a later meeting raised", {"update-too-early": "error"}),
    3: ("an update after closing without reopening", {"update-after-closing": "error", "not-closed": "warning"}),
    4: ("superseding in a circle", {"supersede-circle": "error"}),
    5: ("two definitions of one address", {"duplicate-number": "error", "duplicate-meeting": "error", "duplicate-body": "error"}),
    6: ("an open action that the next meeting does not mention", {"action-dropped": "warning"}),
    7: ("an action past its date", {"action-overdue": "warning"}),
    8: ("owners", {"unknown-owner": "error", "owner-not-known": "note", "no-owner": "warning"}),
    9: ("an action carried from a meeting that is not here", {"carried-action": "note"}),
    10: ("minutes neither approved nor put off", {"not-approved": "warning"}),
    11: ("an amendment to an earlier meeting", {}),
    12: ("the announced date and the next meeting", {"next-date": "warning"}),
    13: ("days, times, attendance",
         {"weekday-mismatch": "warning", "impossible-time": "warning", "end-before-start": "error", "outside-meeting": "warning",
          "due-before-raised": "error", "person-in-two-lists": "warning", "person-twice": "warning", "quorum-not-met": "warning"}),
}
NAME = re.compile(r"row-(\d\d)-[a-z-]+$")
MEETING = re.compile(r'<minutes [^>]*\bbody="([^"]*)"[^>]*\bdate="([^"]*)"')
MEETINGS = 3


def corpora(suite):
    """The corpora of each row, by its number."""
    found = {}
    for folder in below(suite.root, "tests", "link"):
        name = NAME.match(os.path.basename(folder))
        if name:
            found.setdefault(int(name[1]), []).append(folder)
    return found


def meetings(folder):
    """Files of a corpus that hold a meeting, and the meeting's body and date."""
    held = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            meeting = name.endswith(".xml") and MEETING.search(read(path))
            if meeting:
                held[os.path.relpath(path, folder)] = meeting.groups()
    return held


def check_row(context, number):
    wanted = dict(ROWS[number][1])
    folders = corpora(context.suite).get(number, [])
    fail_if(not folders, f"no corpus tests/link/row-{number:02}-… shows {ROWS[number][0]}")
    for folder in folders:
        name, held, said = os.path.basename(folder), meetings(folder), findings(read(os.path.join(folder, "expected")))
        fail_if(len(set(held.values())) < MEETINGS, f"{name} has fewer than {MEETINGS} meetings")
        fail_if(not set(held) - {found.path for found in said}, f"{name} has no meeting that is right")
        for found in said:
            if wanted.get(found.code) == found.level:
                del wanted[found.code]
    fail_if(wanted, "in none of its corpora: " + ", ".join(f"{code} as {level}" for code, level in wanted.items()))


def run_row(number):
    return lambda context: check_row(context, number)


def table_is_whole(context):
    strange = sorted(set(corpora(context.suite)) - set(ROWS))
    fail_if(strange, f"corpora of rows that are not in the table: {strange}")
    levels = {found[2]: found[3].lower() for found in DIAG.finditer(read(os.path.join(context.root, "src", "base", "diag.def")))}
    wrong = [f"{code} is {levels.get(code)}, not {level}"
             for _, codes in ROWS.values() for code, level in codes.items() if levels.get(code) != level]
    fail_if(wrong, "\n".join(["levels that are not the table's", *wrong]))


def historic_silences_its_kind(context):
    """Without the policy the corpus has every finding of a kept series, with it none, and the others either way."""
    folder = context.copy("tests/link/row-06-historic", "series")
    body = os.path.join(folder, "body.xml")
    kind = {found[2] for found in DIAG.finditer(read(os.path.join(context.root, "src", "base", "diag.def")))
            if "DIAG_SERIES" in found[4]}
    fail_if("action-dropped" not in kind, "src/base/diag.def cannot be read")
    silent = {found.code for found in findings(context.minutec("check", ".", cwd=folder, status=1).err)}
    kept = read(body)
    write(body, kept.replace('<policy historic="yes"/>', ""))
    fail_if(read(body) == kept, "the corpus has no policy")
    loud = {found.code for found in findings(context.minutec("check", ".", cwd=folder, status=1).err)}
    fail_if(silent & kind, f"not silenced: {sorted(silent & kind)}")
    fail_if(loud - silent != kind, f"silenced: {sorted(loud - silent)}; of that kind: {sorted(kind)}")


def amendments_are_in_both(context):
    """Pages of both meetings show each amendment, and lead to one another."""
    folder = os.path.join(context.root, "tests", "link", "row-11-amended")
    pages = {name: context.minutec("render", name + ".xml", "-f", "html", cwd=folder).out
             for name in ("2024-01-10", "2024-02-14", "2024-03-13")}
    shown = [("2024-02-14", "For “north stage” read “south stage”.", "2024-01-10.html#n2"),
             ("2024-02-14", "Sam Noor sent apologies.", "2024-01-10.html"),
             ("2024-03-13", "For “£4” read “£4.50”.", "2024-01-10.html#nD1")]
    for later, words, target in shown:
        for name in ("2024-01-10", later):
            fail_if(words not in pages[name], f"{name}.html does not show “{words}”")
        fail_if(f'href="{target}"' not in pages[later], f"{later}.html does not lead to {target}")
        fail_if(f'href="{later}.html' not in pages["2024-01-10"], f"2024-01-10.html does not lead to {later}.html")
    plain = context.minutec("render", "2024-01-10.xml", "-f", "html", "--no-history", cwd=folder).out
    fail_if("south stage" in plain, "a page without its history shows an amendment")


def cases(suite):
    for number in ROWS:
        yield Case(f"rows/{number:02}", run_row(number), (RELEASE,))
    yield Case("rows/table", table_is_whole, (RELEASE,))
    yield Case("rows/historic", historic_silences_its_kind)
    yield Case("rows/amended", amendments_are_in_both)
