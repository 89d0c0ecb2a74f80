"""Builds: the same bytes every time and everywhere, nothing written twice, and a broken meeting that fails alone."""
import os
import re
import subprocess

from suite.harness import ALL_FORMATS, FORMATS, Case, fail_if, findings, read, same_trees, tree, write

ELSEWHERE = ({"LC_ALL": "cy_GB.UTF-8", "TZ": "Pacific/Kiritimati"}, {"LC_ALL": "C", "TZ": "America/St_Johns"},
             {"LC_ALL": None, "LANG": "tr_TR.UTF-8", "TZ": None, "HOME": None, "COLUMNS": "20"})


def sample_paths(context):
    return [os.path.relpath(path, context.root) for path in context.suite.bodies()]


def build(context, name, *more, cwd=None, env=None, paths=None):
    out = context.path(name)
    paths = paths or sample_paths(context)
    context.minutec("build", *paths, "-o", out, *more, cwd=cwd or context.root, env=env, err="")
    return tree(out)


def same_at_any_jobs(context):
    kept = tree(context.suite.built(context))
    fail_if(len(kept) < 40, f"only {len(kept)} files were built")
    for jobs in ("1", "2", "4", "64"):
        same_trees(kept, build(context, "j" + jobs, "-j", jobs))


def same_in_any_environment(context):
    kept = tree(context.suite.built(context))
    for number, env in enumerate(ELSEWHERE):
        same_trees(kept, build(context, f"env{number}", env=env))


def same_from_anywhere(context):
    """From other working folders, with absolute paths, with paths turned round, from a copy of the sources elsewhere."""
    kept = tree(context.suite.built(context))
    absolute = [os.path.join(context.root, path) for path in sample_paths(context)]
    same_trees(kept, build(context, "absolute", cwd="/", paths=absolute))
    same_trees(kept, build(context, "turned", paths=sample_paths(context)[::-1]))
    same_trees(kept, build(context, "above", cwd=os.path.join(context.root, "samples"), paths=["harbour-lag/", "./moorland-ltp"]))
    copies = [context.copy(path, os.path.join("Copied ’places", os.path.basename(path))) for path in sample_paths(context)]
    for folder, _, files in os.walk(context.path("Copied ’places")):
        for name in files:
            os.utime(os.path.join(folder, name), (10**9, 10**9))
    same_trees(kept, build(context, "copied", paths=copies))


def second_run_writes_nothing(context):
    def times(folder):
        return {os.path.join(place, name): (os.lstat(os.path.join(place, name)).st_mtime_ns, os.lstat(os.path.join(place, name)).st_ino)
                for place, folders, files in os.walk(folder) for name in files + folders}
    build(context, "out")
    for place, folders, files in os.walk(context.path("out")):
        for name in files + folders:
            os.utime(os.path.join(place, name), (10**9, 10**9))
    before = times(context.path("out"))
    build(context, "out")
    after = times(context.path("out"))
    changed = [name for name in after if after[name] != before.get(name)]
    fail_if(changed, "\n".join(["the second run wrote"] + changed[:20]))
    some = next(name for name in sorted(before) if name.endswith(".txt"))
    os.remove(some)
    build(context, "out")
    changed = {name for name, when in times(context.path("out")).items() if when != before.get(name)}
    fail_if(changed - {some, os.path.dirname(some)}, f"more than what was gone was written: {sorted(changed)[:5]}")


def no_path_inside(context):
    """No output holds a path of the machine it was made on."""
    places = [context.root.encode(), context.suite.folder.encode(), os.path.expanduser("~").encode() + b"/"]
    for name, held in tree(context.suite.built(context)).items():
        for data in unpacked(name, held):
            for place in places:
                fail_if(len(place) > 3 and place in data, f"{name} holds {place.decode()}")


def unpacked(name, held):
    """The bytes of a file, or those of all parts of a document for word processors."""
    if not name.endswith((".docx", ".odt")):
        return [held]
    import io
    import zipfile
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        return [archive.read(part) for part in archive.namelist()] + [" ".join(archive.namelist()).encode()]


def is_site(name):
    """Pages of the site, registers and attachments: of every build, whatever formats it is asked for."""
    return "/files/" in name or re.fullmatch(r"([^/]+/)?(index|actions|attendance|calendar)(-\d{4})?\.(html|csv|ics)", name)


def only_asked_formats(context):
    built = tree(context.suite.built(context, formats=ALL_FORMATS))
    for asked in (("html",), ("txt", "json"), ("docx", "docx"), ("odt",)):
        got = build(context, "-".join(asked), "-f", ",".join(asked))
        expected = {name for name in built if is_site(name) or name.rsplit(".", 1)[1] in asked}
        fail_if(set(got) != expected, f"-f {','.join(asked)}: differ: {sorted(set(got) ^ expected)[:10]}")
        for name in got:  # index pages list what there is
            fail_if(not name.endswith("index.html") and got[name] != built[name], f"{name} is not what it is with all formats")


def one_file_alone(context):
    """build of one meeting's file writes that meeting's documents, the same bytes."""
    built = tree(context.suite.built(context))
    meeting = context.suite.meetings()[0]
    got = build(context, "one", paths=[os.path.relpath(meeting, context.root)])
    start = os.path.join(os.path.basename(os.path.dirname(meeting)), os.path.basename(meeting)[:-3])
    fail_if({start + name for name in FORMATS} - set(got), f"missing: {sorted({start + name for name in FORMATS} - set(got))}")
    for name in got:
        fail_if(not name.startswith(start) and "/files/" not in name, f"more was written: {name}")
        fail_if(got[name] != built.get(name), f"{name} differs")


def break_meeting(path):
    text = read(path)
    write(path, text.replace("</attendance>", "</atendance>", 1))


def broken_fails_alone(context):
    """Old outputs of a broken meeting stay, all others are built, and the exit status says it."""
    folders = [context.copy(path, os.path.basename(path)) for path in context.suite.bodies()]
    folder = folders[0]
    meetings = sorted(name for name in os.listdir(folder) if name.endswith(".xml") and name != "body.xml")
    fresh = context.minutec("build", *folders, "-o", context.path("out"), err="")
    fail_if(fresh.out, "build printed to standard output")
    kept = tree(context.path("out"))
    broken = meetings[1]
    start = os.path.join(os.path.basename(folder), broken[:-3])
    break_meeting(os.path.join(folder, broken))
    result = context.minutec("build", *folders, "-o", context.path("out"), status=1)
    fail_if({found.path for found in findings(result.err) if found.level == "error"} != {os.path.join(folder, broken)},
            f"errors elsewhere\n{result.err[:2000]}")
    after = tree(context.path("out"))
    fail_if(set(after) != set(kept), f"files came or went: {sorted(set(after) ^ set(kept))}")
    for name in after:
        if name.startswith(start):
            fail_if(after[name] != kept[name], f"{name} of the broken meeting was changed")
    context.minutec("build", *folders, "-o", context.path("new"), status=1)
    new = tree(context.path("new"))
    expected = {name for name in kept if not name.startswith(start)}
    wrong = {name for name in set(new) ^ expected if "/files/" not in name}
    fail_if(wrong, f"in a new folder, not just the other meetings: {sorted(wrong)}")


def broken_body_fails_alone(context):
    folders = [context.copy(path, os.path.basename(path)) for path in sample_paths(context)]
    path = os.path.join(folders[0], "body.xml")
    write(path, read(path).replace("</people>", "</poeple>", 1))
    context.minutec("build", *folders, "-o", context.path("out"), status=1)
    built = {name.split("/")[0] for name in tree(context.path("out")) if "/" in name and not name.endswith("index.html")}
    fail_if(built != {os.path.basename(path) for path in folders[1:]}, f"built: {sorted(built)}")


def no_half_file_at_any_time(context):
    """While a build is killed again and again, every file that is there is whole."""
    kept = tree(context.suite.built(context))
    out = context.path("out")
    for delay in ("0.05", "0.1", "0.15", "0.2", "0.3", "0.4"):
        context.run("timeout", "-s", "KILL", delay, context.program, "build", *sample_paths(context), "-o", out, cwd=context.root)
        for name, held in (tree(out) if os.path.isdir(out) else {}).items():
            if not os.path.basename(name).startswith(".minutec-"):
                fail_if(held != kept.get(name), f"{name} is half a file after {delay} s")
    same_trees(kept, build(context, "out"))


def install(context):
    """make install and uninstall, and the program that was installed works without the project."""
    context.needs("make", "cc", "pkg-config")
    where = {"DESTDIR": context.path("stage"), "PREFIX": "/opt/minutec", "BUILD": context.build}
    settings = [f"{name}={value}" for name, value in where.items()]
    context.tool("make", "-s", "-C", context.root, "install", *settings)
    staged = context.path("stage", "opt", "minutec")
    program = os.path.join(staged, "bin", "minutec")
    context.write("one.c", '#include <minutec.h>\n#include <stdio.h>\nint main(void) { puts(minutec_version()); return 0; }\n')
    flags = subprocess.run(["pkg-config", "--libs", "libxml-2.0", "libxslt", "libexslt", "libcmark-gfm", "libdeflate", "jansson",
                            "libutf8proc", "libxxhash", "sqlite3", "libzip", "nettle"], capture_output=True, text=True, check=True).stdout.split()
    context.tool("cc", "-o", context.path("one"), context.path("one.c"), "-I" + os.path.join(staged, "include"),
                 "-L" + os.path.join(staged, "lib"), "-lminutec", *flags, "-lcmark-gfm-extensions")
    version = context.tool(context.path("one")).out
    fail_if(context.tool(program, "--version").out != f"minutec {version}", "the library and the program differ in version")
    context.tool("make", "-s", "-C", context.root, "uninstall", *settings)
    left = sorted(tree(context.path("stage")))
    fail_if(left, f"uninstall leaves {left}")


def missing_libraries_are_named(context):
    """make on a machine without the libraries says what to install, and does not begin."""
    env = {"PKG_CONFIG_LIBDIR": context.path("nothing"), "PKG_CONFIG_PATH": None}
    result = context.run("make", "-s", "-C", context.root, "all", "BUILD=" + context.path("build"), env=env)
    said = result.out + result.err
    fail_if(result.status == 0, "make ended well without libraries")
    for word in ("libxml-2.0", "libcmark-gfm", "libxml2-dev", "libdeflate-dev", "make demo"):
        fail_if(word not in said, f"'{word}' is not named\n{said[:2000]}")
    fail_if(os.path.exists(context.path("build", "obj")), "it began to compile")


def cases(suite):
    yield Case("build/jobs", same_at_any_jobs)
    yield Case("build/environment", same_in_any_environment, ("release",))
    yield Case("build/anywhere", same_from_anywhere, ("release",))
    yield Case("build/second-run", second_run_writes_nothing)
    yield Case("build/no-path-inside", no_path_inside, ("release",))
    yield Case("build/formats", only_asked_formats, ("release",))
    yield Case("build/one-file", one_file_alone)
    yield Case("build/broken-meeting", broken_fails_alone)
    yield Case("build/broken-body", broken_body_fails_alone)
    yield Case("build/killed", no_half_file_at_any_time, ("release",))
    yield Case("make/install", install, ())
    yield Case("make/missing-libraries", missing_libraries_are_named, ())
