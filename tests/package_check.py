"""What docx_check.py and odt_check.py share: checks of an archive, each of which yields what is wrong."""
import sys
import zipfile
from xml.etree import ElementTree

SHOWN = 5


def check(path, package_of, checks, kind):
    """How many checks the file passes and fails."""
    try:
        package = package_of(path)
    except (OSError, KeyError, zipfile.BadZipFile, ElementTree.ParseError) as error:
        print(f"{path}: is not {kind}: {error}")
        return 0, len(checks)
    failed = 0
    for one in checks:
        found = list(one(package))
        for finding in found[:SHOWN]:
            print(f"{path}: {one.__name__}: {finding}")
        failed += bool(found)
    return len(checks) - failed, failed


def main(usage, package_of, checks, kind, paths):
    """Checks the files and prints how many checks passed; the exit status."""
    if not paths:
        print(usage.strip(), file=sys.stderr)
        return 2
    counts = [check(path, package_of, checks, kind) for path in paths]
    passed, failed = sum(count[0] for count in counts), sum(count[1] for count in counts)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
