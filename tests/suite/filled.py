"""Forms that were typed into, imported: tests/filler.py is the clerk."""
import io
import json
import os
import re
import shutil
import sys
import time
import xml.etree.ElementTree as ET
import zipfile

import filler
from suite.harness import RELEASE, Case, fail_if, findings, read

M = filler.M
TYPED = (("harbour-lag", "2024-07-03"), ("moorland-ltp", "2024-05-13"), ("harbour-lag", "2024-10-02"), ("moorland-ltp", "2024-11-11"))


def holds(one, date):
    return (one.get("from") or "") <= date <= (one.get("until") or "9999")


def names_of(body, date):
    """What people are called on a day."""
    return {person.get("id"): next(name.text for name in person.findall(M + "name") if holds(name, date)) for person in body.iter(M + "person")}


def offices_of(body, date):
    return {seat.get("role"): seat.get("ref") for seat in body.iter(M + "member") if seat.get("role") and seat.get("ref") and holds(seat, date)}


def corpus_before(context, body, date):
    """The body as it was before a meeting, in DATE/BODY."""
    folder, source = context.path(date, body), os.path.join(context.root, "samples", body)
    os.makedirs(folder)
    for name in sorted(os.listdir(source)):
        if os.path.isdir(os.path.join(source, name)):
            shutil.copytree(os.path.join(source, name), os.path.join(folder, name))
        elif not re.match(r"\d{4}-\d\d-\d\d", name) or name[:10] < date:
            shutil.copy(os.path.join(source, name), folder)
    return folder


def make_form(context, folder, *more):
    return context.minutec("next", ".", "-f", "docx", *more, cwd=folder, binary=True).out


def bring(context, path, output, status=0):
    result = context.minutec("import", path, "-o", output, status=status)
    return result.out.split(), result.err


def write(context, name, content):
    os.makedirs(os.path.dirname(context.path(name)), exist_ok=True)
    with open(context.path(name), "wb") as file:
        file.write(content)
    return context.path(name)


def same(said, got):
    one, other = (json.dumps(filler.comparable(model), indent=1, sort_keys=True, default=sorted) for model in (said, got))
    if one != other:
        import difflib
        lines = difflib.unified_diff(one.splitlines(), other.splitlines(), "typed", "imported", lineterm="", n=4)
        fail_if(True, "\n".join(list(lines)[:80]))


def typed(context, body, date):
    """A filled form, what was typed, and the folder that it goes to."""
    folder = corpus_before(context, body, date)
    source = read(os.path.join(context.root, "samples", body, date + ".xml"))
    people = ET.fromstring(read(os.path.join(folder, "body.xml")))
    document, said = filler.fill(make_form(context, folder, "--date", date), source, names_of(people, date), offices_of(people, date))
    return document, said, folder


def whole(body, date):
    """A sample's meeting, typed whole, imports without a doubt and says what the sample says, in all that the form asks for."""
    def run(context):
        document, said, folder = typed(context, body, date)
        before = read(os.path.join(folder, "body.xml"))
        path = write(context, "form.docx", document)
        written, err = bring(context, path, context.path(date))
        fail_if(err, err)
        fail_if([os.path.relpath(one, context.path(date)) for one in written] != [f"{body}/{date}.xml"], f"written: {written}")
        fail_if(read(os.path.join(folder, "body.xml")) != before, "body.xml has changed")
        same(said, filler.model(ET.fromstring(read(os.path.join(folder, date + ".xml")))))
    return run


def cases(suite):
    for body, date in TYPED:
        yield Case(f"filled/{body}-{date}", whole(body, date))
