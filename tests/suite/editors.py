"""What docs/editors.md and docs/ci.md tell people to write into the settings of editors and pipelines, tried with these where they are there."""
import json
import os
import re
import xml.etree.ElementTree as ET

from suite.harness import RELEASE, Case, Skip, compare, fail_if, findings, read, write
from suite.registers import python_with

TO_JSON = "import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin), sys.stdout)"
FAULTS = (("<venue>", '<venue colour="red">'), ('due="2024-12-13"', 'due="soon"'))
JARS = ("xercesImpl.jar", "xml-apis.jar", "xml-resolver.jar")


def settings(context, language, page="editors.md"):
    """The examples of a page in a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", read(os.path.join(context.root, "docs", page)), re.M | re.S)
    fail_if(not found, f"docs/{page} has no example in {language}")
    return found


def faulty(context):
    """A folder as the pages assume it, in which one file has two faults, with their lines."""
    folder = context.path("minutes")
    context.copy("samples/harbour-lag", "minutes/harbour-lag")
    path = os.path.join(folder, "harbour-lag", "2024-10-02.xml")
    text = read(path)
    for right, wrong in FAULTS:
        fail_if(text.count(right) != 1, f"not once in the sample: {right}")
        text = text.replace(right, wrong)
    write(path, text)
    context.minutec("schema", "-o", folder)
    return folder, "harbour-lag/2024-10-02.xml", [text[:text.index(wrong)].count("\n") + 1 for _, wrong in FAULTS]


def emacs(context, *arguments, **more):
    context.needs("emacs")
    return context.tool("emacs", "--batch", "-Q", *arguments, **more)


def nxml(context):
    """nXML finds the grammar by the namespace and finds the faults, and none in what is right."""
    folder, path, lines = faulty(context)
    script = os.path.join(context.root, "tests", "editors", "nxml.el")
    snippet = context.write("settings.el", settings(context, "elisp")[0])
    context.write("minutes/other.xml", "<other/>\n")
    said = emacs(context, "-l", snippet, "-l", script, path, "harbour-lag/body.xml", "harbour-lag/2024-11-27.xml", "other.xml", cwd=folder).out
    for right in ("harbour-lag/2024-10-02.xml", "harbour-lag/body.xml", "harbour-lag/2024-11-27.xml"):
        fail_if(f"{right}: minutes.rnc\n" not in said, f"{right}: the grammar was not found\n{said}")
    fail_if("other.xml: minutes.rnc" in said, "another file gets the grammar, too")
    got = sorted({int(line) for line in re.findall(rf"^{re.escape(path)}:(\d+): ", said, re.M)})
    fail_if(got != sorted(lines), f"faults at {lines}, told at {got}\n{said}")
    fail_if(re.search(r"(body|2024-11-27)\.xml:\d", said), said)


def catalogue(context):
    """Xerces finds the grammar through the catalogue that the settings for Visual Studio Code name, as its language server does."""
    folder, path, lines = faulty(context)
    context.needs("java")
    jars = [os.path.join("/usr/share/java", jar) for jar in JARS]
    if not all(map(os.path.exists, jars)) or "jdk.compiler" not in context.tool("java", "--list-modules").out:
        raise Skip("Xerces or a compiler of Java is not installed")
    told = [json.loads(example) for example in settings(context, "jsonc")]
    catalogs = next(one["xml.catalogs"] for one in told if "xml.catalogs" in one)
    place = "file://" + os.path.join(folder, catalogs[0])
    said = context.tool("java", "-cp", ":".join(jars), os.path.join(context.root, "tests", "editors", "Catalog.java"), place, path,
                        "harbour-lag/body.xml", cwd=folder).out
    got = sorted({int(line) for line in re.findall(rf"^{re.escape(path)}:(\d+): ", said, re.M)})
    fail_if(got != sorted(lines), f"faults at {lines}, told at {got}\n{said}")
    fail_if("body.xml:" in said, said)


def code_settings(context):
    """The settings for Visual Studio Code are JSON, name files that are there, and take findings apart as they are."""
    folder, _, _ = faulty(context)
    told = [json.loads(example) for example in settings(context, "jsonc")]
    files = [name for one in told for name in one.get("xml.catalogs", [])] + [row["systemId"] for one in told for row in one.get("xml.fileAssociations", [])]
    fail_if(len(files) != 2 or not all(os.path.isfile(os.path.join(folder, name)) for name in files), f"not there: {files}")
    pattern = next(one["tasks"][0] for one in told if "tasks" in one)["problemMatcher"]["pattern"]
    err = context.minutec("check", cwd=folder, status=1).err
    keys = ("file", "line", "column", "severity", "message", "code")
    got = [tuple(match[pattern[key]] for key in keys) for match in re.finditer(pattern["regexp"], err, re.M)]
    wanted = [(one.path, str(one.line), str(one.column), one.level, one.text, one.code) for one in findings(err) if one.column]
    fail_if(len(wanted) < 2 or got != wanted, f"{got}\n{wanted}")


def compilation(context):
    """M-x compile of Emacs knows where the findings are."""
    folder, _, _ = faulty(context)
    err = context.minutec("check", cwd=folder, status=1).err
    said = emacs(context, "-l", os.path.join(context.root, "tests", "editors", "compile.el"), context.write("findings", err), cwd=folder).out
    wanted = [f"{one.path}:{one.line}" for one in findings(err) if one.column]
    fail_if(len(wanted) < 2, err)
    compare("\n".join(wanted), "\n".join(line.rsplit(":", 1)[0] for line in said.splitlines()))


def vim(context):
    """:make of Vim fills the list of errors, and with nothing else."""
    context.needs("vim")
    folder, _, _ = faulty(context)
    out = context.path("list")
    snippet = context.write("vimrc", settings(context, "vim")[0] + "set nomore shellpipe=>%s\\ 2>&1\n")
    script = "call writefile(map(getqflist(), {_, one -> join([bufname(one.bufnr), one.lnum, one.col, one.type, one.text], '|')}), '%s')" % out
    context.run("vim", "-N", "-es", "-u", snippet, "-i", "NONE", "-c", "silent make", "-c", script, "-c", "qall!", cwd=folder,
                env={"PATH": os.path.dirname(context.program) + os.pathsep + os.environ["PATH"], "TERM": "dumb"})
    err = context.minutec("check", cwd=folder, status=1).err
    wanted = [f"{one.path}|{one.line}|{one.column}|{one.level[0]}|{one.text} [{one.code}]" for one in findings(err)]
    fail_if(len(wanted) < 2, err)
    compare("\n".join(wanted), read(out).rstrip("\n"))


def xml_model(context):
    """A line that names the grammar is taken no notice of, and kept."""
    context.copy("samples/harbour-lag", "harbour-lag")
    before = context.minutec("check", "harbour-lag").err
    line = settings(context, "xml")[0]
    path = context.path("harbour-lag", "2024-10-02.xml")
    text = read(path)
    head, rest = text.split("?>\n", 1) if text.startswith("<?xml") else (None, text)
    write(path, (head + "?>\n" if head else "") + line + rest)
    after = context.minutec("check", "harbour-lag").err
    strip = re.compile(r"2024-10-02\.xml:(\d+)|^ +\d+ \|", re.M)
    compare(strip.sub("", before), strip.sub("", after))
    made = context.minutec("next", "harbour-lag", "-q").out
    fail_if("xml-model" in made or 'xmlns="urn:minutec:minutes"' not in made, made[:300])


def yaml(context, text):
    python = python_with("yaml")
    if not python:
        raise Skip("PyYAML is not installed: apt install python3-yaml")
    return json.loads(context.tool(python, "-c", TO_JSON, stdin=text.encode("utf-8")).out)


def document(context, *path):
    return yaml(context, read(os.path.join(context.root, *path)))


def run_step(context, step, folder, status):
    env = {"PATH": os.path.dirname(context.program) + os.pathsep + os.environ["PATH"]}
    result = context.run("/bin/sh", "-e", "-c", step, cwd=folder, env=env)
    fail_if(result.status != status, f"'{step.strip()}' ends with {result.status}, not {status}\n{(result.out + result.err)[-2000:]}")
    return result.out + result.err


def pipeline(context, steps, made, read_results):
    """The steps of a pipeline in a folder that is right, and in one that is not."""
    fail_if(len(steps) != 1, f"{len(steps)} steps with minutec")
    context.copy("samples/harbour-lag", "right/harbour-lag")
    run_step(context, steps[0], context.path("right"), 0)
    read_results(os.path.join(context.path("right"), made), False)
    folder, path, lines = faulty(context)
    said = run_step(context, steps[0], folder, 1)
    fail_if(path not in said, f"nobody is told of {path}\n{said}")
    read_results(os.path.join(folder, made), True)


def github(context):
    """The workflow for GitHub: YAML, its step with minutec, and the file that it uploads."""
    job = document(context, "docs", "ci", "github.yml")["jobs"]["check"]
    upload = next(step for step in job["steps"] if "upload-sarif" in step.get("uses", ""))
    fail_if(upload["if"] != "always()", "findings are not uploaded where there are errors")

    def results(path, faults):
        found = [one for one in json.loads(read(path))["runs"][0]["results"] if one["level"] == "error"]
        fail_if(bool(found) != faults, f"{len(found)} errors in {path}")
    pipeline(context, [step["run"] for step in job["steps"] if "minutec check" in step.get("run", "")], upload["with"]["sarif_file"], results)


def gitlab(context):
    """The job for GitLab: YAML, its command, and the file that it shows."""
    job = document(context, "docs", "ci", "gitlab.yml")["minutes"]
    fail_if(job["artifacts"]["when"] != "always", "findings are not shown where there are errors")

    def results(path, faults):
        root = ET.parse(path).getroot()
        failed = sum(len(list(root.iter(name))) for name in ("failure", "error"))
        fail_if(bool(failed) != faults, f"{failed} failures in {path}")
    pipeline(context, [line for line in job["script"] if "minutec" in line], job["artifacts"]["reports"]["junit"], results)


def installs_alike(context):
    """The pipelines install minutec as those of the ready-made repository do."""
    ours = document(context, "docs", "ci", "github.yml")["jobs"]["check"]["steps"][1]["run"]
    theirs = document(context, "samples", "clerk-repository", ".github", "workflows", "minutes.yml")["jobs"]["minutes"]["steps"][1]["run"]
    fail_if([line for line in ours.splitlines() if "make -C" in line or "clone" in line]
            != [line for line in theirs.splitlines() if "make -C" in line or "clone" in line], "not the same steps")


def hooks(context):
    """The hooks for pre-commit: each entry is a command of ours, does what it says, and takes the files of the example."""
    rows = {row["id"]: row for row in document(context, ".pre-commit-hooks.yaml")}
    used = yaml(context, settings(context, "yaml", "ci.md")[0])["repos"][0]["hooks"]
    fail_if(sorted(rows) != sorted(hook["id"] for hook in used), "docs/ci.md names other hooks")
    folder, path, _ = faulty(context)
    context.copy("samples/harbour-lag", "right/minutes")
    check = next(hook for hook in used if hook["id"] == "minutec-check")
    entry = " ".join([rows["minutec-check"]["entry"], *check["args"]])
    fail_if(rows["minutec-check"]["pass_filenames"] or not re.search(rows["minutec-check"]["files"], path), "not all minutes are checked")
    run_step(context, entry, context.path("right"), 0)
    run_step(context, entry.replace(" minutes", " harbour-lag"), folder, 1)
    script = context.write("right/hook", settings(context, "sh", "ci.md")[0])
    run_step(context, f"sh '{script}'", context.path("right"), 0)
    context.tool(context.program, "fmt", "-q", "minutes/body.xml", cwd=context.path("right"))
    run_step(context, rows["minutec-fmt"]["entry"] + " minutes/body.xml", context.path("right"), 0)
    write(context.path("right", "minutes", "body.xml"), read(context.path("right", "minutes", "body.xml")).replace("<name>", "\n\n\n   <name>", 1))
    run_step(context, rows["minutec-fmt"]["entry"] + " minutes/body.xml", context.path("right"), 1)


def pre_commit(context):
    """pre-commit itself takes the definition and runs the hook."""
    context.needs("pre-commit", "git")
    git = ("git", "-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "init.defaultBranch=main")
    definition = context.copy(".pre-commit-hooks.yaml", "hooks/.pre-commit-hooks.yaml")
    for folder in (os.path.dirname(definition), context.path("work")):
        os.makedirs(folder, exist_ok=True)
        context.tool(*git, "init", "-q", folder)
    context.tool(*git, "-C", context.path("hooks"), "add", "-A")
    context.tool(*git, "-C", context.path("hooks"), "commit", "-qm", "hooks")
    context.tool("pre-commit", "validate-manifest", definition)
    context.copy("samples/harbour-lag", "work/minutes")
    context.tool(*git, "-C", context.path("work"), "add", "-A")
    env = {"PATH": os.path.dirname(context.program) + os.pathsep + os.environ["PATH"]}
    command = ("pre-commit", "try-repo", context.path("hooks"), "minutec-check", "--all-files")
    result = context.run(*command, cwd=context.path("work"), env=env)
    fail_if(result.status or "Passed" not in result.out, result.out + result.err)
    path = context.path("work", "minutes", "2024-10-02.xml")
    write(path, read(path).replace(*FAULTS[0]))
    context.tool(*git, "-C", context.path("work"), "add", "-A")
    result = context.run(*command, cwd=context.path("work"), env=env)
    fail_if(result.status != 1 or "colour" not in result.out, result.out + result.err)


def cases(suite):
    yield Case("editors/nxml", nxml, (RELEASE,))
    yield Case("editors/catalogue", catalogue, (RELEASE,))
    yield Case("editors/code-settings", code_settings, (RELEASE,))
    yield Case("editors/compilation", compilation, (RELEASE,))
    yield Case("editors/vim", vim, (RELEASE,))
    yield Case("editors/xml-model", xml_model, (RELEASE,))
    yield Case("pipelines/github", github, (RELEASE,))
    yield Case("pipelines/gitlab", gitlab, (RELEASE,))
    yield Case("pipelines/installs-alike", installs_alike, ())
    yield Case("pipelines/hooks", hooks, (RELEASE,))
    yield Case("pipelines/pre-commit", pre_commit, (RELEASE,))
