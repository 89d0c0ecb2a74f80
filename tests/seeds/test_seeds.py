#!/usr/bin/env python3
"""Tests fill.py and words.py on small invented documents, and the templates where the seeds are at hand.

    test_seeds.py [SEEDS]     SEEDS is ../shared/seeds beside the project if not told
"""
import contextlib
import hashlib
import io
import json
import os
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True
import fill   # noqa: E402
import words  # noqa: E402

TOLD = sys.argv[1:] and not sys.argv[1].startswith("-")
SEEDS = sys.argv.pop(1) if TOLD else os.path.join(HERE, "..", "..", "..", "shared", "seeds")
SEED = (" \tHill Forum  \nPresent: Ann Lee (Head, North School), Bo *Ek*\n1: two  gaps\n"
        "1. dot & <b> a_b _c_ [x]\n7: rest\nAnn\n")
DIGEST = hashlib.sha256(SEED.encode()).hexdigest()


def template_text(inside, digest=DIGEST):
    return f'<?xml version="1.0"?>\n<?seed file="seed.txt" sha256="{digest}"?>\n<minutes>{inside}</minutes>\n'


class Small(unittest.TestCase):
    """A folder with a small seed."""

    def setUp(self):
        kept = tempfile.TemporaryDirectory()
        self.addCleanup(kept.cleanup)
        self.folder = kept.name
        self.write("seed.txt", SEED)

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def template(self, inside, digest=DIGEST):
        return fill.Template(self.write("2001-02-03.xml.in", template_text(inside, digest)), self.folder)

    def filled(self, inside):
        return re.search("<minutes>(.*)</minutes>", self.template(inside).filled, re.S).group(1)


class Filling(Small):
    def test_lines_and_words(self):
        for reference, text in (("{1}", "Hill Forum"), ("{1:2}", "Forum"), ("{2:1~:}", "Present"),
                                ("{2:4-6}", "(Head, North School),"), ("{2:4-6~(),}", "Head, North School"),
                                ("{3:2-}", "two  gaps"), ("{3:-2}", "1: two"), ("{1:1} {6}", "Hill Ann")):
            with self.subTest(reference):
                self.assertEqual(self.filled(f"<title>{reference}</title>"), f"<title>{text}</title>")

    def test_escapes_in_plain_text_and_attributes(self):
        self.assertEqual(self.filled("<title>{4}</title>"),
                         "<title>1. dot &amp; &lt;b&gt; a_b _c_ [x]</title>")
        self.assertEqual(self.filled("<item n='{4:1-3}'/>"), '<item n="1. dot &amp;"/>')

    def test_prose_prints_as_it_stands(self):
        self.assertEqual(self.filled("<text>{4}</text>"),
                         "<text>1\\. dot &amp; \\&lt;b\\&gt; a_b \\_c\\_ \\[x\\]</text>")
        self.assertEqual(self.filled("<text>{2:7-8}</text>"), "<text>Bo \\*Ek\\*</text>")
        self.assertEqual(fill.escape_prose("&amp; & x"), "\\&amp; & x")
        lines = ("- a", "+ a", "# a", "12) a", "a - b", "a\\b")
        self.assertEqual([fill.escape_prose(text) for text in lines],
                         ["\\- a", "\\+ a", "\\# a", "12\\) a", "a - b", "a\\\\b"])

    def test_list_numbers(self):
        self.assertEqual(self.filled("<text>{5:1#} {5:2-}</text>"), "<text>7. rest</text>")
        with self.assertRaisesRegex(fill.Fault, "not a number"):
            self.template("<text>{1:1#}</text>")

    def test_instruction_goes_comments_stay(self):
        filled = self.template("<!-- {1} --><p file='{file}'>{sha256}</p>").filled
        kept = f'<minutes><!-- {{1}} --><p file="seed.txt">{DIGEST}</p></minutes>'
        self.assertEqual(filled, f'<?xml version="1.0"?>\n{kept}\n')

    def test_faults_are_told_with_their_line(self):
        for wrong in ("{9}", "{1:3}", "{1:2-1}", "{1:0}", "{}", "{x}", "{1:}", "{1:-}", "{", "a } b", "{7}"):
            with self.subTest(wrong), self.assertRaisesRegex(fill.Fault, r"2001-02-03.xml.in:4: "):
                self.template(f"\n<text>{wrong}</text>")
        with self.assertRaisesRegex(fill.Fault, "not well-formed"):
            self.template("<text>")

    def test_another_seed_is_refused(self):
        with self.assertRaisesRegex(fill.Fault, "not the seed the templates were made for"):
            self.template("<text/>", "0" * 64)

    def test_words_left_out_or_printed_twice(self):
        whole = ("<title as='{2}'>{1}</title><text>{3:1#} {3:2-}</text><held venue='{1}'>{4}</held>"
                 "<text>{5}</text>")
        found = list(fill.amiss(self.template(whole + "<text>{1:1}</text>")))
        self.assertEqual([message.split(": ", 1)[1] for message in found],
                         ["line 1, word 1, 'Hill' is printed 2 times",
                          "line 6, word 1, 'Ann' is printed 0 times"])
        self.assertEqual(list(fill.amiss(self.template(whole + "<text>{6}</text>"))), [])

    def test_map(self):
        mapped = json.loads(fill.map_of(self.template("<item n='{3:1}' lead='x'><title>{1}</title></item>"
                                                      "<text>{5:1#} {5:2}</text><held venue='{1}'/>")))
        self.assertEqual([(entry["path"], list(entry["parts"])) for entry in mapped["elements"]],
                         [("minutes/item[1]", ["@n"]), ("minutes/item[1]/title[1]", ["text"]),
                          ("minutes/text[1]", ["text"])])
        self.assertEqual(mapped["elements"][2]["parts"]["text"],
                         [{"line": 5, "first": 2, "words": ["rest"]}])

    def test_no_seeds_is_status_77(self):
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            self.assertEqual(fill.main([self.folder, os.path.join(self.folder, "out")]), 77)
        self.assertIn("no such seed", errors.getvalue())
        self.assertFalse(os.path.exists(os.path.join(self.folder, "out", "chesil", "body.xml")))


INSIDE = ("<item n='{3:1}' as='{6}'><title>{1}</title><text>{2:1-3}</text>"
          "<action for='{2:7}'>{4:2-4} {5:2}</action></item>")
GOOD_TEXT = """\
+----+---------------+-----+
| 1  | Hill Forum    | Ann |
+----+---------------+-----+
|    | Present: Ann  |     |
|    | Lee           |     |
+----+---------------+-----+
|    | dot & <b>     | Bo  |
|    | rest          |     |
+----+---------------+-----+

Summary of actions

Bo: dot, rest
"""
GOOD_PAGE = """<html><head><title>Hill Forum</title></head><body><header class="site">Ann</header>
<nav>Bo</nav><h2>1 Hill Forum</h2><p>Ann</p><p>Present: <em>Ann</em> Lee</p>
<table><tr><td>dot &amp; &lt;b&gt;<br>rest</td>
<td>Bo</td></tr></table><div class="generated more"><p>dot</p></div></body></html>"""
PARAGRAPHS = ["1 Hill Forum", "Ann", "Present: Ann Lee", "dot & <b> rest", "Bo"]


class Looking(Small):
    def look(self, name, text):
        """The status of words.py and the lines it prints."""
        map_path = self.write("map.json", fill.map_of(self.template(INSIDE)))
        path = self.write(name, text) if isinstance(text, str) else self.docx(name, text)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = words.main([map_path, path])
        return status, printed.getvalue().splitlines()

    def docx(self, name, paragraphs):
        path, body = os.path.join(self.folder, name), ElementTree.Element(words.W + "body")
        for text in paragraphs:
            paragraph = ElementTree.SubElement(body, words.W + "p")
            if text.startswith("@"):
                properties = ElementTree.SubElement(paragraph, words.W + "pPr")
                ElementTree.SubElement(properties, words.W + "pStyle", {words.W + "val": "SummaryHeading"})
            for part in re.split("(?<= )", text):
                run = ElementTree.SubElement(paragraph, words.W + "r")
                ElementTree.SubElement(run, words.W + "t").text = part
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/document.xml", ElementTree.tostring(body))
        return path

    def assert_missing(self, found, *expected):
        status, lines = found
        self.assertEqual([line.split(": ", 1)[1] for line in lines], list(expected))
        self.assertEqual(status, 1 if expected else 0)

    def test_nothing_is_missing(self):
        self.assert_missing(self.look("a.txt", GOOD_TEXT))
        boxed = GOOD_TEXT.translate(str.maketrans("-+|", "─┼│"))
        self.assert_missing(self.look("b.txt", boxed))
        self.assert_missing(self.look("a.html", GOOD_PAGE))
        self.assert_missing(self.look("a.docx", PARAGRAPHS))

    def test_a_cell_over_all_columns(self):
        spanned = GOOD_TEXT.replace("| 1  | Hill Forum    | Ann |", "| 1  Hill Forum, led by Ann |")
        self.assert_missing(self.look("a.txt", spanned))

    def test_a_word_is_missing(self):
        for name, output, line, word in (("a.txt", GOOD_TEXT.replace("Lee", "lee"), 2, "Lee"),
                                         ("a.html", GOOD_PAGE.replace(">dot &", ">dut &"), 4, "dot"),
                                         ("a.docx", PARAGRAPHS[:-1], 2, "Bo")):
            with self.subTest(name):
                self.assert_missing(self.look(name, output), f"seed line {line}: missing here: {word}")

    def test_a_name_is_not_found_in_the_text(self):
        page = GOOD_PAGE.replace("<p>Ann</p>", "")
        self.assert_missing(self.look("a.html", page), "seed line 6: missing here: Ann")

    def test_generated_parts_do_not_count(self):
        for name, output in (("a.html", GOOD_PAGE.replace("<td>Bo", "<td class='generated'>Bo")),
                             ("b.html", GOOD_PAGE.replace("<td>Bo", "<td hidden>Bo")),
                             ("a.docx", PARAGRAPHS[:-1] + ["@Summary", "Bo"]),
                             ("a.txt", GOOD_TEXT.replace("| Bo ", "|    "))):
            with self.subTest(name):
                self.assert_missing(self.look(name, output), "seed line 2: missing here: Bo")

    def test_order_counts(self):
        swapped = PARAGRAPHS[3:] + PARAGRAPHS[:3]
        status, lines = self.look("a.docx", swapped)
        self.assertEqual(status, 1)
        self.assertTrue(lines)

    def test_nothing_at_all(self):
        self.assertEqual(len(self.look("a.txt", "")[1]), 7)


@unittest.skipUnless(os.path.isdir(SEEDS), "the seeds are not here")
class Seeds(unittest.TestCase):
    def test_every_word_is_printed_once(self):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            status = fill.main(["--verify", SEEDS])
        self.assertEqual((status, printed.getvalue()), (0, ""))

    def test_filling_again_writes_nothing(self):
        with tempfile.TemporaryDirectory() as out:
            self.assertEqual(fill.main([SEEDS, out]), 0)
            files = sorted(os.path.join(folder, name) for folder, _, names in os.walk(out) for name in names)
            self.assertEqual(len(files), 8)
            before = [os.stat(path).st_mtime_ns for path in files]
            self.assertEqual(fill.main([SEEDS, out]), 0)
            self.assertEqual([os.stat(path).st_mtime_ns for path in files], before)

    def test_what_the_seeds_say_stays_out(self):
        """No five words in a row of a seed stand in what belongs to the project here."""
        said = set()
        for name in os.listdir(SEEDS):
            with open(os.path.join(SEEDS, name), encoding="utf-8") as source:
                run = [word.casefold() for word in words.bare_words(source.read())]
            said.update(zip(*(run[at:] for at in range(5))))
        project = [os.path.join(folder, name) for folder, _, names in os.walk(HERE) for name in names]
        project.append(os.path.join(HERE, "..", "..", "docs", "seeds.md"))
        for path in project:
            if path.endswith(("xml", "in", "md", "py")):
                with open(path, encoding="utf-8") as source:
                    run = [word.casefold() for word in words.bare_words(source.read())]
                self.assertEqual(sorted(said & set(zip(*(run[at:] for at in range(5))))), [], path)


if __name__ == "__main__":
    if not os.path.isdir(SEEDS):
        print(f"test_seeds.py: {SEEDS}: no seeds; what needs them is skipped", file=sys.stderr)
    unittest.main()
