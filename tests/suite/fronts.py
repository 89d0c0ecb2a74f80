"""What the front ends of import make of files: every file of tests/import/blocks that has a NAME.blocks beside it is printed by
tests/api/blocks.c and compared with that (--accept rewrites it). NAME.reject and NAME.raw, where they are there, are the same with tracked
changes undone, and of what was read before anything was made of it. Scripts make_*.py beside the folder make the files they made anew, byte for byte."""
import os
import re
import sys

from suite.harness import Case, fail_if, read, same_trees, tree

KINDS = {".blocks": (), ".reject": ("--reject",), ".raw": ("--raw",), ".files": ("--attachments",)}


def folder_of(suite):
    return os.path.join(suite.root, "tests", "import", "blocks")


def run_file(name):
    def run(context):
        folder = folder_of(context.suite)
        program = context.suite.program(context.flavour, os.path.join("test", "blocks"))
        for ending, options in KINDS.items():
            golden = os.path.join(folder, name + ending)
            if os.path.exists(golden):
                result = context.run(program, *options, name, cwd=folder)
                fail_if(result.err, result.err[-3000:])
                fail_if(result.status not in (0, 1), f"ended with status {result.status}")
                fail_if((result.status == 1) != (": error: " in result.out), f"status {result.status}\n{result.out[-3000:]}")
                context.golden(golden, result.out)
    return run


def made_anew(script):
    """What a script makes is what is kept."""
    def run(context):
        folder = folder_of(context.suite)
        context.tool(sys.executable, os.path.join(os.path.dirname(folder), script), context.path("made"))
        made = tree(context.path("made"))
        fail_if(not made, "nothing was made")
        same_trees(made, {name: read(os.path.join(folder, name), "rb") for name in made if os.path.exists(os.path.join(folder, name))})
    return run


def cases(suite):
    folder = folder_of(suite)
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    for name in names:
        if name + ".blocks" in names:
            yield Case(f"fronts/{name}", run_file(name), limit=30)
    for script in sorted(os.listdir(os.path.dirname(folder))):
        if re.fullmatch(r"make_\w+\.py", script):
            yield Case(f"fronts/{script[:-3]}", made_anew(script), ())
