"""Pages of imports: those made of tests/import/report/trees are compared with what is kept in pages/ (--accept rewrites that), and of each
source in tests/import/report all words must stand in its page. What holds for every page: it is whole HTML, nothing of a source is markup, every link leads somewhere."""
import html.parser
import os
import re

from suite.harness import Case, fail_if, read

OTHERS = ("failed::gone <b>.docx", "put-aside:no-date:undated & old.txt", "unchanged::before.odt", "put-aside:second-copy:two.md")
VOID = {"meta", "link", "br", "hr", "img", "input"}
ELEMENTS = {"html", "head", "meta", "title", "style", "body", "a", "header", "nav", "ul", "li", "main", "div", "h1", "h2", "section", "p", "span",
            "dl", "dt", "dd", "details", "summary", "fieldset", "legend", "label", "input", "table", "caption", "thead", "tbody", "tr", "th", "td",
            "b", "bdi", "code"}


class Page(html.parser.HTMLParser):
    """A page taken apart: its ids, its links, its text; what is not right fails."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.links, self.text = [], [], [], []
        self.feed(text)
        self.close()
        fail_if(self.open, f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        fail_if(tag not in ELEMENTS, f"<{tag}> in a page")
        for name, value in attrs:
            fail_if(name.startswith("on") or name in ("src", "style"), f"{name}={value!r}")
            if name == "id":
                self.ids.append(value)
            elif name == "href":
                self.links.append(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        fail_if(not self.open or self.open.pop() != tag, f"</{tag}> where it is not open")

    def handle_data(self, data):
        if "style" not in self.open:
            self.text.append(data)


def folder_of(suite):
    return os.path.join(suite.root, "tests", "import", "report")


def sources(suite):
    folder = folder_of(suite)
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return sorted(name for name in names if os.path.isfile(os.path.join(folder, name)))


def check(pages, name):
    """The text of a page that is as all must be."""
    page = Page(pages[name])
    fail_if(len(set(page.ids)) != len(page.ids), f"{name}: ids twice")
    for link in page.links:
        file, _, anchor = link.partition("#")
        known = file.startswith("../some-body/") or (file or name) in pages
        fail_if(not known, f"{name}: {link} leads nowhere")
        fail_if(anchor and not file and anchor not in page.ids, f"{name}: {link} leads nowhere")
    return "".join(page.text)


def pages_of(context, trees):
    """The pages of trees and their index, as texts by their names."""
    out = context.path("pages")
    os.mkdir(out)
    made = context.run(context.suite.program(context.flavour, os.path.join("test", "report_html")), out, *trees, *OTHERS)
    fail_if(made.status or made.err, made.err[-3000:])
    pages = {name: read(os.path.join(out, name)) for name in made.out.splitlines()}
    fail_if(len(pages) != len(trees) + 1, f"{sorted(pages)} of {len(trees)}")
    return pages


def run_pages(context):
    """Kept trees, so that what is recognised may change."""
    folder = folder_of(context.suite)
    trees = sorted(os.path.join(folder, "trees", name) for name in os.listdir(os.path.join(folder, "trees")))
    fail_if(len(trees) < 3, "no trees")
    pages = pages_of(context, trees)
    for name, text in pages.items():
        check(pages, name)
        context.golden(os.path.join(folder, "pages", name), text)
    kept = set(os.listdir(os.path.join(folder, "pages")))
    fail_if(kept != set(pages), f"kept, but not made: {sorted(kept - set(pages))}")


def run_sources(context):
    """Of each source all words stand in its page."""
    folder, names, trees = folder_of(context.suite), sources(context.suite), []
    fail_if(len(names) < 3, "no sources")
    for name in names:
        trees.append(context.path(name + ".tree"))
        made = context.run(context.suite.program(context.flavour, os.path.join("test", "report_tree")), name, "-o", trees[-1], cwd=folder)
        fail_if(made.status or made.err, made.err[-3000:])
    pages = pages_of(context, trees)
    texts = {name: check(pages, name) for name in pages}
    for other in OTHERS:
        fail_if(other.split(":")[2] not in texts["index.html"], f"{other} is not in the index")
    for name in names:
        words = read(os.path.join(folder, name))
        words = re.sub(r"<[^>]*>", " ", words) if name.endswith(".html") else words.replace("[x]", "")  # a box
        missing = set(re.findall(r"\w+", words)) - set(re.findall(r"\w+", texts[name + ".html"]))
        fail_if(missing, f"{name}: not in its page: {sorted(missing)}")


def cases(suite):
    yield Case("reports/pages", run_pages)
    yield Case("reports/sources", run_sources)
