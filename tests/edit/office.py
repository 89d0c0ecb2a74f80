#!/usr/bin/python3
"""LibreOffice as a clerk uses it: opens a document, makes one edit, saves it as Word and as OpenDocument.

    office.py DOCUMENT FOLDER NAME…

Writes FOLDER/NAME.docx and FOLDER/NAME.odt for each edit of edits.py. To be run by the Python that LibreOffice's bridge is for.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

import edits

FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}


def value(name, what):
    return PropertyValue(Name=name, Value=what)


def connect(pipe, process):
    resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    for _ in range(300):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if process.poll() is not None:
                raise SystemExit("LibreOffice ended by itself")
            time.sleep(0.1)
    raise SystemExit("LibreOffice does not answer")


class Document:
    """What an edit may do."""

    def __init__(self, desktop, context, path):
        self.context = context
        self.file = desktop.loadComponentFromURL("file://" + path, "_blank", 0, (value("Hidden", True),))

    def find(self, words, after=0):
        search = self.file.createSearchDescriptor()
        search.SearchString = words
        search.SearchCaseSensitive = True
        found = self.file.findFirst(search)
        while found is not None and after:
            found = self.file.findNext(found.End, search)
            after -= 1
        if found is None:
            raise SystemExit(f"'{words}' is not in the document")
        return found

    def replace(self, words, by, after=0):
        self.find(words, after).String = by

    def insert(self, words, new):
        """Behind the words."""
        found = self.find(words)
        found.Text.insertString(found.End, new, False)

    def paragraph(self, words, new, style=None):
        """Behind the paragraph that has the words."""
        found = self.find(words)
        cursor = found.Text.createTextCursorByRange(found.End)
        cursor.gotoEndOfParagraph(False)
        found.Text.insertControlCharacter(cursor, 0, False)
        found.Text.insertString(cursor, new, False)
        if style:
            cursor.ParaStyleName = style

    def take(self, words):
        """The whole paragraph away."""
        found = self.find(words)
        cursor = found.Text.createTextCursorByRange(found.Start)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.String = ""
        if found.Text.ImplementationName != "SwXCell":
            cursor.goRight(1, True)
            cursor.String = ""

    def row_of(self, words):
        found = self.find(words)
        table = found.TextTable
        name = found.Cell.CellName
        return table, int("".join(c for c in name if c.isdigit())) - 1

    def take_row(self, words):
        table, row = self.row_of(words)
        table.Rows.removeByIndex(row, 1)

    def add_row(self, words, cells, style):
        """Below the row that has the words."""
        table, row = self.row_of(words)
        table.Rows.insertByIndex(row + 1, 1)
        for column, text in enumerate(cells):
            cell = table.getCellByName("ABC"[column] + str(row + 2))
            cell.String = text
            cell.createTextCursor().ParaStyleName = ("Row Number", style, "Row Names")[column]

    def move_row(self, words, behind):
        table, row = self.row_of(words)
        cells = [table.getCellByName(column + str(row + 1)) for column in "ABC"]
        texts = [cell.String for cell in cells]
        style = cells[1].createTextCursor().ParaStyleName
        self.take_row(words)
        self.add_row(behind, texts, style)

    def tracked(self, on=True):
        self.file.RecordChanges = on

    def settle(self, command):
        dispatcher = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        dispatcher.executeDispatch(self.file.CurrentController.Frame, f".uno:{command}", "", 0, ())

    def bold(self, words):
        self.find(words).CharWeight = 150.0

    def save(self, path, ending):
        self.file.storeToURL("file://" + path, (value("FilterName", FILTERS[ending]),))

    def close(self):
        self.file.close(True)


def main():
    document, folder, names = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3:]
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"minutec{os.getpid()}"
        process = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
                                    f"-env:UserInstallation=file://{profile}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            context = connect(pipe, process)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            for name in names:
                copy = os.path.join(profile, name + os.path.splitext(document)[1])  # a file that is open is locked
                shutil.copyfile(document, copy)
                one = Document(desktop, context, copy)
                edits.EDITS[name].make(one)
                for ending in FILTERS:
                    one.save(os.path.join(folder, f"{name}.{ending}"), ending)
                one.close()
            try:
                desktop.terminate()
            except Exception:  # pylint: disable=broad-except
                pass
            process.wait(20)
        finally:
            process.kill()


if __name__ == "__main__":
    main()
