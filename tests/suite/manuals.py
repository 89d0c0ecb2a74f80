"""The manual pages: they can be read, they tell of everything, and every example in them is run.

An example is a display with lines that begin with `$ `, and `> ` where a line goes on. Each page's examples are run one after the other in
a copy of the samples, and must end with status 0; a comment before the display says otherwise for its last command (`exit N`), prepares
something (`setup COMMAND`), or says that the display is a file (`file NAME`). What follows a command is all that it prints on both channels;
`…` stands for any lines, or at the end of one for the rest of it.
"""
import json
import os
import re
import shlex
import shutil
import sys
import xml.etree.ElementTree as ET

from suite.harness import RELEASE, Case, Failure, compare, fail_if, read

DATE = "November 22, 2026"
DISPLAY = re.compile(r'((?:^\.\\" [^\n]*\n)*)^\.Bd -literal -offset indent\n(.*?)^\.Ed$', re.M | re.S)
ESCAPES = {"aq": "'", "ga": "`", "ha": "^", "ti": "~", "dq": '"', "e": "\\", "-": "-"}
BODIES = ("harbour-lag", "moorland-ltp")


def pages(context):
    """A folder with the pages, made by the program under test; not to be changed."""
    def make():
        folder = os.path.join(context.suite.folder, f"man-{context.flavour}")
        context.tool(sys.executable, os.path.join(context.root, "docs", "manual.py"), context.program, DATE, folder)
        return folder
    return context.suite.once(("man", context.flavour), make)


def table(context):
    return json.loads(context.minutec("completion", "json").out)


def names_of(suite):
    """The pages that there are to be, by the hand-written parts of docs/man: each command has one."""
    folder = os.path.join(suite.root, "docs", "man")
    sections = {"minutes": 5, "minutec-findings": 7}
    return sorted(f"{name[:-3]}.{sections.get(name[:-3], 1)}" for name in os.listdir(folder) if name.endswith(".md"))


def plain(line):
    """A line of a display as it is read."""
    return re.sub(r"\\(?:\((\w\w)|\[u([0-9A-F]+)\]|f[BP]|(.))",
                  lambda found: ESCAPES[found[1]] if found[1] else chr(int(found[2], 16)) if found[2] else ESCAPES.get(found[3], ""), line)


def displays(page):
    """What each display of a page is told by comments, as pairs, and its lines."""
    for comments, inside in DISPLAY.findall(read(page)):
        told = [comment[4:].split(" ", 1) for comment in comments.splitlines()]
        yield told, [plain(line) for line in inside.splitlines()]


def commands_of(lines):
    """The commands of a display, each with the lines that are to come of it."""
    commands = []
    for line in lines:
        if line.startswith("$ "):
            commands.append((line[2:], []))
        elif line.startswith("> ") and commands and not commands[-1][1]:
            commands[-1] = (commands[-1][0] + "\n" + line[2:], [])
        elif commands:
            commands[-1][1].append(line)
    return commands


def compare_output(command, wanted, got):
    """Compares what a command printed with a text in which `…` stands for what is left out."""
    pattern = "".join(r"(?:.*\n)*" if line == "…" else re.escape(line.removesuffix("…")) + ("[^\n]*\n" if line.endswith("…") else "\n") for line in wanted)
    if wanted and not re.fullmatch(pattern, got):
        compare("\n".join(wanted) + "\n", got, ("in the manual", command))


def run_examples(context, page):
    """Runs the examples of a page; how many commands there were."""
    folder = context.path("corpus")
    os.makedirs(folder)
    for body in BODIES:
        shutil.copytree(os.path.join(context.root, "samples", body), os.path.join(folder, body))
    path = os.path.dirname(context.program) + os.pathsep + os.environ["PATH"]
    ran = 0
    for told, lines in displays(page):
        options = dict(told)
        if "setup" in options:
            context.tool("/bin/sh", "-ec", options["setup"], cwd=folder)
        if "file" in options:
            context.write(os.path.join("corpus", options["file"]), "\n".join(lines) + "\n")
        commands = commands_of(lines)
        for number, (command, wanted) in enumerate(commands):
            status = int(options.get("exit", 0)) if number == len(commands) - 1 else 0
            result = context.run("bash", "-c", "exec 2>&1\n" + command, cwd=folder, env={"PATH": path})
            ran += 1
            if result.status != status:
                raise Failure(f"'{command}' ends with {result.status}, not {status}\n{result.out[-3000:]}")
            compare_output(command, wanted, result.out)
    return ran


def examples(name):
    def run(context):
        page = os.path.join(pages(context), name)
        if not os.path.exists(page):
            raise Failure(f"docs/man has a part for {name}, and there is no such page")
        ran = run_examples(context, page)
        fail_if(ran == 0 and name != "minutec-findings.7", f"{name} has no example")
    return run


def examples_can_fail(context):
    """An example that does not do what its page says is noticed."""
    for text in ("$ minutec check\nsomething", "$ minutec no-such-command", "$ minutec explain usage\nusage (warning)\n…", "$ minutec check; false"):
        page = context.write("page.1", ".Bd -literal -offset indent\n" + text + "\n.Ed\n")
        try:
            run_examples(context, page)
        except Failure:
            shutil.rmtree(context.path("corpus"))
            continue
        raise Failure(f"nobody notices that this is wrong: {text}")


def every_page_is_there(context):
    """A page for each command, and a part by hand behind each."""
    folder = pages(context)
    names = ["minutec"] + ["minutec-" + command["name"] for command in table(context)["commands"]]
    wanted = sorted([f"{name}.1" for name in names] + ["minutes.5", "minutec-findings.7"])
    compare("\n".join(wanted), "\n".join(sorted(os.listdir(folder))))
    without = sorted(set(wanted) - set(names_of(context.suite)))
    fail_if(without, f"nothing by hand, and so no example, in docs/man: {without}")


def lint_is_silent(context):
    """mandoc has nothing to say, and would say it."""
    context.needs("mandoc")
    folder = pages(context)
    said = context.run("mandoc", "-T", "lint", *sorted(os.listdir(folder)), cwd=folder)
    fail_if(said.status or said.out or said.err, "mandoc says\n" + said.out + said.err)
    spoilt = context.write("spoilt.1", read(os.path.join(folder, "minutec.1")).replace(".El", ".Zz", 1))
    fail_if(not context.run("mandoc", "-T", "lint", spoilt).out, "mandoc says nothing of a page that is wrong")


def groff_is_silent(context):
    """groff, which most manual readers of Linux are built on, has nothing to say either."""
    context.needs("groff")
    folder = pages(context)
    for name in sorted(os.listdir(folder)):
        said = context.run("groff", "-mdoc", "-ww", "-Tutf8", "-z", name, cwd=folder)
        fail_if(said.status or said.out or said.err, f"{name}\n{said.out}{said.err}")


def words_are_there(context):
    """What mandoc prints has every option of each command, every finding, every element, and nothing of the markup."""
    context.needs("mandoc")
    folder = pages(context)
    shown = {name: re.sub(".\b", "", context.tool("mandoc", "-T", "utf8", "-O", "width=200", os.path.join(folder, name)).out) for name in os.listdir(folder)}
    for name, text in shown.items():
        paragraphs = [part for part in re.split(r"\n\s*\n", text.split("EXAMPLES")[0]) if len(part) > 200 and name.startswith("minutec")]
        fail_if(len(paragraphs) != len(set(paragraphs)) and name != "minutec-findings.7", f"{name} says something twice")
        markup = re.search(r".*(?:\\[(\[f]|^\s*\.[A-Z][a-z]\b).*", text, re.M)
        fail_if(markup, f"{name} shows markup: {markup and markup[0]}")
    for command in table(context)["commands"]:
        page = shown[f"minutec-{command['name']}.1"]
        for option in command["options"]:
            fail_if(f"--{option['word']}" not in page, f"{command['name']}: --{option['word']} is missing")
        for sentence in re.split(r"(?<=[.!?])\s+", command["more"]):
            fail_if(" ".join(sentence.split()) not in " ".join(page.split()), f"{command['name']}: missing: {sentence}")
    for code in table(context)["codes"]:
        fail_if(not re.search(rf"^ +{code} \((error|warning|note|off)\)$", shown["minutec-findings.7"], re.M), f"{code} is missing")
    vocabulary = read(os.path.join(context.root, "docs", "vocabulary.md"))
    elements = re.findall(r"^### (.*)$", vocabulary, re.M)
    fail_if(len(elements) < 40, "docs/vocabulary.md cannot be read")
    for element in elements:
        fail_if(not re.search(rf"^ +The element {element}$", shown["minutes.5"], re.M), f"{element} is missing")
    for attribute in set(re.findall(r"^\| ([a-z:-]+)(?: \\\*)? \|", vocabulary, re.M)) - {"attribute"}:
        fail_if(not re.search(rf"^ +{attribute}( |$)", shown["minutes.5"], re.M), f"the attribute {attribute} is missing")


def explained_alike(context):
    """minutec-findings(7) says of each finding what `minutec explain` says."""
    page = " ".join(" ".join(plain(line) for line in read(os.path.join(pages(context), "minutec-findings.7")).splitlines()).split())
    for code in table(context)["codes"]:
        cause = context.minutec("explain", code).out.split("\n\n")[1]
        fail_if(" ".join(cause.split()) not in page, f"{code}: missing: {cause}")


def findings_lines(context):
    """The command lines that minutec-findings(7) shows as causes have commands and options that there are; --help behind them keeps them from acting."""
    seen = 0
    for _, lines in displays(os.path.join(pages(context), "minutec-findings.7")):
        words = shlex.split(re.split(r"\s+\(", lines[0])[0]) if lines[0].startswith("minutec ") else []
        if words:
            seen += 1
            said = context.minutec(*words[1:], "--help", status=None).err
            wrong = re.search(r"there is no command|has no option|takes no value|lacks its", said)
            fail_if(bool(wrong) != ("--formt" in words), f"{lines[0]}\n{said}")
    fail_if(seen < 30, f"only {seen} command lines")


RNG = "{http://relaxng.org/ns/structure/1.0}"
DOCUMENTATION = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"


def grammar_examples(context):
    """Every example of minutes(5) that stands for an attribute or a whole element is valid there; one that leaves something out is well formed."""
    context.needs("xmllint")
    root = ET.parse(os.path.join(context.root, "schemas", "minutes.rng")).getroot()
    start = root.find(RNG + "start")
    tried = {"attribute": 0, "element": 0, "well formed": 0}
    for node in root.iter():
        documentation = node.find(DOCUMENTATION)
        if documentation is None or node.tag not in (RNG + "attribute", RNG + "element"):
            continue
        kind = node.tag[len(RNG):]
        example = documentation.text.partition("\nExample: ")[2].strip()
        if kind == "attribute":
            example = f"<example {example}/>"
        example = example.replace("<" + node.get("name"), f'<{node.get("name")} xmlns="urn:minutec:minutes"', 1) if kind == "element" \
            else example.replace("<example", '<example xmlns="urn:minutec:minutes"', 1)
        if "…" in example:
            tried["well formed"] += 1
            ET.fromstring(example)
            continue
        tried[kind] += 1
        start[:] = [node if kind == "element" else ET.Element(RNG + "element", name="example")]
        if kind == "attribute":
            start[0].append(node)
        ET.ElementTree(root).write(context.path("grammar.rng"))
        said = context.run("xmllint", "--noout", "--relaxng", context.path("grammar.rng"), context.write("example.xml", example))
        fail_if(said.status, f"{kind} {node.get('name')}: {example}\n{said.err}")
    fail_if(tried["attribute"] < 100 or tried["element"] < 40, f"tried only {tried}")


def installed(context):
    """make installs the pages and the scripts where they are looked for, and takes away again all that it installed."""
    make = ("make", "--no-print-directory", "-C", context.root, f"BUILD={context.build}", f"DESTDIR={context.path('root')}", "PREFIX=/usr")
    if context.run(*make, "-q", os.path.join(context.build, "minutec")).status:
        raise Failure("the program is older than its sources: make it first")
    context.tool(*make, "install")
    share = context.path("root", "usr", "share")
    wanted = [f"man/man{name[-1]}/{name}" for name in os.listdir(pages(context))]
    wanted += ["bash-completion/completions/minutec", "zsh/site-functions/_minutec", "fish/vendor_completions.d/minutec.fish", "minutec/schemas/schemas.xml"]
    missing = [name for name in wanted if not os.path.isfile(os.path.join(share, name))]
    fail_if(missing, f"not installed: {missing}")
    compare(context.minutec("completion", "zsh").out, read(os.path.join(share, "zsh", "site-functions", "_minutec")))
    context.tool(*make, "uninstall")
    left = [os.path.join(place, name) for place, _, names in os.walk(context.path("root")) for name in names]
    fail_if(left, f"left: {left}")
    said = context.tool(*make, "install", "PYTHON=no-such-python").err
    fail_if("there are no manual pages" not in said or os.path.exists(os.path.join(share, "man", "man1", "minutec.1")), said)


def cases(suite):
    for name in names_of(suite):
        yield Case(f"manuals/{name}", examples(name), (RELEASE,))
    yield Case("manuals/examples-can-fail", examples_can_fail, (RELEASE,))
    yield Case("manuals/pages", every_page_is_there, (RELEASE,))
    yield Case("manuals/lint", lint_is_silent, (RELEASE,))
    yield Case("manuals/groff", groff_is_silent, (RELEASE,))
    yield Case("manuals/words", words_are_there, (RELEASE,))
    yield Case("manuals/findings-lines", findings_lines, (RELEASE,))
    yield Case("manuals/grammar-examples", grammar_examples, ())
    yield Case("manuals/install", installed, (RELEASE,))
    yield Case("manuals/explained", explained_alike, (RELEASE,))
