"""Which findings count: levels of findings and groups, instructions that silence one, baselines, limits; and the exit status of each."""
import json
import os
import re
import shutil

from suite import parts
from suite.edits import changed
from suite.harness import Case, compare, fail_if, findings, read, same_trees, tree, write
from suite.machine import BODY, MEETING, keys, results, told

FIRST = '    <action n="1a">Sweep the yard.</action>\n    <action n="1b" owner="bo-ek" due="2024-05-20">Ask two roofers.</action>'
SECOND = '    <approval of="2024-05-08" outcome="approved"/>\n    <update action="2024-05-08#1c" status="done">It is mended.</update>'


def corpus(context, first=FIRST, second=SECOND, policy="", name="mill"):
    """A body with two meetings: nobody is to do 1a, nobody mentions 1a and 1b, 1b is overdue, and 1c does not exist."""
    context.write(f"{name}/body.xml", BODY.replace("</body>", policy + "</body>"))
    context.write(f"{name}/2024-05-08.xml", MEETING.format(day="2024-05-08", content=first))
    context.write(f"{name}/2024-07-10.xml", MEETING.format(day="2024-07-10", content=second))
    return context.path(name)


def levels(context, folder, *arguments, status=None, command=("check", ".")):
    """What is found there: the level of each code, sorted."""
    result = context.minutec(*command, *arguments, cwd=folder, status=status)
    return sorted((found.code, found.level) for found in findings(result.err))


FOUND = [("action-dropped", "warning"), ("action-dropped", "warning"), ("action-overdue", "warning"), ("no-owner", "warning"),
         ("unresolved-action", "error")]


def only(*codes, level=None):
    return [(code, level or was) for code, was in FOUND if code in codes]


# -- levels and groups ---------------------------------------------------------------------------

def groups(context):
    folder = corpus(context)
    actions = ("action-dropped", "action-overdue", "no-owner", "unresolved-action")
    for arguments, status, expected in (
            ((), 1, FOUND),
            (("-W", "actions=off"), 0, []),
            (("-W", "actions=error"), 1, only(*actions, level="error")),
            (("-W", "actions=off", "-W", "no-owner=error"), 1, only("no-owner", level="error")),
            (("-W", "no-owner=error", "-W", "actions=off"), 0, []),
            (("-W", "no-owner=error", "-W", "no-owner=note", "-W", "references=warning", "-W", "series=off"), 0,
             only("unresolved-action", level="warning")),
            (("-W", "all=off", "-W", "no-owner=warning"), 0, only("no-owner")),
            (("-W", "references=off", "-W", "error"), 1, only("action-dropped", "action-overdue", "no-owner", level="error")),
            (("-W", "error", "-W", "actions=note"), 0, only(*actions, level="note"))):
        compare(f"{arguments}: {expected}", f"{arguments}: {levels(context, folder, *arguments, status=status)}")
    said = context.minutec("check", "-W", "action=off", folder, status=2).err
    fail_if("did you mean 'actions'?" not in said, said)
    corpus(context, policy='<policy><level code="actions" set="off"/><level code="no-owner" set="note"/></policy>')
    compare(str(only("no-owner", level="note")), str(levels(context, folder, status=0)))
    compare(str(only(*actions, level="warning")), str(levels(context, folder, "-W", "actions=warning", status=0)))
    corpus(context, policy='<policy><level code="actoins" set="off"/></policy>')
    fail_if("did you mean 'actions'?" not in context.minutec("check", folder, status=1).err, "no group is suggested")
    corpus(context, first="    <txet>No.</txet>")
    fail_if(("unknown-element", "error") not in levels(context, folder, "-W", "all=off", status=1), "a fatal finding was silenced by a group")


# -- instructions --------------------------------------------------------------------------------

SILENCED = FIRST.replace('    <action n="1a"', "    <?minutec allow no-owner Whoever comes first does it.?>\n    <!-- as ever -->\n"
                         "    <?minutec allow action-dropped\n       It is done each week.?>\n    <action n=\"1a\"", 1)


def instructions(context):
    """They hold for the element behind them with all in it, for what reading finds and for what linking finds, and for nothing else."""
    folder = corpus(context, first=SILENCED)
    compare(str([one for one in FOUND if one[0] != "no-owner"][1:]), str(levels(context, folder, status=1)))
    compare(str(levels(context, folder)), str(levels(context, folder, "-W", "no-owner=error")))
    said, _ = told(context, "check", ".", cwd=folder)
    whys = {result["ruleId"]: result["suppressions"][0]["justification"] for result in results(said["sarif"], True) if "suppressions" in result}
    compare(str({"no-owner": "Whoever comes first does it.", "action-dropped": "It is done each week."}), str(dict(sorted(whys.items(), reverse=True))))
    around = MEETING.format(day="2024-05-08", content=FIRST).replace("  <item", "  <?minutec allow action-dropped All of it.?>\n  <item")
    write(os.path.join(folder, "2024-05-08.xml"), around)
    compare(str(FOUND[2:]), str(levels(context, folder, status=1)))
    whole = SECOND.replace("<update", "<?minutec allow unresolved-action It stands in the lost minutes.?><update")
    corpus(context, second=whole)
    compare(str(FOUND[:-1]), str(levels(context, folder, status=0)))
    corpus(context, first=FIRST.replace("<action", "<?minutec allow action-dropped One.?><action", 1))
    compare(str(FOUND[1:]), str(levels(context, folder, status=1)))


def before_the_root(context):
    """There they hold for the whole file, also for what is said of it as a whole."""
    folder = corpus(context)
    path = os.path.join(folder, "2024-05-08.xml")
    lines = "<?minutec allow action-dropped Old.?>\n<?minutec allow no-owner Old.?>\n<minutes"
    write(path, read(path).replace("<minutes", lines, 1))
    compare(str(only("action-overdue", "unresolved-action")), str(levels(context, folder, status=1)))
    write(path, read(path) + "<?minutec allow no-owner Too late.?>\n")
    fail_if(("bad-allow", "warning") not in levels(context, folder, status=1), "behind the root it stands for something")


def in_the_body(context):
    """In body.xml, too, in one run and in parts."""
    folder = corpus(context)
    path = os.path.join(folder, "body.xml")
    write(path, read(path).replace("</name>", "</name>\n  <name>Mill Street</name>", 1))
    fail_if(("overlap", "warning") not in levels(context, folder), "the names do not overlap")
    write(path, read(path).replace("<name>Mill Street", "<?minutec allow overlap Both are on the door.?><name>Mill Street"))
    compare(str(FOUND), str(levels(context, folder, status=1)))
    made, said = parts.interfaces(context, folder)
    compare(str(FOUND), str(sorted((found.code, found.level) for found in said + parts.link(context, "linked", made, status=1)[1])))


def needless(context):
    """One that silences nothing is a finding, unless its file has errors, or not everything was looked for."""
    folder = corpus(context, first=FIRST.replace("<action", "<?minutec allow raw-html It was typed so.?><action", 1))
    compare(str(sorted([*FOUND, ("unused-allow", "warning")])), str(levels(context, folder)))
    for command in (("actions", "."), ("build", ".", "-o", context.path("out")), ("attendance", ".")):
        compare(str(sorted([*FOUND, ("unused-allow", "warning")])), str(levels(context, folder, command=command)))
    compare("[]", str([one for one in levels(context, folder, command=("check", "2024-07-10.xml")) if one[0] == "unused-allow"]))
    compare("1", str(len([one for one in levels(context, folder, command=("check", "2024-05-08.xml")) if one[0] == "unused-allow"])))
    corpus(context, first=FIRST.replace("<action", "<?minutec allow raw-html It was typed so.?><action", 1) + "<txet/>")
    fail_if(any(code == "unused-allow" for code, _ in levels(context, folder)), "it is told of a file with errors")
    corpus(context, first=FIRST.replace("<action", "<?minutec allow unknown-language Nobody reads it.?><action", 1))
    compare(str(FOUND), str(levels(context, folder)))
    corpus(context, first="\n".join(f"<?minutec allow raw-html {number}.?>" for number in range(2000)) + FIRST)
    said = levels(context, folder)  # text tells the first hundred
    compare("100 1", f"{len([one for one in said if one[0] == 'unused-allow'])} {len([one for one in said if one[0] == 'bad-allow'])}")


def incremental(context):
    """From the index, at any -j, and in parts, the same is said as afresh."""
    folder = corpus(context, first=SILENCED)
    cache = ("--cache", context.path("index"))

    def afresh():
        return context.minutec("check", ".", "--cache", context.path("none"), cwd=folder, status=None).err

    def build():
        return context.minutec("build", ".", "-o", context.path("out"), *cache, "-j2", cwd=folder, status=None).err
    for change in (None, None, "touched", "taken out", "put back"):
        if change == "touched":
            path = os.path.join(folder, "2024-07-10.xml")
            write(path, read(path).replace("The roof", "The mill roof"))
        elif change:
            write(os.path.join(folder, "2024-05-08.xml"), MEETING.format(day="2024-05-08", content=FIRST if change == "taken out" else SILENCED))
        compare(afresh(), build())
        compare(afresh(), context.minutec("check", ".", *cache, cwd=folder, status=None).err)
    made, said = parts.interfaces(context, folder)
    _, linked = parts.link(context, "linked", made, status=1)
    compare("\n".join(sorted(map(str, findings(afresh())))), "\n".join(sorted(map(str, said + linked))))
    shards = [parts.link(context, f"shard{number}", made[number::2], "--combine")[0] for number in range(2)]
    compare(str(linked), str(parts.link(context, "again", shards, status=1)[1]))


def kept_when_edited(context):
    """What is taken over from an edited page leaves them where they are."""
    folder = corpus(context, first=SILENCED)
    page = context.path("page.html")
    context.minutec("render", "2024-05-08.xml", "-f", "html", "-o", page, cwd=folder, status=None)
    changed(page, (("Ask two roofers.", "Ask three roofers."),))
    context.minutec("import", "--update", "2024-05-08.xml", page, "--write", cwd=folder)
    now = read(os.path.join(folder, "2024-05-08.xml"))
    fail_if("Ask three roofers." not in now, "nothing was taken over")
    for line in ("<?minutec allow no-owner Whoever comes first does it.?>", "<?minutec allow action-dropped\n"):
        fail_if(line not in now, f"it is gone: {line}\n{now}")
    fail_if(("no-owner", "warning") in levels(context, folder), "it silences nothing any more")


# -- baselines -----------------------------------------------------------------------------------

def shown(context, folder, *arguments, status):
    return context.minutec("check", ".", *arguments, cwd=folder, status=status).err


def baselines(context):
    """What is known does not count; what is new does, however lines have moved."""
    folder, known = corpus(context), ("--baseline", "known.txt")
    compare("minutec: 5 findings are known from now on (known.txt)\n", shown(context, folder, "--write-baseline", "known.txt", status=0))
    compare("minutec: 5 known findings are not shown (known.txt)\n", shown(context, folder, *known, status=0))
    compare("", shown(context, folder, *known, "-q", status=0))
    shown(context, folder, *known, "-W", "error", status=0)
    before, _ = told(context, "check", ".", cwd=folder)
    path = os.path.join(folder, "2024-05-08.xml")
    write(path, read(path).replace("<meeting", "\n<!-- one\nmore -->\n    <meeting").replace("    <action n=\"1a\"", "  <action n=\"1a\""))
    after, _ = told(context, "check", ".", cwd=folder)
    compare(str(keys(before)), str(keys(after)))
    shown(context, folder, *known, status=0)
    write(path, read(path).replace("</item>", '  <action n="1z">Lock the gate.</action>\n  </item>'))
    said = shown(context, folder, *known, "-W", "error", status=1)
    compare(str([("action-dropped", "error"), ("no-owner", "error")]), str(sorted((found.code, found.level) for found in findings(said))))
    fail_if("5 known" not in said, said)
    fail_if(json.loads(context.minutec("check", ".", *known, "--diagnostics", "sarif", cwd=folder, status=0).err)["runs"][0]["results"][2:], "SARIF tells it")


def alike(context):
    """Of several that are alike, in a line or below one another, so many are known as were found."""
    row = "    <action>Sweep.</action>\n"
    folder = corpus(context, first=row * 3, second="    <text>Nothing.</text>", policy='<policy historic="yes"><level code="no-owner" set="warning"/></policy>')
    shown(context, folder, "--write-baseline", "known.txt", status=0)
    compare("3", str(len(read(os.path.join(folder, "known.txt")).splitlines()) - 1))
    write(os.path.join(folder, "2024-05-08.xml"), MEETING.format(day="2024-05-08", content=row * 4))
    compare("1", str(len(findings(shown(context, folder, "--baseline", "known.txt", "-W", "error", status=1)))))


def gone(context):
    folder, known = corpus(context), ("--baseline", "known.txt", "-W", "baseline-gone=error")
    shown(context, folder, "--write-baseline", "known.txt", status=0)
    shown(context, folder, *known, status=0)
    path = os.path.join(folder, "2024-05-08.xml")
    write(path, read(path).replace('n="1a"', 'n="1a" owner="bo-ek"'))
    said = findings(shown(context, folder, *known, status=1))
    fail_if(("baseline-gone", "2024-05-08.xml") not in {(found.code, found.path) for found in said}, f"it is not told: {said}")
    shown(context, folder, "--baseline", "known.txt", status=0)
    said = context.minutec("check", "2024-07-10.xml", *known, cwd=folder, status=0).err
    fail_if("baseline-gone" in said, f"a file that was not looked at\n{said}")
    os.remove(os.path.join(folder, "2024-07-10.xml"))
    said = findings(shown(context, folder, *known, status=1))
    fail_if("2024-07-10.xml" not in {found.path for found in said}, f"the file that is gone is not told: {said}")


def broken_baselines(context):
    folder = corpus(context)
    shown(context, folder, "--write-baseline", "known.txt", status=0)
    path = os.path.join(folder, "known.txt")
    whole = read(path, "rb")
    lines = whole.splitlines(True)
    for bad in (b"", b"no baseline\n", read(os.path.join(folder, "body.xml"), "rb"), whole[:-1], whole[:-30], whole + b"<<<<<<< HEAD\n", lines[0] + b"\n" + lines[1],
                whole.replace(b"baseline 1", b"baseline 2"), whole.replace(lines[1][:8], b"XXXXXXXX"), whole + b"\0", lines[0] + lines[1].replace(b" ", b"  ")):
        write(path, bad)
        said = shown(context, folder, "--baseline", "known.txt", status=2)
        fail_if("[usage]" not in said or "--write-baseline" not in said, f"{bad[:60]}: {said}")
    write(path, lines[0])
    shown(context, folder, "--baseline", "known.txt", status=1)
    fail_if("[cannot-read]" not in shown(context, folder, "--baseline", "nowhere.txt", status=3), "a baseline that is not there")
    fail_if("[cannot-write]" not in shown(context, folder, "--write-baseline", "known.txt/x", status=3), "a baseline that cannot be written")


def building(context):
    """A document that is not made because of an error is never passed over in silence."""
    folder = corpus(context)
    shown(context, folder, "--write-baseline", "known.txt", status=0)
    said = context.minutec("build", ".", "-o", context.path("out"), "--baseline", "known.txt", cwd=folder, status=1).err
    compare(str(["unresolved-action"]), str([found.code for found in findings(said)]))
    fail_if("4 known" not in said, said)
    plain = shutil.copytree(folder, context.path("plain"))
    context.minutec("build", ".", "-o", context.path("again"), cwd=plain, status=1)
    same_trees(tree(context.path("out")), tree(context.path("again")))
    context.minutec("render", "2024-05-08.xml", "-f", "txt", "--baseline", "known.txt", cwd=folder, status=2)


# -- limits, counts, status ----------------------------------------------------------------------

def limits(context):
    """The worst so many are told, in every form; the exit status counts all."""
    folder = corpus(context)
    for most, expected in ((1, FOUND[-1:]), (2, [FOUND[0], FOUND[-1]]), (5, FOUND), (500, FOUND)):
        said, status = told(context, "check", ".", "--max-findings", str(most), cwd=folder)
        found = sorted((one["code"], one["level"]) for one in map(json.loads, said["json"].splitlines()))
        fail_if(len(found) != len(expected) or found[-1] != expected[-1] or status != 1, f"{most}: {found}")
        fail_if((f"minutec: {5 - most} more" in said["text"]) != (most < 5), said["text"])
        compare(str(len(found)), str(len(said["github"].splitlines())))
    context.minutec("check", ".", "--max-findings", "1", "-W", "unresolved-action=off", cwd=folder, status=0)
    for wrong in ("0", "-1", "many", "", "1x"):
        context.minutec("check", ".", "--max-findings", wrong, cwd=folder, status=2)


def counts(context):
    """The last line counts what was found, where that is more than one; -q has none."""
    folder = corpus(context)

    def last(*arguments):
        return (context.minutec("check", ".", *arguments, cwd=folder, status=None).err.splitlines() or [""])[-1]
    compare("minutec: 1 error, 4 warnings in 2 files", last())
    compare("minutec: 2 errors, 3 warnings in 2 files", last("-W", "no-owner=error"))
    compare("minutec: 1 error, 3 warnings, 1 note in 2 files", last("-W", "no-owner=note"))
    compare("minutec: 1 error, 4 warnings in 2 files", last("--max-findings", "1"))
    fail_if("minutec:" in last("-q") or "minutec:" in last("-W", "series=off"), "counted for nothing")
    compare("", last("-W", "actions=off"))


def statuses(context):
    """0 nothing worse than a warning, 1 errors, 2 wrong usage, 3 the machine failed: whatever form, policy or limit."""
    folder = corpus(context)
    for arguments, status in (((), 1), (("-W", "references=warning"), 0), (("-W", "references=off", "-W", "error"), 1), (("-W", "nothing=off"), 2),
                              (("--diagnostics", "pdf"), 2), (("--color", "no"), 2), (("--baseline", "body.xml"), 2), (("--max-findings", "0"), 2),
                              (("--baseline", "nowhere"), 3), (("--write-baseline", "body.xml/x"), 3), (("nowhere",), 3), (("nowhere", "--write-baseline", "k"), 3)):
        for form in ((), ("--diagnostics", "json"), ("--diagnostics", "sarif"), ("--diagnostics", "junit"), ("-q",)):
            context.minutec("check", ".", *form, *arguments, cwd=folder, status=status)
    fail_if(os.path.exists(os.path.join(folder, "k")), "a baseline was written of a run that failed")
    said = context.minutec("check", ".", "nowhere", "--diagnostics", "sarif", cwd=folder, status=3).err
    fail_if(not re.search(r'"executionSuccessful":false,"exitCode":3', said), said)


def cases(suite):
    del suite
    for run in (groups, instructions, before_the_root, in_the_body, needless, incremental, kept_when_edited, baselines, alike, gone, broken_baselines, building,
                limits, counts, statuses):
        yield Case(f"policy/{run.__name__.replace('_', '-')}", run)
