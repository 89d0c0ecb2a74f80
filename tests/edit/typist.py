#!/usr/bin/python3
"""LibreOffice as a clerk uses it: opens the form of the harbour's next meeting as an OpenDocument text, types and chooses, saves it as both.

    typist.py FORM.odt FOLDER

Writes FOLDER/typed.odt and FOLDER/typed.docx. To be run by the Python that LibreOffice's bridge is for; tests/suite/filled.py says what must come of it.
"""
import os
import shutil
import subprocess
import sys
import tempfile

from office import FILTERS, Document, connect, value

BOX = "\u2612"
FIELDS = ("com.sun.star.text.TextField.JumpEdit", "com.sun.star.text.TextField.DropDown")


class Form(Document):
    def __init__(self, desktop, context, path):
        super().__init__(desktop, context, path)
        self.view = self.file.CurrentController.ViewCursor

    def style(self, field):
        anchor = field.Anchor
        return anchor.Text.createTextCursorByRange(anchor).ParaStyleName

    def fields(self, style):
        """Those of a place, in the order of the text."""
        found, every = [], self.file.TextFields.createEnumeration()
        while every.hasMoreElements():
            field = every.nextElement()
            if any(field.supportsService(kind) for kind in FIELDS) and self.style(field) == "Minutes " + style:
                self.view.gotoRange(field.Anchor, False)
                found.append((self.view.Position.Y, self.view.Position.X, len(found), field))
        return [field for *_, field in sorted(found)]

    def dispatch(self, command, **arguments):
        helper = self.context.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", self.context)
        given = tuple(value(name, what) for name, what in arguments.items())
        helper.executeDispatch(self.file.CurrentController.Frame, f".uno:{command}", "", 0, given)

    def over(self, style, nth, *paragraphs):
        """Types over a field that is selected, as after a click."""
        self.view.gotoRange(self.fields(style)[nth].Anchor, False)
        self.dispatch("InsertText", Text=paragraphs[0])
        for text in paragraphs[1:]:
            self.dispatch("InsertPara")
            self.dispatch("InsertText", Text=text)

    def choose(self, style, nth, words):
        field = self.fields(style)[nth]
        if words not in field.Items:
            raise SystemExit(f"'{words}' is not among {field.Items}")
        field.SelectedItem = words
        self.file.TextFields.refresh()

    def below(self, words, cells):
        """A new row below the one that has the words."""
        found = self.find(words)
        table, name = found.TextTable, found.Cell.CellName
        self.view.gotoRange(found, False)
        self.dispatch("InsertRowsAfter")
        row = int("".join(c for c in name if c.isdigit())) + 1
        for column, text in cells.items():
            self.view.gotoRange(table.getCellByName(f"{column}{row}").Text.Start, False)
            self.dispatch("InsertText", Text=text)


def fill(form):
    form.choose("Attendance Present", 0, BOX)
    form.over("Attendance Apologies", 1, "x")
    form.over("Attendance Note", 0, "arrived 10:20")
    form.over("Guest Name", 0, "Ola Brandt")
    form.choose("Update Status", 0, "Done")
    form.over("Update Note", 0, "Fitted on Monday.", "It hums.")
    form.choose("Approval", 0, "Approved")
    form.over("Text", 2, "The team came.", "They will come again.")
    form.over("Decision", 2, "That they be thanked.")
    form.over("Action Text", 2, "Write to them.")
    form.choose("Action Owner", 2, "Dev Anand")
    form.over("Action Due", 2, "14 February 2025")
    form.below("Write to them.", {"B": "Ring them.", "C": "Ada Marsh"})
    form.over("Item", 0, "Lamps")
    form.over("Text", 2, "Two are out.")
    form.over("Next Date", 0, "26 March 2025")


def main():
    document, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"minutec{os.getpid()}"
        process = subprocess.Popen(["soffice", "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;",
                                    f"-env:UserInstallation=file://{profile}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            context = connect(pipe, process)
            desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
            copy = os.path.join(profile, "form.odt")  # a file that is open is locked
            shutil.copyfile(document, copy)
            form = Form(desktop, context, copy)
            fill(form)
            for ending in FILTERS:
                form.save(os.path.join(folder, f"typed.{ending}"), ending)
            form.close()
            try:
                desktop.terminate()
            except Exception:  # pylint: disable=broad-except
                pass
            process.wait(20)
        finally:
            process.kill()


if __name__ == "__main__":
    main()
