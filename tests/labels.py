#!/usr/bin/env python3
"""The files of labels hold the same ids with the same blanks to fill, and every name that stylesheets and the program use is there."""
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "stylesheets" / "common"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Names made up while the program runs: the beginning is in the code, the rest is a value of the grammar.
FAMILIES = {
    "approval": [f"{o}{end}" for o in ("approved", "amended", "deferred") for end in ("", "-sentence")],
    "approved-at": ["approved", "amended", "deferred"],
    "cast": ["for", "against", "abstain"],
    "decision": ["agreed", "resolved", "recommended", "noted", "delegated"],
    "form": ["approved", "amended", "deferred"],
    "format": ["html", "txt", "docx", "odt", "json"],
    "held": ["inquorate", "cancelled"],
    "import-as": ["n", "for", "label", "due-text", "as", "proposer-as", "seconder-as", "text", "words"],
    "import-block": ["heading", "entry", "image"],
    "import-fact": ["name", "honorific", "post", "organisation", "handle", "initials", "deputy-for", "owners", "date", "lead",
                    "role", "mode", "kind", "status", "interest", "for", "due-text", "due", "start", "end", "arrived", "left", "proposer", "seconder",
                    "outcome", "venue"],
    "import-kind": ["minutes", "heading", "held", "venue", "columns", "previous-actions", "item", "text", "remark", "decision", "motion", "vote", "action",
                    "update", "declaration", "arrival", "departure", "next-meeting", "attachment", "figure", "note",
                    *(f"{who}{kind}" for who in ("", "person-") for kind in ("present", "in-attendance", "apologies", "absent", "unknown"))],
    "import-left": ["front-matter", "page-header", "page-footer", "page-number", "review-comment", "hidden-text", "tracked-deletion",
                    "site-navigation", "list-joiner", "same-on-each-page"],
    "import-level": ["error", "warning", "note"],
    "import-state": ["imported", "unchanged", "put-aside", "failed", "written", "kept", "second-copy"],
    "import-tray": ["no-date", "no-text", "second-copy", "not-minutes", "failed"],
    "import-zone": ["front", "header", "footer", "footnote", "comment", "hidden", "deleted", "site"],
    "interest": ["pecuniary", "prejudicial", "personal", "other", "none"],
    "kind": ["ordinary", "extraordinary", "annual", "inaugural", "workshop"],
    "type": ["ordinary", "extraordinary", "annual", "inaugural", "workshop"],
    "language": ["en", "cy"],
    "mark": ["p", "r", "a", "d", "n", "u", "v", "none"],
    "method": ["show-of-hands", "roll-call", "ballot", "voices", "unanimous"],
    "minutes": ["draft", "approved", "signed"],
    "mode": ["in-person", "remote", "hybrid"],
    "month": [str(n) for n in range(1, 13)],
    "weekday": [str(n) for n in range(1, 8)],
    "outcome": ["carried", "lost", "withdrawn", "deferred", "tied"],
    "reason": ["personal", "commercial", "legal", "safeguarding", "security", "other"],
    "ref": [f"{k}{end}" for k in ("item", "action", "decision", "motion", "appendix") for end in ("", "-unnumbered")],
    "role": ["chair", "vice-chair", "clerk", "secretary", "treasurer", "member", "officer", "observer", "guest", "deputy"],
    "status": ["open", "in-progress", "proposed", "done", "dropped", "superseded", "reopened"],
    "votes": ["in-favour", "against", "abstained"],
    "withdrew": ["yes", "no"],
}

passed, failures = 0, []


def check(good, message):
    global passed
    if good:
        passed += 1
    else:
        failures.append(message)


def blanks(text):
    return sorted(re.findall(r"\{[0-9]\}", text))


def read(path):
    root = ET.parse(path).getroot()
    labels = {}
    for group in root.iter("group"):
        for label in group.iter("label"):
            name, text = label.get("id", ""), " ".join((label.text or "").split())
            check(re.fullmatch(r"[a-z][a-z0-9-]*", name), f"{path.name}: '{name}' cannot be the name of an attribute")
            check(name not in labels, f"{path.name}: '{name}' is there twice")
            check(text, f"{path.name}: '{name}' is empty")
            labels[name] = (text, group.get("name") in ("layout", "form"))
    check(root.get(LANG), f"{path.name}: no xml:lang")
    check(root.get("dir") in ("ltr", "rtl"), f"{path.name}: no dir")
    return labels


def compare(english, name, other):
    for missing in sorted(english.keys() - other.keys()):
        check(False, f"{name}: lacks '{missing}'")
    for extra in sorted(other.keys() - english.keys()):
        check(False, f"{name}: has '{extra}', which English has not")
    for key in sorted(english.keys() & other.keys()):
        check(blanks(english[key][0]) == blanks(other[key][0]), f"{name}: '{key}' has other blanks to fill than in English")
        check(english[key][1] == other[key][1], f"{name}: '{key}' stands in another group than in English")
    for key in ("join-last", "join-last-vowel", "join-comma"):
        check(other.get(key, ("",))[0].startswith("{1}"), f"{name}: '{key}' must begin with {{1}}")


def variables(text):
    """Variables of a stylesheet that hold r:labels."""
    return re.findall(r'<xsl:(?:variable|param)\s+name="([^"]+)"\s+select="[^"]*r:labels"', text)


def layout_names(texts):
    holders = {name for text in texts.values() for name in variables(text)} | {"labels"}
    pattern = re.compile(r"(?:r:labels|\$(?:%s))/@([a-z][a-z0-9-]*)" % "|".join(sorted(map(re.escape, holders))))
    return {(path, name) for path, text in texts.items() for name in pattern.findall(text)}


def main():
    files = sorted(FOLDER.glob("labels.*.xml"))
    languages = {path.name: read(path) for path in files}
    english = languages.get("labels.en.xml", {})
    check(english, "there is no labels.en.xml")
    check("labels.cy.xml" in languages, "there is no labels.cy.xml")
    for name, labels in languages.items():
        compare(english, name, labels)
    styles = {path.relative_to(TOP): path.read_text(encoding="utf-8") for path in sorted((TOP / "stylesheets").rglob("*.xsl"))}
    for path, name in sorted(layout_names(styles)):
        check(name in english, f"{path}: there is no label '{name}'")
        check(name not in english or english[name][1], f"{path}: label '{name}' is not in the group 'layout' or 'form'")
    code = {path.relative_to(TOP): path.read_text(encoding="utf-8") for path in sorted((TOP / "src").rglob("*.c"))}
    uses = re.compile(r'\b(?:label|label_format|label_known|fill|say|add_figure)\s*\((?:[^()"?;]|\([^()]*\))*?"([a-z][a-z0-9-]*)"')
    words = re.compile(r'\b(?:word|word_of)\s*\((?:[^()";]|\([^()]*\))*?"([a-z][a-z0-9-]*)"')
    used = 0
    for path, text in code.items():
        for name in uses.findall(text):
            used += 1
            check(name in english, f"{path}: there is no label '{name}'")
        for family in words.findall(text):
            used += 1
            check(family in FAMILIES, f"{path}: nobody says which labels '{family}-…' there are")
    check(used > 40, f"only {used} uses of labels were found in the program: the search is broken")
    for family, values in FAMILIES.items():
        for value in values:
            check(f"{family}-{value}" in english, f"there is no label '{family}-{value}'")
    for failure in failures:
        print(f"FAILED {failure}")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
