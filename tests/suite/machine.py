"""Findings for machines (json, sarif, junit, github, gnu), and what decides which of them count: levels, groups, instructions, baselines."""
import collections
import contextlib
import html
import json
import os
import re
import shlex
import shutil
import subprocess
import urllib.parse
import xml.etree.ElementTree as ElementTree

from suite import parts, sources
from suite.findings import prepare_bad
from suite.harness import RELEASE, Case, Failure, Skip, below, compare, fail_if, findings, read
from suite.registers import python_with

FORMS = ("text", "json", "sarif", "junit", "github", "gnu")
REPEATED = 100  # of one code in one file text tells so many
LEVELS = {"error": "error", "warning": "warning", "note": "note", "notice": "note"}
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")

Row = collections.namedtuple("Row", "code file line column level")

BODY = """<?xml version="1.0" encoding="UTF-8"?>
<body xmlns="urn:minutec:minutes" version="1" id="mill-lane" xml:lang="en-GB">
  <name>Mill Lane</name>
  <people>
    <person id="ann-lee"><name>Ann Lee</name></person>
    <person id="bo-ek"><name>Bo Ek</name></person>
  </people>
  <membership><member ref="ann-lee" role="chair"/><member ref="bo-ek"/></membership>
</body>
"""
MEETING = """<?xml version="1.0" encoding="UTF-8"?>
<minutes xmlns="urn:minutec:minutes" version="1" body="mill-lane" date="{day}" xml:lang="en-GB">
  <meeting start="18:30"><venue>Mill House</venue></meeting>
  <attendance><present><person ref="ann-lee" role="chair"/><person ref="bo-ek"/></present></attendance>
  <item n="1">
    <title>The roof</title>
{content}
  </item>
</minutes>
"""


# -- reading the forms ---------------------------------------------------------------------------

def row(code, file, line, column, level):
    return Row(code, os.path.normpath(file) if file else "", line or 0, column or 0, LEVELS[level])


def printed_rows(text):
    return [row(found.code, "" if found.path == "minutec" else found.path, found.line, found.column, found.level) for found in findings(text)]


def json_rows(text):
    said = [json.loads(line) for line in text.splitlines()]
    return [row(one["code"], one["file"], one["line"], one["column"], one["level"]) for one in said]


def junit_rows(text):
    root = ElementTree.fromstring(text)
    return [found for kind in ("system-out", "failure", "error") for element in root.iter(kind) for found in printed_rows(element.text)]


def unescaped(text):
    return re.sub(r"%(0D|0A|25|3A|2C)", lambda found: chr(int(found[1], 16)), text)


def github_rows(text):
    rows = []
    for line in text.splitlines():
        found = COMMAND.fullmatch(line)
        fail_if(not found, f"no workflow command: {line[:200]}")
        fail_if(re.search(r"%(?!0D|0A|25)", found[3]) or re.search(r"%(?!0D|0A|25|3A|2C)", found[2]), f"not escaped: {line[:200]}")
        values = {name: unescaped(value) for name, value in (part.split("=", 1) for part in found[2].split(","))}
        strange = set(values) - {"file", "line", "endLine", "col", "endColumn", "title"}
        fail_if(strange, f"GitHub knows no {strange}")
        fail_if(not unescaped(found[3]).strip(), "a command without a message")
        rows.append(row(values["title"], values.get("file"), int(values.get("line", 0)), int(values.get("col", 0)), found[1]))
    return rows


def results(text, suppressed=False):
    """The results of a SARIF log, with what must hold of them whatever was found."""
    log = json.loads(text)
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    fail_if(len(set(ids)) != len(ids), "a rule is there twice")
    fail_if(set(ids) != {result["ruleId"] for result in run["results"]}, "rules that are not used, or used and not there")
    prints = [result["partialFingerprints"]["minutec/v1"] for result in run["results"]]
    fail_if(len(set(prints)) != len(prints), "two results have one fingerprint")
    for result in run["results"]:
        fail_if(ids[result["ruleIndex"]] != result["ruleId"], f"the index of {result['ruleId']} leads to {ids[result['ruleIndex']]}")
    fail_if(run["columnKind"] != "unicodeCodePoints", "columns are not code points")
    return [result for result in run["results"] if suppressed or "suppressions" not in result]


def located(result):
    if "locations" not in result:
        return "", {}
    [place] = result["locations"]
    where = place["physicalLocation"]["artifactLocation"]
    uri = urllib.parse.unquote(where["uri"])
    fail_if(uri.startswith("file://") == ("uriBaseId" in where), f"{uri}: relative, and no base, or absolute and one")
    return uri.removeprefix("file://"), place["physicalLocation"].get("region", {})


def sarif_rows(text):
    rows = []
    for result in results(text):
        file, region = located(result)
        rows.append(row(result["ruleId"], file, region.get("startLine"), region.get("startColumn"), result["level"]))
    return rows


READERS = {"text": printed_rows, "json": json_rows, "sarif": sarif_rows, "junit": junit_rows, "github": github_rows, "gnu": printed_rows}


def told(context, *arguments, cwd=None, forms=FORMS, **more):
    """What one run tells in each form. Nothing but text goes to standard error, since that was not asked for."""
    asked = [word for form in forms for word in ("--diagnostics", f"{form}:{context.path('said.' + form)}")]
    result = context.minutec(arguments[0], *asked, *arguments[1:], cwd=cwd, status=None, **more)
    said = {form: read(context.path("said." + form)) for form in forms}
    if "text" in said:
        compare(said["text"], result.err[len(result.err) - len(said["text"]):])
    return said, result.status


def cut(rows):
    """What text tells of them."""
    seen = collections.Counter()
    kept = []
    for one in sorted(rows):
        seen[one.code, one.file] += 1
        if not one.file or seen[one.code, one.file] <= REPEATED:
            kept.append(one)
    return kept


def same_rows(said, name):
    """Every form names the same findings as every other."""
    rows = {form: sorted(READERS[form](text)) for form, text in said.items()}
    for one in rows:
        for other in rows:
            a, b = (cut(rows[one]), cut(rows[other])) if "text" in (one, other) else (rows[one], rows[other])
            compare("\n".join(map(str, a)), "\n".join(map(str, b)), (f"{name}: {one}", other))
    return rows["json"]


# -- judges --------------------------------------------------------------------------------------

JUDGE = """
import json, sys, jsonschema
with open(sys.argv[1], encoding="utf-8") as file:
    check = getattr(jsonschema, sys.argv[2])(json.load(file))
for line in sys.stdin:
    print(json.dumps([f"{list(error.absolute_path)}: {error.message[:300]}" for error in check.iter_errors(json.loads(line))]), flush=True)
"""


@contextlib.contextmanager
def validator(path, draft):
    """What says the errors that a schema finds in a value."""
    python = python_with("jsonschema")
    if not python:
        raise Skip("jsonschema for Python is not installed: apt install python3-jsonschema")
    with subprocess.Popen([python, "-c", JUDGE, path, draft], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as judge:
        def errors(value):
            print(json.dumps(value), file=judge.stdin, flush=True)
            return json.loads(judge.stdout.readline())
        yield errors


def judge_json(errors, value, name):
    for error in errors(value):
        raise Failure(f"{name}: {error}")


def sarif_schema(context):
    path = os.path.join(context.shared, "judges", "sarif", "sarif-schema-2.1.0.json")
    if not os.path.exists(path):
        raise Skip("the schema of SARIF is not at hand")
    return validator(path, "Draft4Validator")


def inside(region, lines):
    """Whether a region of SARIF lies within the lines of its file."""
    if "startColumn" not in region:
        return 1 <= region["startLine"] <= len(lines) + 1
    ends = ((region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"]))
    return ends[0] <= ends[1] and all(line <= len(lines) and column <= len(lines[line - 1]) + 1 for line, column in ends)


# -- all forms tell the same ---------------------------------------------------------------------

def corpora(context):
    """Name, folder and command of everything that is at hand and has findings."""
    for folder in below(context.root, "samples", "bad"):
        args = os.path.join(folder, "args")
        arguments = shlex.split(read(args)) if os.path.exists(args) else ["check", "."]
        code = os.path.basename(folder)
        yield code, prepare_bad(context, folder), [context.path("out", code) if word == "OUT" else word for word in arguments]
    for folder in below(context.root, "tests", "link"):
        yield os.path.basename(folder), folder, ["check", "."]
    yield "explain", os.path.join(context.root, "tests", "explain"), ["check", "."]
    yield "every-bad", parts.every_bad(context), ["check", "."]
    yield "samples", os.path.join(context.root, "samples"), ["check", "harbour-lag", "moorland-ltp", "-W", "owner-not-known=warning"]


def gather(context):
    """What every corpus tells in every form, with the exit status; made once."""
    def make():
        kept = []
        for name, folder, arguments in corpora(context):
            said, status = told(context, *arguments, cwd=folder)
            for result in results(said["sarif"], True):
                lies_inside(folder, result)
            kept.append((name, said, status))
        return kept
    return context.suite.once("machine-told", make)


def lies_inside(folder, result):
    file, region = located(result)
    path = os.path.join(folder, file)
    if region and os.path.isfile(path):
        lines = re.split(r"\r?\n", read(path, "rb").decode("utf-8", "replace").removeprefix("\ufeff"))
        fail_if(not inside(region, lines), f"{file}: {region} lies outside")


def forms_agree(context):
    count = errors = 0
    for name, said, _ in gather(context):
        rows = same_rows(said, name)
        count += len(rows)
        errors += sum(one.level == "error" for one in rows)
    fail_if(count < 400 or errors < 100, f"only {count} findings were compared, {errors} of them errors")


def json_is_valid(context):
    schema = os.path.join(context.root, "schemas", "finding.schema.json")
    compare(read(schema), context.minutec("schema", "finding.schema.json").out)
    seen = set()
    with validator(schema, "Draft202012Validator") as errors:
        for name, said, _ in gather(context):
            for line in said["json"].splitlines():
                one = json.loads(line)
                if one["code"] not in seen:  # the schema takes its time
                    judge_json(errors, one, name)
                seen.add(one["code"])
        for key in one:
            fail_if(not errors({name: value for name, value in one.items() if name != key}), f"the schema does without {key}")


def junit_is_valid(context):
    files = [context.write(f"{name}.junit.xml", said["junit"]) for name, said, _ in gather(context)]
    schema = os.path.join(context.shared, "judges", "junit", "junit-10-jenkins.xsd")
    if not os.path.exists(schema):
        raise Skip("the schema of JUnit's XML is not at hand")
    context.needs("xmllint")
    bad = context.write("bad.xml", "<testsuite><testcase/></testsuite>")
    fail_if(context.run("xmllint", "--noout", "--schema", schema, bad).status == 0, "the schema takes anything")
    context.tool("xmllint", "--noout", "--schema", schema, *files)
    for path in files:
        for suite in ElementTree.parse(path).getroot().iter("testsuite"):
            cases = suite.findall("testcase")
            counts = (len(cases), sum(case.find("failure") is not None and case.find("error") is None for case in cases),
                      sum(case.find("error") is not None for case in cases))
            compare(str(counts), str(tuple(int(suite.get(name)) for name in ("tests", "failures", "errors"))))


def sarif_is_valid(context):
    with sarif_schema(context) as errors:
        fail_if(not errors({"version": "2.1.0", "runs": [{}]}), "the schema takes anything")
        for name, said, status in gather(context):
            log = json.loads(said["sarif"])
            [invocation] = log["runs"][0]["invocations"]
            compare(f"{status} {status < 2}", f"{invocation['exitCode']} {invocation['executionSuccessful']}")
            if len(log["runs"][0]["results"]) < 300:
                judge_json(errors, log, name)


def documents(context):
    """Documents of word processors have no lines: the forms tell where as people do."""
    folder, _ = sources.place(context, change=sources.odd)
    shutil.copy(os.path.join(context.root, "samples", os.path.basename(folder), "2024-10-02.xml"), folder)
    said, _ = told(context, "check", "--as-of", "2024-10-02", ".", cwd=os.path.dirname(folder))
    same_rows(said, "documents")
    mine = [one for one in map(json.loads, said["json"].splitlines()) if one["file"].endswith(".docx") and one["paragraph"]]
    fail_if(len(mine) < 3 or any(one["line"] or not one["where"] for one in mine), said["json"])
    for one in mine:
        for form in ("github", "gnu", "junit"):
            fail_if(f"{one['where']}: " not in html.unescape(said[form]), f"{form} does not say {one['where']}")
    places = [place for result in results(said["sarif"]) for place in result["locations"] if "logicalLocations" in place]
    compare(str(sorted(one["where"] for one in mine)), str(sorted(place["logicalLocations"][0]["fullyQualifiedName"] for place in places)))
    fail_if(any("region" in place["physicalLocation"] for place in places), "a line in a document")


def odd_paths(context):
    """Blanks, per cents, colons and what is not ASCII in the names of files, absolute and from other folders."""
    base = "20% été, a:b"
    context.write(f"{base}/body.xml", BODY)
    context.write(f"{base}/2024-10-02.xml", MEETING.format(day="2024-10-02", content='    <action n="1a">Sweep.</action>'))
    for cwd, path, uri, based in (("", base, f"{base}/2024-10-02.xml", True), (base, ".", "2024-10-02.xml", True),
                                  (base, "../" + base, f"../{base}/2024-10-02.xml", True), ("", context.path(base), f"{base}/2024-10-02.xml", True),
                                  (base, context.path(base), "2024-10-02.xml", True)):
        said, _ = told(context, "check", path, cwd=context.path(cwd))
        [result] = results(said["sarif"])
        where = result["locations"][0]["physicalLocation"]["artifactLocation"]
        compare(f"{uri} {based}", f"{urllib.parse.unquote(where['uri'])} {'uriBaseId' in where}")
        fail_if(not re.fullmatch(r"(%[0-9A-F]{2}|[A-Za-z0-9._~/-])+", where["uri"]), f"not encoded: {where['uri']}")
        compare(str((uri, 7)), str([(one.file if uri[:2] != ".." else uri, one.line) for one in github_rows(said["github"])][0]))
    away = context.path("away")
    os.mkdir(away)
    said, _ = told(context, "check", context.path(base), cwd=away)
    [result] = results(said["sarif"])
    compare(context.path(base, "2024-10-02.xml"), located(result)[0])


def control_characters(context):
    """What XML cannot hold, and what turns or hides text, is told in a visible form everywhere."""
    context.write("body.xml", BODY)
    content = '    <action n="1a" owner="\u202eab&#x85;c" due="2024-11-01">Sweep.</action>'
    context.write("2024-10-02.xml", MEETING.format(day="2024-10-02", content=content))
    context.write("2024-11-06.xml", MEETING.format(day="2024-11-06", content="    <text>\x01</text>"))
    said, _ = told(context, "check", ".", cwd=context.tmp)
    same_rows(said, "control characters")
    for form, text in said.items():
        fail_if(re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x85\u202e]", text), f"{form} shows them as they are")
        fail_if("<U+202E>" not in html.unescape(text) or "bad-value" not in text, f"{form} does not show them")


def restricted(context):
    """What stands in a restricted passage is in no form, nor in a baseline; a reason there neither."""
    content = """    <text>Public words.</text>
    <restricted reason="personal"><summary>A matter of staff.</summary>
      <?minutec allow unknown-owner Winifred left in a huff.?>
      <action n="1a" owner="winifred-zane" due="2024-11-01">Speak to Winifred.</action>
      <action n="1b" owner="ottoline-quirk" due="2024-11-01">Speak to Ottoline.</action>
      <?minutec allow no-owner Ottoline knows.?>
      <?minutec allow no-ottoline Ottoline knows.?>
      <text>See [this](minutes:2019-01-01#9.ottoline).</text>
    </restricted>"""
    context.write("body.xml", BODY)
    context.write("2024-10-02.xml", MEETING.format(day="2024-10-02", content=content))
    said, _ = told(context, "check", ".", cwd=context.tmp)
    rows = same_rows(said, "restricted")
    fail_if(len(rows) < 3, f"too little is found: {rows}")
    context.minutec("check", ".", "--write-baseline", "known.txt", "--audience", "full", cwd=context.tmp)
    for name, text in (*said.items(), ("baseline", read(context.path("known.txt")))):
        fail_if(re.search("winifred|ottoline|huff", text, re.I), f"{name} tells it\n{text}")
    full, _ = told(context, "check", ".", "--audience", "full", cwd=context.tmp)
    same_rows(full, "restricted, in full")
    for form, text in full.items():
        fail_if("ottoline-quirk" not in text, f"{form} does not tell it in full")
    fail_if("left in a huff" not in full["sarif"] or len(results(full["sarif"], True)) != len(rows) + 1, "the reason is not there in full")
    compare(str(keys(said)), str(keys(full)))
    context.minutec("check", ".", "--baseline", "known.txt", cwd=context.tmp)


def keys(said):
    return sorted(json.loads(line)["key"] for line in said["json"].splitlines())


def where_to(context):
    """A form without a file is on standard error, with - on standard output, and what is for people stays unless a form takes its place."""
    folder = os.path.join(context.root, "samples", "bad", "no-owner")

    def run(*arguments, status=0):
        return context.minutec("check", ".", *arguments, cwd=folder, status=status)
    people = run().err
    fail_if("[no-owner]" not in people or run().out, "nothing for people")
    fail_if(json_rows(run("--diagnostics", "json").err) != printed_rows(people) or run("--diagnostics=json").out, "JSON is not on standard error")
    compare(run("--diagnostics", "json").err, run("--diagnostics", "json:-").out)
    compare(people, run("--diagnostics", "json:-").err)
    both = run("--diagnostics", "github", "--diagnostics", "text").err
    compare(run("--diagnostics", "github").err + people, both)
    compare("", run("--diagnostics", "json:" + context.path("new", "folder", "said.json"), "-q").err)
    compare("", read(context.path("new", "folder", "said.json")))
    for wrong in ("yaml", "", "json:", "jso", ":x"):
        fail_if("[usage]" not in run("--diagnostics", wrong, status=2).err, f"--diagnostics '{wrong}' is not refused")
    context.write("file", "")
    failed = run("--diagnostics", "sarif:" + context.path("file", "said.sarif"), status=3)
    fail_if("[cannot-write]" not in failed.err or "[no-owner]" not in failed.err, failed.err)
    for command in (("build", ".", "-o", context.path("built")), ("actions", "."), ("attendance", "."), ("next", ".", "--date", "2024-05-08"), ("render", "2024-03-06.xml", "-f", "txt"),
                    ("interface", "2024-03-06.xml", "-o", context.path("one.mi")), ("template", ".", "-o", context.path("t/"))):
        result = context.minutec(*command, "--diagnostics", "json", cwd=folder)
        fail_if(command[0] != "template" and "no-owner" not in {one.code for one in json_rows(result.err)}, f"{command[0]} does not tell its findings so")


def colour(context):
    """Colour where it is asked for, or on terminals (which tests/suite/command.py looks at)."""
    folder = os.path.join(context.root, "samples", "bad", "no-owner")
    for arguments, env, coloured in (((), {}, False), (("--color", "always"), {}, True), (("--color=never",), {"CLICOLOR_FORCE": "1"}, False),
                                     ((), {"CLICOLOR_FORCE": "1"}, True), ((), {"CLICOLOR_FORCE": "0"}, False), (("--color=auto",), {"CLICOLOR_FORCE": "1"}, True),
                                     ((), {"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, False), (("--color=always",), {"NO_COLOR": "1", "TERM": "dumb"}, True)):
        err = context.minutec("check", ".", *arguments, cwd=folder, env=env).err
        fail_if(("\x1b[" in err) != coloured, f"{arguments} {env}: colour {not coloured}")
    fail_if("\x1b" in context.minutec("check", ".", "--color=always", "--diagnostics=gnu", cwd=folder).err, "colour in a machine form")
    context.minutec("check", ".", "--color=sometimes", cwd=folder, status=2)


def same_again(context):
    """The same bytes at any -j, and from the index."""
    folder = parts.every_bad(context)
    one, _ = told(context, "check", ".", "-j1", "--cache", context.path("a"), cwd=folder)
    context.minutec("build", ".", "-o", context.path("out"), "-j2", "--cache", context.path("b"), cwd=folder, status=None)
    again, _ = told(context, "check", ".", "-j2", "--cache", context.path("b"), cwd=folder)
    for form in FORMS:
        compare(one[form], again[form])


def cases(suite):
    del suite
    yield Case("machine/forms-agree", forms_agree, (RELEASE,), limit=120)
    yield Case("machine/json-is-valid", json_is_valid, (RELEASE,), limit=120)
    yield Case("machine/sarif-is-valid", sarif_is_valid, (RELEASE,), limit=120)
    yield Case("machine/junit-is-valid", junit_is_valid, (RELEASE,), limit=120)
    for run in (documents, odd_paths, control_characters, restricted, where_to, colour):
        yield Case(f"machine/{run.__name__.replace('_', '-')}", run)
    yield Case("machine/same-again", same_again, (RELEASE,))
