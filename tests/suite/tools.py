"""What is made from something else and kept, and programs that look at the whole: grammar, vocabulary, labels, layers."""
import os
import re
import shutil
import sys
import zipfile

from suite.harness import ALL_FORMATS, RELEASE, Case, Failure, Skip, compare, fail_if, read


def grammar_is_fresh(context):
    """trang makes the kept minutes.rng and minutes.xsd from minutes.rnc."""
    context.needs("trang")
    context.copy("schemas/minutes.rnc", "minutes.rnc")
    for name in ("minutes.rng", "minutes.xsd"):
        context.tool("trang", "minutes.rnc", name)
        kept = os.path.join(context.root, "schemas", name)
        compare(read(kept), read(context.path(name)), (f"schemas/{name}", "as trang makes it; run make schemas"))
    compare(read(os.path.join(context.root, "schemas", "xml.xsd")), read(context.path("xml.xsd")))


def vocabulary_is_fresh(context):
    made = context.tool(sys.executable, os.path.join(context.root, "docs", "vocabulary.py"),
                        os.path.join(context.root, "schemas", "minutes.rng")).out
    kept = os.path.join(context.root, "docs", "vocabulary.md")
    compare(read(kept), made, ("docs/vocabulary.md", "as docs/vocabulary.py makes it; run make docs"))


def catalog_leads_to_files(context):
    """The catalogue is well formed and sends the namespace and the file names to files that are there."""
    context.needs("xmlcatalog", "xmllint")
    catalog = os.path.join(context.root, "schemas", "catalog.xml")
    context.tool("xmllint", "--noout", "--nonet", catalog)
    for entry in ("urn:minutec:minutes", "minutes.xsd", "minutes.rng", "minutes.rnc"):
        said = context.tool("xmlcatalog", catalog, entry).out.strip()
        path = said[len("file://"):] if said.startswith("file://") else said
        if not os.path.isfile(path):
            raise Failure(f"{entry} leads to {said}")


def script(*path, needs=()):
    """A program of tests/ that ends with status 0 when all is well, and 77 when it cannot be run here."""
    def run(context):
        file = os.path.join(context.root, "tests", *path)
        context.needs(*needs)
        result = context.run(sys.executable, file, cwd=context.root)
        if result.status == 77:
            raise Skip((result.err + result.out).strip().splitlines()[-1])
        if result.status != 0:
            raise Failure(f"exit status {result.status}\n" + "\n".join((result.out + result.err).splitlines()[-40:]))
    return run


def judged(context, folder, *arguments):
    """Runs a comparison that must end well, and says aloud what of it was left out."""
    said = context.tool(sys.executable, os.path.join(context.root, "tests", folder, "run.py"), *arguments, cwd=context.root).out
    left = re.search(r"SKIPPED (.*)", said)
    if left:
        raise Skip(left[1])


def agreement(context):
    """minutec, the schema and jing are of one mind on mutated documents; with sanitizers, on fewer and without jing."""
    release = context.flavour == RELEASE
    judged(context, "agree", "--verdicts", context.suite.made(context.flavour, "test/verdicts"), "--count", "3000" if release else "1000",
           "--jing", "500" if release else "0")


def better_than_jing(context):
    """On every faulty file ours says at least as exactly what is wrong, and docs/jing.md tells so."""
    context.needs("jing", "java")
    judged(context, "jing", "--minutec", context.program, "--against")


def docx_parts(context):
    """Every Word document of the samples, public and in full."""
    checker = os.path.join(context.root, "tests", "docx_check.py")
    for audience in ("public", "full"):
        folder = context.suite.built(context, audience)
        files = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in sorted(names) if name.endswith(".docx")]
        if len(files) < 8:
            raise Failure(f"only {len(files)} Word documents")
        context.tool(sys.executable, checker, *files)


def odt_parts(context):
    """Every ODT file of the samples, public and in full, with the Word documents beside them."""
    checker = os.path.join(context.root, "tests", "odt_check.py")
    for audience in ("public", "full"):
        folder = context.suite.built(context, audience, ALL_FORMATS)
        files = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in sorted(names) if name.endswith(".odt")]
        fail_if(len(files) < 8, f"only {len(files)} ODT files")
        fail_if(not all(os.path.exists(file[:-3] + "docx") for file in files), "no Word documents beside them")
        context.tool(sys.executable, checker, *files)


def odt_checker_notices(context):
    """The checker says what is wrong with files that were spoilt."""
    checker = os.path.join(context.root, "tests", "odt_check.py")
    folder = context.suite.built(context, "public", ALL_FORMATS)
    source = next(os.path.join(place, name) for place, _, names in os.walk(folder) for name in sorted(names) if name.endswith(".odt"))
    shutil.copy(source[:-3] + "docx", context.path("spoilt.docx"))
    for wanted, member, old, new in SPOILT:
        spoil(source, context.path("spoilt.odt"), member, old, new)
        said = context.run(sys.executable, checker, context.path("spoilt.odt"))
        fail_if(said.status != 1 or f": {wanted}: " not in said.out, f"{wanted} is not told of: {said.out[:400]}")


# What is wrong, in which member, and how that comes about.
SPOILT = (
    ("archive_is_fixed", "mimetype", rb"text$", b"text "),
    ("manifest_lists_all", "META-INF/manifest.xml", rb"meta\.xml", b"data.xml"),
    ("styles_are_defined", "content.xml", rb'text:style-name="Title"|style:parent-style-name="Title"', b'style:parent-style-name="Unknown"'),
    ("styles_are_used", "content.xml", rb"</office:automatic-styles>",
     b'<style:style style:name="P999" style:family="paragraph"/></office:automatic-styles>'),
    ("no_empty_paragraphs", "content.xml", rb"</office:text>", b"<text:p/></office:text>"),
    ("headings_have_levels", "content.xml", rb'text:outline-level="1"', b'text:outline-level="4"'),
    ("rows_have_cells", "content.xml", rb"</?table:table-header-rows>", b""),
    ("names_are_unique", "content.xml", rb'table:name="Table \d+"', b'table:name="Table"'),
    ("links_lead_somewhere", "content.xml", rb"<text:bookmark [^>]*>", b""),
    ("language_and_title_are_there", "meta.xml", rb"<dc:title>[^<]*", b"<dc:title>"),
    ("pages_are_numbered", "styles.xml", rb"<text:page-count>1</text:page-count>", b"1"),
    ("words_are_those_of_word", "content.xml", rb"</text:p></office:text>", b" more</text:p></office:text>"),
)


def spoil(source, target, member, old, new):
    with zipfile.ZipFile(source) as kept, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for info in kept.infolist():
            data = kept.read(info)
            changed = re.sub(old, new, data) if info.filename == member else data
            fail_if(info.filename == member and changed == data, f"{member} stays what it is")
            made.writestr(zipfile.ZipInfo(info.filename, (1980, 1, 1, 0, 0, 0)), changed)


MARKDOWN = """Words  with   blanks, **strong _both_ ~~gone~~**, `code  with **stars**`, [link **bold** `c`](https://example.org/a?b=c "T"),
[unsafe](tel:x y), ~~struck~~ _it `code`_.\\
after a break.

1. One

   second paragraph of one

   | a | b |
   |:-:|--:|
   | c | *d* |

   after the table
2. Two
   - nested
     - deeper
       1. deepest
   - [x] done
   - [ ] open

   > A quote in a list
   >
   > - with a list

       indented code
         more
3. Three

- - empty outer

* [ ] task one
* plain
* [x] task two

> Quote
>
> > Inner quote
>
> ```
> code\ttab
> ```
>
> | q | r |
> |---|---|
> | s | t |

***

# Heading in prose

99999. many

Ending"""


def odd_markdown(context):
    """Every construct of Markdown, in each layout, in boxes and restricted passages: the words are Word's, lists go on behind tables."""
    def meeting(body):
        return ('<minutes xmlns="urn:minutec:minutes" version="1" body="%s" date="2024-01-10" xml:lang="en-GB"><meeting><venue>Hall</venue></meeting>'
                '<attendance><present><person ref="ada" role="chair"/></present></attendance><item n="1"><title>Title</title><text>%s</text>'
                '<action n="1a" owner="ada" due="2024-02-01">%s</action><decision n="D1">| a | b |\n|---|---|\n| c | d |</decision>'
                '<restricted reason="legal"><summary>What may be said.</summary><text>%s</text><action n="1b" owner="ada">Do:\n\n- a\n- b</action>'
                '</restricted><text xml:lang="cy">Testun **cryf**.</text></item></minutes>' % (body, MARKDOWN, MARKDOWN, MARKDOWN))
    for layout in ("headings", "columns"):
        context.write(f"{layout}/body.xml", f'<body xmlns="urn:minutec:minutes" version="1" id="{layout}" layout="{layout}" xml:lang="en-GB"><name>Body'
                      '</name><people><person id="ada"><name>Ada Marsh</name></person></people></body>')
        context.write(f"{layout}/2024-01-10.xml", meeting(layout).replace("&", "&amp;"))
        for audience in ("public", "full"):
            made = context.path(f"{audience}-{layout}")
            context.minutec("build", context.path(layout), "-o", made, "-f", "docx,odt", "--audience", audience)
            file = os.path.join(made, layout, "2024-01-10.odt")
            context.tool(sys.executable, os.path.join(context.root, "tests", "odt_check.py"), file)
            content = zipfile.ZipFile(file).read("content.xml").decode("utf-8")
            times = 4 if audience == "full" else 3  # the summary of actions has that of the action once more
            fail_if(content.count('text:start-value="2"') != times, f"{layout}, {audience}: lists do not go on behind tables")
            fail_if(content.count('text:start-value="32767"') != times, f"{layout}, {audience}: a list begins elsewhere")
            fail_if(content.count('fo:language="cy" fo:country="GB"') != 2, f"{layout}, {audience}: the Welsh is not marked")


def cases(suite):
    yield Case("grammar/fresh", grammar_is_fresh, ())
    yield Case("grammar/vocabulary", vocabulary_is_fresh, ())
    yield Case("grammar/catalog", catalog_leads_to_files, ())
    yield Case("lint/layers", script("lint.py"), ())
    yield Case("labels/complete", script("labels.py"), ())
    yield Case("agree/mutations", agreement, limit=180)
    yield Case("jing/table", better_than_jing, (RELEASE,), limit=180)
    yield Case("docx/parts", docx_parts, (RELEASE,))
    yield Case("odt/parts", odt_parts, (RELEASE,))
    yield Case("odt/checker", odt_checker_notices, (RELEASE,))
    yield Case("odt/markdown", odd_markdown)
