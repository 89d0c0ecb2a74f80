"""The synthetic corpus of the bench is the same everywhere, free of findings and can be built; and nothing has become slow."""
import os
import re
import sys

from suite.harness import RELEASE, Case, Failure, Skip, fail_if, findings, same_trees, tree

LAST = re.compile(r"^(\d+) passed, (\d+) failed$", re.M)
MEETINGS, BODIES = 60, 6


def generate(context, name, *more, seed=3, env=None):
    folder = context.path(name)
    script = os.path.join(context.root, "tests", "bench", "generate.py")
    said = context.tool(sys.executable, script, "--meetings", str(MEETINGS), "--bodies", str(BODIES), "--seed", str(seed), *more,
                        folder, env=env).out
    return folder, said


def same_for_a_seed(context):
    """Whatever the order of hashes, the locale and the time zone; and another seed gives another corpus."""
    one = tree(generate(context, "one", env={"PYTHONHASHSEED": "1"})[0])
    fail_if(len(one) < MEETINGS + BODIES, f"only {len(one)} files")
    same_trees(one, tree(generate(context, "two", env={"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"})[0]))
    fail_if(one == tree(generate(context, "other", seed=4)[0]), "another seed gave the same corpus")


def clean_and_whole(context):
    """No finding in it, valid for xmllint too, and every meeting has its outputs."""
    folder = generate(context, "corpus")[0]
    context.minutec("check", folder, err="")
    context.needs("xmllint")
    sources = [os.path.join(folder, path) for path in sorted(tree(folder)) if path.endswith(".xml")]
    context.tool("xmllint", "--noout", "--nonet", "--schema", os.path.join(context.root, "schemas", "minutes.xsd"), *sources)
    context.minutec("build", folder, "-o", context.path("out"), "-f", "html,txt,docx", err="")
    made = set(tree(context.path("out")))
    wanted = {os.path.relpath(path, folder)[:-4] + "." + kind for path in sources if not path.endswith("body.xml")
              for kind in ("html", "txt", "docx")}
    fail_if(wanted - made, f"not built: {sorted(wanted - made)[:5]}")


def mixed(context):
    """Everything that the grammar has for minutes of such bodies comes up, and as often as it is said to."""
    held = b"".join(text for path, text in tree(generate(context, "corpus")[0]).items() if path.endswith(".xml"))
    wanted = ("<apologies", "<absent", "deputy-for=", "<arrival", "<approval", "<amendment", 'outcome="deferred"', "<declaration",
              "<remark", "<decision", "<motion", "<vote", "<cast", "<restricted", "<next-meeting", "<deferral", "<signature", "<contact",
              'status="done"', 'status="dropped"', 'status="superseded"', 'status="proposed"', 'status="in-progress"', 'track="no"',
              'due="next-meeting"', 'kind="extraordinary"', "(minutes:", "(https:", "| :---", "**", " replaces=", " until=")
    missing = [word for word in wanted if word.encode() not in held]
    fail_if(missing, f"never comes up: {' '.join(missing)}")
    for name, least, most in (("action", 12, 15), ("update", 7, 12)):
        each = held.count(f"<{name} ".encode()) / MEETINGS
        fail_if(not least <= each <= most, f"{each:.1f} of <{name}> a meeting")
    fail_if(not 17000 < len(held) / MEETINGS < 25000, f"{len(held) / MEETINGS:.0f} bytes a meeting")


def faults_are_found(context):
    """Each fault that the generator plants is reported, in its document."""
    folder, said = generate(context, "faulty", "--faults", "8")
    planted = dict(line.split(": ") for line in said.splitlines())
    fail_if(len(planted) != 8, f"{len(planted)} faults were planted")
    found = findings(context.minutec("check", folder, status=1).err)
    reported = {(os.path.relpath(os.path.join(context.tmp, finding.path), folder), finding.code) for finding in found}
    quiet = [f"{path}: {code}" for path, code in planted.items() if (path, code) not in reported]
    fail_if(quiet, "\n".join(["not found"] + quiet))


def instructions(context):
    script = os.path.join(context.root, "tests", "bench", "instructions.py")
    result = context.run(sys.executable, script, "--program", context.program, cwd=context.root)
    if result.status == 77:
        raise Skip(result.err.strip())
    counts = LAST.search(result.out)
    if not counts or result.status != 0:
        raise Failure(f"exit status {result.status}\n{result.out}{result.err}")
    return int(counts[1]), int(counts[2])


def cases(suite):
    yield Case("bench/same-for-a-seed", same_for_a_seed, ())
    yield Case("bench/clean", clean_and_whole, (RELEASE,))
    yield Case("bench/mixed", mixed, ())
    yield Case("bench/faults", faults_are_found, (RELEASE,))
    yield Case("bench/instructions", instructions, (RELEASE,), limit=240)
