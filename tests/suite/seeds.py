"""The two real documents, where they are at hand: every word in every output, and the warnings that are their own faults.

tests/seeds/expected-findings lists what check finds in the filled templates: PATH:LINE LEVEL CODE, a line each.
"""
import os
import re
import sys

from suite.harness import RELEASE, Case, Skip, fail_if, findings, tree

FORMATS = ("txt", "html", "docx")


def needs_seeds(context):
    folder = os.path.join(context.shared, "seeds")
    if not os.path.isdir(folder):
        raise Skip("the seed documents are not at hand (--shared)")
    return folder


def filled(context):
    """The folder of the filled templates; beside it, the maps of what each element prints."""
    def make():
        seeds = needs_seeds(context)
        folder = os.path.join(context.suite.folder, "seeds")
        context.tool(sys.executable, os.path.join(context.root, "tests", "seeds", "fill.py"), "--map", folder + "-map", seeds, folder)
        return folder
    needs_seeds(context)
    return context.suite.once("seeds", make)


def programs_work(context):
    """fill.py and words.py on documents of their own, and on the seeds where they are."""
    context.tool(sys.executable, os.path.join(context.root, "tests", "seeds", "test_seeds.py"),
                 os.path.join(context.shared, "seeds"), cwd=context.root)


def every_word_is_in_a_template(context):
    context.tool(sys.executable, os.path.join(context.root, "tests", "seeds", "fill.py"), "--verify", needs_seeds(context))


def faults_are_found(context):
    """check ends well, and says what is wrong with the seeds and nothing else."""
    folder = filled(context)
    result = context.minutec("check", ".", cwd=folder)
    said = sorted(f"{found.path}:{found.line} {found.level} {found.code}" for found in findings(result.err))
    path = os.path.join(context.root, "tests", "seeds", "expected-findings")
    context.golden(path, "\n".join(said) + "\n")


def built(context):
    def make():
        folder = os.path.join(context.suite.folder, f"seeds-built-{context.flavour}")
        context.minutec("build", ".", "-o", folder, cwd=filled(context))
        return folder
    filled(context)
    return context.suite.once(("seeds", context.flavour), make)


def maps(context):
    root = filled(context) + "-map"
    for folder, _, files in sorted(os.walk(root)):
        yield from ((os.path.join(folder, name), os.path.join(os.path.relpath(folder, root), name[:-5])) for name in sorted(files))


def body_folder(context, name):
    """Where the build put a meeting of the templates' folder: that is named after the body's id."""
    found = [path for path in tree(built(context)) if path.endswith("/" + os.path.basename(name) + ".txt")]
    fail_if(len(found) != 1, f"{name}: built as {found}")
    return os.path.join(built(context), found[0][:-4])


def every_word_is_there(format_name):
    def run(context):
        looked_at = 0
        for map_path, name in maps(context):
            looked_at += 1
            output = f"{body_folder(context, name)}.{format_name}"
            words = os.path.join(context.root, "tests", "seeds", "words.py")
            context.tool(sys.executable, words, map_path, output)
        fail_if(looked_at < 2, "there are fewer than two seeds")
    return run


def words_are_missed(context):
    """The other side: taking a word out of an output is noticed."""
    map_path, name = next(maps(context))
    with open(body_folder(context, name) + ".txt", encoding="utf-8") as file:
        lines = file.read().split("\n")
    middle = max(range(len(lines) // 3, len(lines) // 2), key=lambda at: len(re.findall(r"[^\W\d]", lines[at])))
    del lines[middle]
    output = context.write("short.txt", "\n".join(lines))
    words = os.path.join(context.root, "tests", "seeds", "words.py")
    result = context.run(sys.executable, words, map_path, output)
    fail_if(result.status != 1 or "missing here" not in result.out, f"line {middle + 1} was taken out and not missed")


def same_from_resolved(context):
    for _, name in maps(context):
        source = name + ".xml"
        context.minutec("render", source, "-f", "resolved", "-o", context.path("tree.xml"), cwd=filled(context), status=0)
        for format_name in (*FORMATS, "json"):
            one = context.minutec("render", context.path("tree.xml"), "-f", format_name, binary=True).out
            with open(f"{body_folder(context, name)}.{format_name}", "rb") as file:
                fail_if(one != file.read(), f"{name} {format_name}: resolved and source differ")


def cases(suite):
    yield Case("seeds/programs", programs_work, ())
    yield Case("seeds/templates", every_word_is_in_a_template, ())
    yield Case("seeds/findings", faults_are_found)
    yield from (Case(f"seeds/words-{name}", every_word_is_there(name)) for name in FORMATS)
    yield Case("seeds/words-are-missed", words_are_missed, (RELEASE,))
    yield Case("seeds/resolved", same_from_resolved)
