"""A Word document whose main part ends in the middle of a word."""
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""


def write(name, body, more=()):
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in (("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", body), *more):
            archive.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), text)


def paragraphs(*lines):
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)


LINES = ("Quayside Gardening Club", "Minutes of the meeting held on Tuesday 14 May 1996", "Present: Ada Marsh (Chair), Ben Okoro", "1. Bulbs", "The bulbs had come.")
write("half.docx", f"<w:document {W}><w:body>{paragraphs(*LINES)}<w:p><w:r><w:t>The next")
