#!/usr/bin/env python3
"""Types minutes into a form as a clerk would: samples/clerk-repository/, its meeting of 11 March 2025.

    tests/clerk.py FORM.docx FILLED.docx        types them into a form that `minutec next -f docx` wrote
    tests/clerk.py --pictures MINUTEC           makes docs/clerk-*.png anew (needs LibreOffice, pdftoppm and ImageMagick)
"""
import os
import re
import subprocess
import sys
import tempfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SAMPLE = os.path.join(ROOT, "samples", "clerk-repository")
# What is typed into the places of docs/clerk-marks.md, place by place as they come; None leaves one as it is.
TYPED = {
    "meeting/end": ["20:05"],
    "update/note=2025-01-14#2a": ["The patch holds. The tank has been full since the rain."],
    "update/note=2025-01-14#3a": ["Nine answers so far, seven of them beans."],
    "item/title": ["Open day"],
    "text": [None, None, "We open the gates to everybody on Saturday 14 June, from ten until four."],
    "decision": [None, None, "There will be tea, and nobody pays for it."],
    "action/text": [None, None, "Ask the bakery for scones."],
    "action/owner": [None, None, "Rosa Fenwick"],
    "next/date": ["2025-05-13"],
}
TICKED = ("attendance/present=rosa-fenwick", "attendance/present=abel-okafor", "attendance/present=maud-tilney", "attendance/apologies=sunil-barua",
          "officer/present=petra-lund")
CHOSEN = {"update/status=2025-01-14#2a": "done", "approval=2025-01-14": "approved"}
# Not those that hold others.
CONTROL = re.compile(r'<w:tag w:val="minutec:(?!(?:guests|items|decisions|actions|days)")([^"]*)"/>((?:(?!<w:sdtContent>).)*)<w:sdtContent>(.*?)</w:sdtContent>', re.S)


def said(properties, content, text):
    """A control that shows a text in the place of its hint."""
    content = content.replace('<w:rStyle w:val="PlaceholderText"/>', "").replace("<w:rPr></w:rPr>", "")
    content = re.sub(r"<w:t(?: [^>]*)?>.*?</w:t>", lambda _: f"<w:t>{text}</w:t>", content, count=1, flags=re.S)
    return properties.replace("<w:showingPlcHdr/>", ""), content


def fill(document):
    """The text part of a form, filled in."""
    left = {place: list(texts) for place, texts in TYPED.items()}

    def typed(found):
        place, properties, content = found.groups()
        text = left[place].pop(0) if left.get(place) else None
        if place in TICKED:
            properties, content = properties.replace('<w14:checked w14:val="0"/>', '<w14:checked w14:val="1"/>'), content.replace("☐", "☒")
        if place in CHOSEN:
            value = CHOSEN[place]
            text = re.search(rf'<w:listItem (?=[^>]*w:value="{value}")[^>]*w:displayText="([^"]*)"', properties)[1]
        if text and place.endswith("/date"):
            properties = properties.replace("<w:date>", f'<w:date w:fullDate="{text}T00:00:00Z">').replace("<w:date/>", f'<w:date w:fullDate="{text}T00:00:00Z"/>')
        if text:
            properties, content = said(properties, content, text)
        return f'<w:tag w:val="minutec:{place}"/>{properties}<w:sdtContent>{content}</w:sdtContent>'
    return CONTROL.sub(typed, document)


def fill_file(form, filled):
    with zipfile.ZipFile(form) as old, zipfile.ZipFile(filled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            new.writestr(name, fill(held.decode("utf-8")) if name == "word/document.xml" else held)


def picture(folder, pdf, page, name, crop):
    subprocess.run(["pdftoppm", "-r", "90", "-png", "-f", str(page), "-l", str(page), "-singlefile", pdf, os.path.join(folder, name)], check=True)
    subprocess.run(["convert", os.path.join(folder, name + ".png"), "-crop", crop, "+repage", "-bordercolor", "#bbb", "-border", "1", "-colors", "64", "-strip",
                    os.path.join(ROOT, "docs", f"clerk-{name}.png")], check=True)


def pictures(program):
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        def to_pdf(name):
            subprocess.run(["soffice", f"-env:UserInstallation=file://{path('profile')}", "--headless", "--convert-to", "pdf", "--outdir", folder, path(name)],
                           check=True, capture_output=True)
        minutes = os.path.join(SAMPLE, "minutes")
        subprocess.run([program, "next", minutes, "-f", "docx", "-o", path("empty.docx")], check=True)
        fill_file(path("empty.docx"), path("filled.docx"))
        for name in ("empty", "filled"):
            to_pdf(name + ".docx")
        subprocess.run([program, "render", os.path.join(minutes, "tidewell-gardens", "2025-01-14.xml"), "-f", "pdf", "-o", path("minutes.pdf")], check=True)
        for pdf, page, name, crop in PICTURES:
            picture(folder, path(pdf + ".pdf"), page, name, crop)


PICTURES = (("empty", 1, "form", "744x590+0+70"), ("filled", 2, "typed", "744x590+0+70"), ("minutes", 1, "minutes", "744x640+0+70"))

if __name__ == "__main__":
    if sys.argv[1] == "--pictures":
        pictures(sys.argv[2])
    else:
        fill_file(*sys.argv[1:3])
