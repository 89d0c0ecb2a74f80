#!/usr/bin/env python3
"""Prints a source with the numbers that gold files and the importer's places go by: lines of text, Markdown, HTML and (as pdftotext lays
them out) PDF; paragraphs of a Word document in the order of its main part, those of text boxes counted once.

    tests/import/listing.py FILE [FROM [TO]]
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def paragraphs(node):
    """Every w:p below node, in document order, and what stands in it; a paragraph within another (a text box) has its own number, after it."""
    found = []

    def walk(element, words):
        if element.tag == FALLBACK:
            return
        if element.tag == W + "p":
            words = []
            found.append(words)
        if words is not None:
            if element.tag == W + "t":
                words.append(element.text or "")
            elif element.tag in (W + "tab", W + "br"):
                words.append(" ")
        for child in element:
            walk(child, words)
    walk(node, None)
    return ["".join(words) for words in found]


def docx(path):
    sys.setrecursionlimit(100000)
    with zipfile.ZipFile(path) as archive:
        return paragraphs(ET.fromstring(archive.read("word/document.xml")))


def converted(path):
    with tempfile.TemporaryDirectory() as folder:
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if not office:
            raise SystemExit("listing: LibreOffice is not installed")
        subprocess.run([office, "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx", "--outdir", folder, path],
                       check=True, capture_output=True)
        return docx(os.path.join(folder, os.path.splitext(os.path.basename(path))[0] + ".docx"))


def pdf(path):
    said = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", path, "-"], check=True, capture_output=True).stdout.decode("utf-8")
    return said.replace("\f", "").split("\n")


def text(path):
    with open(path, "rb") as file:
        raw = file.read()
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if raw.startswith(mark):
            return re.split(r"\r\n|\n|\r", raw.decode(name))
    try:
        return re.split(r"\r\n|\n|\r", raw.decode("utf-8"))
    except UnicodeDecodeError:
        return re.split(r"\r\n|\n|\r", raw.decode("cp1252", "replace"))


KINDS = {".docx": docx, ".doc": converted, ".rtf": converted, ".odt": converted, ".pdf": pdf}


def listing(path):
    return KINDS.get(os.path.splitext(path)[1].lower(), text)(path)


def main():
    lines = listing(sys.argv[1])
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    last = int(sys.argv[3]) if len(sys.argv) > 3 else len(lines)
    for number in range(first, min(last, len(lines)) + 1):
        if lines[number - 1].strip():
            print(f"{number}\t{lines[number - 1]}")


if __name__ == "__main__":
    main()
