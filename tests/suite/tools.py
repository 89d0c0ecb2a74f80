"""What is made from something else and kept, and programs that look at the whole: grammar, vocabulary, labels, layers."""
import os
import sys

from suite.harness import RELEASE, Case, Failure, Skip, compare, read


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


def docx_parts(context):
    """Every Word document of the samples, public and in full."""
    checker = os.path.join(context.root, "tests", "docx_check.py")
    for audience in ("public", "full"):
        folder = context.suite.built(context, audience)
        files = [os.path.join(place, name) for place, _, names in os.walk(folder) for name in sorted(names) if name.endswith(".docx")]
        if len(files) < 8:
            raise Failure(f"only {len(files)} Word documents")
        context.tool(sys.executable, checker, *files)


def cases(suite):
    yield Case("grammar/fresh", grammar_is_fresh, ())
    yield Case("grammar/vocabulary", vocabulary_is_fresh, ())
    yield Case("grammar/catalog", catalog_leads_to_files, ())
    yield Case("lint/layers", script("lint.py"), ())
    yield Case("labels/complete", script("labels.py"), ())
    yield Case("agree/mutations", script("agree.py", needs=("jing", "java")), (), limit=280)
    yield Case("docx/parts", docx_parts, (RELEASE,))
