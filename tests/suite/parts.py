"""The parts of a build, one by one: by hand over shards and by ninja, each against what `minutec build` does in one run."""
import os
import random
import re
import shutil
import sys

from suite import corpus
from suite.harness import ALL_FORMATS, ASAN, RELEASE, Case, fail_if, findings, read, same_trees, tree, write

SHARDS = 4
SYNTHETIC = ("--meetings", "60", "--bodies", "10", "--seed", "7")


def samples(context):
    """A copy of both sample bodies, as the folder to work in."""
    for path in context.suite.bodies():
        context.copy(path, os.path.join("sources", os.path.basename(path)))
    return context.path("sources")


def one_sample(context):
    """One body that refers to another, which is not there."""
    context.copy(os.path.join("samples", "harbour-lag"), os.path.join("sources", "harbour-lag"))
    return context.path("sources")


def synthetic(context):
    def make():
        folder = os.path.join(context.suite.folder, "synthetic-60")
        context.tool(sys.executable, os.path.join(context.root, "tests", "bench", "generate.py"), *SYNTHETIC, folder)
        return folder
    return shutil.copytree(context.suite.once("synthetic-60", make), context.path("sources"))


def every_bad(context):
    """All samples of findings as one corpus, which makes many more: bodies and meetings that are there several times."""
    folder = context.path("sources")
    for name in sorted(os.listdir(os.path.join(context.root, "samples", "bad"))):
        context.copy(os.path.join("samples", "bad", name), os.path.join("sources", name))
        script = os.path.join(folder, name, "make.py")
        if os.path.exists(script):
            os.remove(script)
    return folder


def sources(folder):
    """Every body.xml, the XML beside one, and minutes without one, with the path from FOLDER."""
    found = []
    for place, _, names in os.walk(folder):
        paths = [os.path.join(place, name) for name in names if name.endswith(".xml") and not os.path.islink(os.path.join(place, name))]
        found += [os.path.relpath(path, folder) for path in paths if "body.xml" in names or b"<minutes" in read(path, "rb")]
    return sorted(found)


def is_meeting(path):
    return os.path.basename(path) != "body.xml"


def build(context, folder, name, *options, status=0):
    context.minutec("build", ".", "-o", context.path(name), *options, cwd=folder, status=status)
    return tree(context.path(name))


def interfaces(context, folder, *options):
    """Makes every file's interface; their paths and what was said."""
    made, said = [], []
    for number, path in enumerate(sources(folder)):
        made.append(context.path("parts", f"{number}.mi"))
        result = context.minutec("interface", path, "-o", made[-1], *options, cwd=folder, status=None)
        fail_if(result.status > 1, f"interface {path}: exit status {result.status}\n{result.err}")
        failed = any(found.level == "error" for found in findings(result.err))
        fail_if(result.status != failed, f"interface {path}: exit status {result.status}\n{result.err}")
        said += findings(result.err)
    return made, said


def link(context, name, files, *options, status=0):
    """Links files whose order does not matter; the path, and what was said."""
    to = context.path("parts", name)
    result = context.minutec("link", "-o", to, *options, *files, status=status)
    return to, findings(result.err)


def two_stages(context, made, *options, status=0):
    made = random.Random(3).sample(made, len(made))
    shards = []
    for number in range(SHARDS):
        shard, said = link(context, f"shard{number}", made[number::SHARDS], "--combine")
        fail_if(said, f"combining reported {said}")
        shards.append(shard)
    return link(context, "linked", shards, *options, status=status)


def render_all(context, folder, linked, name, *options, at_once=1):
    meetings = list(filter(is_meeting, sources(folder)))
    for number in range(0, len(meetings), at_once):
        context.minutec("render", *meetings[number:number + at_once], "--linked", linked, "-o", context.path(name) + "/", *options, cwd=folder)
    context.minutec("render", "--linked", linked, "-o", context.path(name) + "/", *options, cwd=folder)
    return tree(context.path(name))


def by_hand(corpus_of, *options, at_once=1):
    def run(context):
        folder = corpus_of(context)
        kept = build(context, folder, "built", *options)
        made, _ = interfaces(context, folder)
        linked, _ = two_stages(context, made)
        same_trees(kept, render_all(context, folder, linked, "parts-built", *options, at_once=at_once))
    return run


def any_order(context):
    """The same bytes from any order and any nesting, and from a link of what was linked already."""
    folder = samples(context)
    made, _ = interfaces(context, folder)
    kept = read(link(context, "all", made, "-j", "1")[0], "rb")
    order = random.Random(1)
    for number in range(4):
        files = order.sample(made, len(made)) + order.sample(made, 2)
        got = read(link(context, f"turned{number}", files)[0], "rb")
        fail_if(got != kept, "another order of files, and one twice, give other bytes")
    one, _ = link(context, "one", made[:7], "--combine")
    two, _ = link(context, "two", [one, *made[5:9]], "--combine")
    half, _ = link(context, "half", made[9:], "--combine")
    for number, files in enumerate(([two, half], [half, two, made[0]], [context.path("parts", "all")], [half, context.path("parts", "all")])):
        fail_if(read(link(context, f"nested{number}", files)[0], "rb") != kept, f"nested otherwise ({number}) it gives other bytes")
    listed = context.write("list", "".join("'" + path.replace("'", "'\\''") + "'\n" for path in made[:3]) + "\n" + "\n".join(made[3:]))
    fail_if(read(link(context, "listed", ["@" + listed])[0], "rb") != kept, "by a list it gives other bytes")
    fail_if(context.minutec("link", *made, binary=True).out != kept, "on standard output it gives other bytes")


def one_document(context):
    """With one format and a file, or standard output: the document that build writes."""
    folder = samples(context)
    kept = build(context, folder, "built", "-f", ",".join(ALL_FORMATS))
    made, _ = interfaces(context, folder)
    linked, _ = link(context, "linked", made)
    for path in [name for name in sources(folder) if is_meeting(name)][::3]:
        for extension in ALL_FORMATS:
            to = context.path(f"one.{extension}")
            context.minutec("render", "./" + path, "--linked", linked, "-f", extension, "-o", to, cwd=folder, err="")
            fail_if(read(to, "rb") != kept[path[:-3] + extension], f"{path}: {extension} differs")
    got = context.minutec("render", path, "--linked", linked, "-f", "txt", cwd=folder, binary=True).out
    fail_if(got != kept[path[:-3] + "txt"], "on standard output it differs")


def plain(found):
    return found.path, found.line, found.column, found.level, found.text, found.code


def same_findings(corpus_of, *options):
    """What the parts say together is what check says."""
    def run(context):
        folder = corpus_of(context)
        checked = context.minutec("check", ".", *options, cwd=folder, status=None)
        made, said = interfaces(context, folder, *options)
        result = context.minutec("link", "-o", context.path("linked"), *options, *made, status=None)
        expected, got = sorted(map(plain, findings(checked.err))), sorted(map(plain, said + findings(result.err)))
        fail_if(expected != got, f"missing: {sorted(set(expected) - set(got))[:5]}\nmore: {sorted(set(got) - set(expected))[:5]}\n"
                                 f"{len(expected)} and {len(got)}")
        fail_if(re.search(r"^ *\d+ \| ", result.err, re.M), "linking showed words of a source, which may be elsewhere")
        fail_if(not expected, "there was nothing to compare")
    return run


# -- refused --

def broken(data):
    """Versions of a file that must be refused, with a word of why."""
    line = data.index(b"\n") + 1
    yield "cut to half", data[:len(data) // 2], "damaged or cut short"
    yield "one byte short", data[:-1], "damaged or cut short"
    yield "one byte more", data + b"\0", "damaged or cut short"
    yield "the line only", data[:line], "damaged or cut short"
    yield "half the line", data[:line // 2], "cut short"
    yield "empty", b"", "neither"
    yield "foreign", b"<minutes/>", "neither"
    for at in (line, line + 9, len(data) // 2, len(data) - 1):
        yield f"byte {at} changed", data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1:], "damaged or cut short"
    yield "another version", data.replace(b" 1 0.", b" 1 9.", 1), "another version"
    yield "another form", data.replace(b" 1 0.", b" 2 0.", 1), "another version"
    yield "other data", data[:line - 3] + (b"00" if data[line - 3:line - 1] != b"00" else b"11") + data[line - 1:], "another version"


def refused(context, why, *arguments, **more):
    out = context.path("refused")
    result = context.minutec(*arguments, "-o", out, status=2, **more)
    said = findings("x: " + "\nx: ".join(line.removeprefix("minutec: ") for line in result.err.splitlines()) + "\n")
    fail_if(not any(found.code == "bad-interface" and why in found.text for found in said), f"not refused with '{why}':\n{result.err}")
    fail_if(os.path.exists(out), f"something was written: {why}")


def bad_files(context):
    folder = samples(context)
    made, _ = interfaces(context, folder)
    linked, _ = link(context, "linked", made)
    for name, data, why in broken(read(made[0], "rb")):
        refused(context, why, "link", *made[1:], context.write("bad", data))
    for name, data, why in broken(read(linked, "rb")):
        bad = context.write("bad", data)
        refused(context, why, "link", bad)
        if name.startswith("byte") and "damaged" in why:
            continue  # what is wrong may be in another body's part, which is not read for one document
        refused(context, why, "render", "harbour-lag/2024-10-02.xml", "--linked", bad, "-f", "txt", cwd=folder)


def bits_of_a_linked_file(context):
    """Whatever byte is wrong: a document is as it should be, or there is none."""
    folder = samples(context)
    made, _ = interfaces(context, folder)
    linked, _ = link(context, "linked", made)
    arguments = ("-f", "json", "--linked", context.path("bad"))
    data = read(linked, "rb")
    kept = context.minutec("render", "harbour-lag/2024-10-02.xml", "-f", "json", "--linked", linked, cwd=folder, binary=True).out
    order = random.Random(5)
    for _ in range(40):
        at, bit = order.randrange(len(data)), 1 << order.randrange(8)
        context.write("bad", data[:at] + bytes([data[at] ^ bit]) + data[at + 1:])
        result = context.minutec("render", "harbour-lag/2024-10-02.xml", *arguments, cwd=folder, binary=True, status=None)
        fail_if(result.status not in (0, 2), f"byte {at}: exit status {result.status}\n{result.err}")
        fail_if(result.out != (kept if result.status == 0 else b""), f"byte {at}: other bytes were written")


def not_together(context):
    """Interfaces of different times."""
    folder = samples(context)
    made, _ = interfaces(context, folder)
    names = sources(folder)
    linked, _ = link(context, "linked", made)
    meeting = names.index("harbour-lag/2024-10-02.xml")
    body = names.index("harbour-lag/body.xml")
    refused(context, "not among the files", "link", *made[:body], *made[body + 1:])
    path = os.path.join(folder, names[meeting])
    write(path, read(path).replace("</minutes>", "<!-- later --></minutes>"))
    result = context.minutec("render", names[meeting], "--linked", linked, "-o", context.path("none") + "/", cwd=folder, status=1)
    fail_if("[not-linked]" not in result.err or "not what was linked" not in result.err, result.err)
    newer = context.path("newer.mi")
    context.minutec("interface", names[meeting], "-o", newer, cwd=folder)
    refused(context, "two interfaces of it differ", "link", *made, newer)
    refused(context, "two interfaces of it differ", "link", linked, newer)
    path = os.path.join(folder, names[body])
    write(path, read(path).replace("</body>", "<!-- later --></body>"))
    context.minutec("interface", names[body], "-o", newer, cwd=folder)
    refused(context, "another body.xml", "link", *made[:body], newer, *made[body + 1:])
    result = context.minutec("render", "harbour-lag/body.xml", "--linked", linked, "-o", context.path("none") + "/", cwd=folder, status=1)
    fail_if("not among the files" not in result.err, result.err)
    combined, _ = link(context, "combined", made, "--combine")
    refused(context, "only combined", "render", names[meeting], "--linked", combined, "-f", "txt", cwd=folder)
    context.minutec("render", names[meeting], "--linked", linked, "--as-of", "2024-12-01", "-f", "txt", cwd=folder, status=2)
    context.minutec("interface", "harbour-lag", cwd=folder, status=2)
    context.minutec("interface", "none.xml", cwd=folder, status=3)
    context.minutec("link", context.path("none.mi"), status=3)
    fail_if(os.path.exists(context.path("none")), "something was written")


# -- errors, restricted passages --

def with_errors(context):
    """A meeting with errors, one that cannot be read at all, and a body with errors: the others are what build writes."""
    folder = synthetic(context)
    names = [name for name in sources(folder) if is_meeting(name)]
    first, second = os.path.join(folder, names[3]), os.path.join(folder, names[20])
    write(first, read(first).replace("</attendance>", "</atendance>", 1))
    write(second, re.sub(r'(<action [^>]*owner=")[^"]*', r"\1nobody-known", read(second), count=1))
    kept = build(context, folder, "built", status=1)
    made, said = interfaces(context, folder)
    fail_if({found.path for found in said if found.level == "error"} != {names[3], names[20]}, f"not what should fail: {said}")
    linked, _ = two_stages(context, made)
    result = context.minutec("render", *names, "--linked", linked, "-o", context.path("got") + "/", cwd=folder, status=1)
    fail_if([found.code for found in findings(result.err.replace("minutec:", "x:"))] != ["not-linked"] * 2, result.err)
    for path in (names[3], names[20]):
        context.minutec("render", path, "--linked", linked, "-o", context.path("got") + "/", cwd=folder, status=1)
    context.minutec("render", "--linked", linked, "-o", context.path("got") + "/", cwd=folder)
    same_trees(kept, tree(context.path("got")))


def restricted(context):
    """The parts know what is restricted; what is public does not, and does not go where a full build went."""
    folder = samples(context)
    made, _ = interfaces(context, folder)
    linked, _ = link(context, "linked", made)
    kept = {audience: tree(context.suite.built(context, audience)) for audience in ("public", "full")}
    for audience, expected in kept.items():
        same_trees(expected, render_all(context, folder, linked, audience, "--audience", audience))
    fail_if(kept["public"] == kept["full"], "there is nothing restricted in the samples")
    for more in (("harbour-lag/2024-10-02.xml",), ()):
        result = context.minutec("render", *more, "--linked", linked, "-o", context.path("full") + "/", cwd=folder, status=2)
        fail_if("[full-output]" not in result.err, result.err)
    same_trees(kept["full"], tree(context.path("full")))


# -- ninja --

def graph(context, folder, *options, out="ninja-built", paths=(".",), status=0):
    context.needs("ninja")
    result = context.minutec("build", *paths, "-o", context.path(out), "--emit", "ninja", *options, cwd=folder, status=status)
    changed = result.out.replace("\nminutec = minutec\n", f"\nminutec = {context.program}\n", 1)
    fail_if(changed == result.out, "the graph does not name the program as it should")
    fail_if(os.path.exists(context.path(out)), "something was written into the output")
    return context.write("build.ninja", changed)


def ninja(context, folder, *more, status=0):
    result = context.run("ninja", "-f", context.path("build.ninja"), *more, cwd=folder)
    fail_if((result.status != 0) != (status != 0), f"ninja: exit status {result.status}\n{result.out[-3000:]}{result.err}")
    return result.out


def by_ninja(corpus_of, *options):
    def run(context):
        folder = corpus_of(context)
        kept = build(context, folder, "built", *options)
        graph(context, folder, *options)
        ninja(context, folder)
        same_trees(kept, tree(context.path("ninja-built")))
        said = ninja(context, folder)
        fail_if("no work to do" not in said, f"a second run does something\n{said}")
    return run


def ninja_again(context):
    """What is done when a file was only touched, and when it changed."""
    folder = samples(context)
    graph(context, folder)
    ninja(context, folder)
    meeting = os.path.join(folder, "harbour-lag", "2024-10-02.xml")
    os.utime(meeting)
    said = ninja(context, folder)
    fail_if("interface harbour-lag/2024-10-02.xml" not in said or "] link" in said or "moorland" in said,
            f"a file that was touched: its interface is made again, and as it is the same nothing is linked\n{said}")
    text = read(meeting)
    write(meeting, text.replace("<title>", "<title>New: ", 1))
    fail_if(read(meeting) == text, "nothing was changed")
    said = ninja(context, folder)
    fail_if("] link" not in said, f"a file that changed is not linked\n{said}")
    same_trees(build(context, folder, "built"), tree(context.path("ninja-built")))
    os.remove(context.path("ninja-built", "harbour-lag", "2024-10-02.txt"))
    ninja(context, folder)
    same_trees(tree(context.path("built")), tree(context.path("ninja-built")))
    fail_if("no work to do" not in ninja(context, folder), "it does not come to rest")


def ninja_with_errors(context):
    """ninja -k 0 makes what build makes, fails as it does, and mends what is mended."""
    folder = context.path("sources")
    corpus_dates = (corpus.FIRST, corpus.BETWEEN, corpus.LAST)
    write(os.path.join(folder, "body.xml"), corpus.BODY)
    for date in corpus_dates:
        write(os.path.join(folder, date + ".xml"), corpus.meeting(date, corpus.item("Water comes in.")))
    good = {date: read(os.path.join(folder, date + ".xml")) for date in corpus_dates}
    write(os.path.join(folder, corpus.FIRST + ".xml"), good[corpus.FIRST].replace("ann-lee", "ann-leigh"))
    write(os.path.join(folder, corpus.LAST + ".xml"), good[corpus.LAST].replace("</attendance>", ""))
    write(os.path.join(folder, "other.xml"), "<other/>")
    kept = build(context, folder, "built", status=1)
    graph(context, folder, status=1)
    said = ninja(context, folder, "-k", "0", status=1)
    fail_if(said.count("[not-linked]") != 2, f"not two meetings failed\n{said}")
    same_trees(kept, tree(context.path("ninja-built")))
    for date, text in good.items():
        write(os.path.join(folder, date + ".xml"), text)
    ninja(context, folder)
    fail_if("no work to do" not in ninja(context, folder), "it does not come to rest")
    same_trees(build(context, folder, "mended"), tree(context.path("ninja-built")))


def every_bad_by_ninja(context):
    folder = every_bad(context)
    kept = build(context, folder, "built", status=None)
    graph(context, folder, status=None)
    said = ninja(context, folder, "-k", "0", status=1)
    same_trees(kept, tree(context.path("ninja-built")))
    checked = sorted(map(plain, findings(context.minutec("check", ".", cwd=folder, status=1).err)))
    got = sorted(plain(found) for found in findings(said) if found.code != "not-linked")
    fail_if(got != checked, f"missing: {sorted(set(checked) - set(got))[:5]}\nmore: {sorted(set(got) - set(checked))[:5]}")
    fail_if(not kept, "nothing was built")


def odd_names(context):
    """Names with everything that ninja or a shell would take for something else."""
    sample = context.suite.bodies()[0]
    folder = context.path("sources")
    shutil.copytree(sample, os.path.join(folder, "a $b:c|d 'é' \"q\"", "-x;&#(y)"))
    shutil.copytree(context.suite.bodies()[1], os.path.join(folder, "@list"))
    out = "out '$x: |ü"
    kept = build(context, folder, "built")
    graph(context, folder, out=out)
    ninja(context, folder)
    same_trees(kept, tree(context.path(out)))
    fail_if("no work to do" not in ninja(context, folder), "a second run does something")
    os.makedirs(context.path("below"))
    graph(context, context.path("below"), out="up", paths=("../sources",))
    ninja(context, context.path("below"))
    same_trees(kept, tree(context.path("up")))
    os.makedirs(context.path("sources", "two\nlines"))
    write(context.path("sources", "two\nlines", "body.xml"), corpus.BODY)
    context.minutec("build", ".", "-o", context.path("none"), "--emit", "ninja", cwd=folder, status=2)


def scripts(name, *tools):
    """What docs/scale says was run: a corpus with odd names, and an output that is no neighbour."""
    def run(context):
        context.needs(*tools)
        folder = context.path("sources")
        shutil.copytree(context.suite.bodies()[0], os.path.join(folder, "one"))
        shutil.copytree(context.suite.bodies()[1], os.path.join(folder, "a 'b' é"))
        kept = build(context, folder, "built")
        name(context, folder, os.path.join(context.root, "docs", "scale"), {"MINUTEC": context.program, "BATCH": "3"})
        same_trees(kept, tree(context.path("spread")))
    return run


def by_parallel(context, folder, where, env):
    context.tool(os.path.join(where, "parallel.sh"), context.path("spread"), "-j2", cwd=folder, env=env)


def by_steps(context, folder, where, env):
    for step, tasks in (("list", 1), ("interface", 3), ("combine", 3), ("link", 1), ("render", 4), ("pages", 1)):
        for task in range(tasks):
            share = {"SLURM_ARRAY_TASK_ID": str(task), "SLURM_ARRAY_TASK_COUNT": str(tasks)}
            context.tool(os.path.join(where, "step.sh"), step, context.path("spread"), cwd=folder, env={**env, **share})


def cases(suite):
    yield Case("parts/parallel", scripts(by_parallel, "parallel"), (RELEASE,), limit=120)
    yield Case("parts/steps", scripts(by_steps), (RELEASE,), limit=120)
    yield Case("parts/by-hand-samples", by_hand(samples))
    yield Case("parts/by-hand-synthetic", by_hand(synthetic, at_once=7), (RELEASE,), limit=180)
    yield Case("parts/any-order", any_order)
    yield Case("parts/one-document", one_document)
    yield Case("parts/findings-bad", same_findings(every_bad), (ASAN,), limit=180)
    yield Case("parts/findings-one", same_findings(one_sample, "-W", "body-not-here=error", "--audience", "full"))
    yield Case("parts/bad-files", bad_files, covers=("bad-interface",), limit=120)
    yield Case("parts/bits", bits_of_a_linked_file)
    yield Case("parts/not-together", not_together, covers=("bad-interface", "not-linked"))
    yield Case("parts/with-errors", with_errors, limit=180)
    yield Case("parts/restricted", restricted, limit=120)
    yield Case("parts/ninja-samples", by_ninja(samples), limit=120)
    yield Case("parts/ninja-synthetic", by_ninja(synthetic), (RELEASE,), limit=180)
    yield Case("parts/ninja-options", by_ninja(samples, "--audience", "full", "--history", "--as-of", "2024-12-05", "-f", "txt,html",
                                               "-W", "next-date=note"), (RELEASE,), limit=120)
    yield Case("parts/ninja-again", ninja_again, (RELEASE,), limit=120)
    yield Case("parts/ninja-errors", ninja_with_errors)
    yield Case("parts/ninja-bad", every_bad_by_ninja, (RELEASE,), limit=300)
    yield Case("parts/ninja-names", odd_names, (RELEASE,), limit=180)
