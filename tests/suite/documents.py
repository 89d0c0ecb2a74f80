"""The documents of the samples: clean, as kept in tests/golden, and the same from the resolved tree as from the source.

tests/golden/BODY/STEM[.full].EXT is what the sample meeting BODY/STEM.xml gives in that format, for the public or in
full; EXT docx.xml is the text part of the Word document, odt.xml the content of the OpenDocument text.
"""
import io
import os
import re
import zipfile

from suite.building import is_site
from suite.harness import ALL_FORMATS, FORMATS, Case, fail_if, findings, read

AUDIENCES = ("public", "full")


def relative(suite, path):
    return os.path.relpath(path, suite.root)


def samples_are_clean(audience):
    def run(context):
        bodies = [relative(context.suite, path) for path in context.suite.bodies()]
        fail_if(len(bodies) < 2, "the samples are missing")
        result = context.minutec("check", *bodies, "--audience", audience, cwd=context.root, err="")
        fail_if(result.out, f"check printed to standard output: {result.out[:200]}")
    return run


def output_of(context, meeting, format_name, audience):
    body, stem = os.path.basename(os.path.dirname(meeting)), os.path.basename(meeting)[:-4]
    formats = FORMATS if format_name in FORMATS else ALL_FORMATS
    return read(os.path.join(context.suite.built(context, audience, formats), body, f"{stem}.{format_name}"), "rb")


def alone(context, source, format_name, *more):
    """A sample meeting rendered by itself, and whether it refers to a body that is not read then: that is noted, and nothing else."""
    result = context.minutec("render", source, "-f", format_name, *more, cwd=context.root, binary=True)
    codes = {found.code for found in findings(result.err)}
    fail_if(codes - {"body-not-here"}, f"{format_name}: {result.err[:2000]}")
    return result.out, bool(codes)


def same_from_resolved(meeting):
    """The resolved tree, printed and rendered, gives what the build gave."""
    def run(context):
        for audience in AUDIENCES:
            source = relative(context.suite, meeting)
            resolved, apart = alone(context, source, "resolved", "--audience", audience)
            tree = context.write(f"{audience}.xml", resolved)
            again = context.minutec("render", tree, "-f", "resolved", binary=True, err="").out
            fail_if(again != resolved, f"{audience}: the resolved tree does not print as itself")
            languages = set(re.findall(rb' xml:lang="([^"]*)"', resolved))
            fail_if((b' r:languages="several"' in resolved) != (len(languages) > 1), f"{audience}: {languages}, and the root does not say so")
            for name in ALL_FORMATS:
                got = context.minutec("render", tree, "-f", name, binary=True, err="").out
                expected = alone(context, source, name, "--audience", audience)[0] if apart else output_of(context, meeting, name, audience)
                fail_if(got != expected, f"{audience} {name}: not what the source gives")
    return run


def same_from_source(meeting):
    """render writes what build writes, history told or left out, from the source as from the resolved tree."""
    def run(context):
        source = relative(context.suite, meeting)
        for name in ALL_FORMATS:
            got, apart = alone(context, source, name)
            fail_if(not apart and got != output_of(context, meeting, name, "public"), f"{name}: render and build differ")
        tree = context.path("resolved.xml")
        context.minutec("render", source, "-f", "resolved", "-o", tree, cwd=context.root)
        for option in ("--history", "--no-history"):
            for name in ALL_FORMATS:
                one, _ = alone(context, source, name, option)
                other = context.minutec("render", tree, "-f", name, option, binary=True).out
                fail_if(one != other, f"{name} {option}: resolved and source differ")
    return run


def golden(name):
    body, file = os.path.split(name)
    stem, full, extension = re.fullmatch(r"(.+?)(\.full)?\.(html|txt|json|docx\.xml|odt\.xml|resolved\.xml)", file).groups()
    format_name = extension.split(".")[0]

    def run(context):
        got, _ = alone(context, os.path.join("samples", body, stem + ".xml"), format_name, "--no-source", "--audience", "full" if full else "public")
        if format_name == "docx":
            got = zipfile.ZipFile(io.BytesIO(got)).read("word/document.xml").replace(b"><w:p>", b">\n<w:p>")
        elif format_name == "odt":
            got = re.sub(rb"><(text:[ph]|style:style|table:table-row)\b", rb">\n<\1", zipfile.ZipFile(io.BytesIO(got)).read("content.xml"))
        context.golden(os.path.join(context.root, "tests", "golden", name), got.decode("utf-8"))
    return run


def goldens(suite):
    root = os.path.join(suite.root, "tests", "golden")
    for folder, _, files in sorted(os.walk(root)):
        yield from (os.path.join(os.path.relpath(folder, root), name) for name in sorted(files))


def every_output_is_there(context):
    """Each sample meeting in each format, and pages that list them, and nothing else but attachments."""
    folder = context.suite.built(context)
    expected = {"index.html"}
    for meeting in context.suite.meetings():
        body, stem = os.path.basename(os.path.dirname(meeting)), os.path.basename(meeting)[:-4]
        expected |= {f"{body}/index.html"} | {f"{body}/{stem}.{name}" for name in FORMATS}
    there = {os.path.relpath(os.path.join(place, name), folder) for place, _, files in os.walk(folder) for name in files}
    fail_if(expected - there, f"missing: {sorted(expected - there)}")
    more = {name for name in there - expected if not is_site(name)}
    fail_if(more, f"more than asked for: {sorted(more)}")


def links_lead_somewhere(context):
    """Every relative link of every page leads to a file that was written, and to an anchor in it."""
    for audience in AUDIENCES:
        folder = context.suite.built(context, audience)
        pages = [os.path.join(place, name) for place, _, files in os.walk(folder) for name in files if name.endswith(".html")]
        anchors = {page: set(re.findall(r'\sid="([^"]*)"', read(page))) for page in pages}
        for page in pages:
            shown_part = read(page).partition('id="minutec-source"')[0]
            for link in re.findall(r'\s(?:href|src)="([^"]*)"', shown_part):
                if re.match(r"(https?|mailto|tel|data):", link):
                    continue
                path, _, anchor = link.replace("&amp;", "&").partition("#")
                target = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
                shown = f"{audience}: {os.path.relpath(page, folder)}: link to {link}"
                fail_if(not os.path.exists(target), f"{shown}: there is no such file")
                fail_if(anchor and anchor not in anchors.get(target, ()), f"{shown}: there is no such anchor")


def attachments_are_copied(context):
    for audience in AUDIENCES:
        folder = context.suite.built(context, audience)
        for place, _, files in os.walk(folder):
            inside = os.path.relpath(place, folder).split(os.sep)
            if len(inside) < 2 or inside[1] != "files":
                continue
            for name in files:
                source = os.path.join(context.root, "samples", inside[0], *inside[2:], name)
                fail_if(read(source, "rb") != read(os.path.join(place, name), "rb"), f"{name} was changed in copying")


PIECES = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/*">
    <text><p>
      <xsl:for-each select="//*"><xsl:for-each select="//*"><xsl:value-of select="concat(local-name(), ' of the minutes of a meeting, ')"/></xsl:for-each></xsl:for-each>
    </p></text>
  </xsl:template>
</xsl:stylesheet>
"""


def text_of_many_pieces(context):
    """What a stylesheet puts together of very many pieces is made in time that grows with its length, not with its square."""
    context.write("data/stylesheets/text/minutes.xsl", PIECES)
    source = relative(context.suite, context.suite.meetings()[0])
    got = context.minutec("render", source, "-f", "txt", "--data", context.path("data"), cwd=context.root, err=None).out
    pieces = got.count("meeting,")
    fail_if(pieces < 10000 or round(pieces ** 0.5) ** 2 != pieces, f"{pieces} pieces are no square")


def cases(suite):
    for audience in AUDIENCES:
        yield Case(f"samples/clean-{audience}", samples_are_clean(audience))
    for meeting in suite.meetings():
        name = relative(suite, meeting)[len("samples/"):-4]
        yield Case(f"resolved/{name}", same_from_resolved(meeting), limit=100)
        yield Case(f"render/{name}", same_from_source(meeting), ("release",), limit=100)
    yield from (Case(f"golden/{name}", golden(name)) for name in goldens(suite))
    yield Case("stylesheets/many-pieces", text_of_many_pieces, limit=30)
    yield Case("samples/every-output", every_output_is_there)
    yield Case("samples/links", links_lead_somewhere, ("release",))
    yield Case("samples/attachments", attachments_are_copied, ("release",))
