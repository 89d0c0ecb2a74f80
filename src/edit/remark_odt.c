/* Comments of an OpenDocument text: annotations within the paragraphs. */
#include "edit/remark_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define OFFICE "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
#define TEXT "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
#define DC "http://purl.org/dc/elements/1.1/"

struct paragraph {
    struct tag tag;
    bool empty, opened; /* opened: it was "<text:p/>" */
};

struct odt_remarks {
    struct package *package;
    const char *office, *text;
    struct tags tags;
    struct changes changes;
    struct paragraph *paragraphs; /* by number - 1 */
    size_t count, room;
    size_t skipped;        /* depth within what is not counted */
    struct tag annotation; /* that is open */
    size_t annotated;      /* depth within it */
    bool creator, ours;
};

/* What a reader passes over: nothing in it is a paragraph of the document. */
static bool is_passed_over(const struct tag *tag)
{
    static const char *const names[] = {"change-info",
                                        "table-of-content-source",
                                        "alphabetical-index-source",
                                        "illustration-index-source",
                                        "table-index-source",
                                        "user-index-source",
                                        "bibliography-source",
                                        "scripts",
                                        "settings"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (tag_is_local(tag, names[i]))
            return true;
    return false;
}

/* The name of who wrote an annotation; that of ours is minutec, and all of it goes. */
static void read_annotation(struct odt_remarks *all, const struct tag *tag)
{
    if (all->creator && tag->closes) {
        const char *words = all->tags.bytes + all->annotation.end;
        const char *from = all->tags.bytes + tag->start - strlen(REMARK_AUTHOR);
        all->ours |= from > words && memcmp(from - 1, ">" REMARK_AUTHOR, strlen(REMARK_AUTHOR) + 1) == 0;
    }
    all->creator = !tag->closes && tag_is_local(tag, "creator");
    all->annotated += !tag->closes && !tag->empty;
    all->annotated -= tag->closes;
    if (!all->annotated && all->ours)
        change_add(&all->changes, all->annotation.start, tag->end, NULL);
}

static void read_tag(struct odt_remarks *all, const struct tag *tag)
{
    bool paragraph = !tag->closes && (tag_is(tag, all->text, "p") || tag_is(tag, all->text, "h"));
    if (all->skipped || is_passed_over(tag)) {
        all->skipped += !tag->closes && !tag->empty;
        all->skipped -= tag->closes;
        return;
    }
    if (paragraph) {
        MEM_GROW(all->paragraphs, all->count, all->room);
        all->paragraphs[all->count++] = (struct paragraph){.tag = *tag, .empty = tag->empty};
    }
    if (all->annotated) {
        if (paragraph) /* a comment on a comment stands where the first one does */
            all->paragraphs[all->count - 1] = (struct paragraph){
                .tag = {.start = all->annotation.start, .end = all->annotation.start}};
        read_annotation(all, tag);
    } else if (!tag->closes && !tag->empty && tag_is(tag, all->office, "annotation")) {
        all->annotation = *tag;
        all->annotated = 1;
        all->ours = all->creator = false;
    }
}

/* How many paragraphs are counted before those of the text: heads and feet of pages. */
static size_t count_before(struct package *package)
{
    struct odt_remarks all = {.package = package};
    const struct member *styles = package_find(package, "styles.xml");
    struct tag tag;
    all.office = styles ? tags_prefix(styles, OFFICE, package->arena) : NULL;
    all.text = styles ? tags_prefix(styles, TEXT, package->arena) : NULL;
    all.tags = (struct tags){styles ? styles->bytes : "", all.office && all.text ? styles->size : 0, 0};
    while (tags_next(&all.tags, &tag))
        read_tag(&all, &tag);
    free(all.paragraphs);
    free(all.changes.rows);
    return all.count;
}

static const char *annotation(struct odt_remarks *all, size_t number, const char *words)
{
    struct arena *arena = all->package->arena;
    struct buf out = BUF_INIT;
    buf_printf(&out, "<%s:annotation %s:name=\"minutec-%zu\"><dc:creator xmlns:dc=\"" DC "\">" REMARK_AUTHOR "</dc:creator>",
               all->office, all->office, number);
    remark_lines(words, arena_printf(arena, "<%s:p>", all->text), arena_printf(arena, "</%s:p>", all->text), &out);
    buf_printf(&out, "</%s:annotation>", all->office);
    const char *made = arena_copy_n(arena, buf_text(&out), out.size);
    buf_free(&out);
    return made;
}

static void put_remark(struct odt_remarks *all, size_t number, size_t before, const char *words)
{
    size_t at = all->package->remarks[number].at;
    struct paragraph *paragraph = &all->paragraphs[at > before && at - before <= all->count ? at - before - 1 : 0];
    if (paragraph->empty) {
        change_add(&all->changes, paragraph->tag.end - 2, paragraph->tag.end, ">");
        paragraph->empty = false;
        paragraph->opened = true;
    }
    change_add(&all->changes, paragraph->tag.end, paragraph->tag.end, annotation(all, number + 1, words));
}

bool remark_odt(struct package *package)
{
    struct odt_remarks all = {.package = package};
    struct member *content = package_find(package, "content.xml");
    struct tag tag;
    all.office = content ? tags_prefix(content, OFFICE, package->arena) : NULL;
    all.text = content ? tags_prefix(content, TEXT, package->arena) : NULL;
    if (!all.office || !all.text) {
        package->why = "its text is not where LibreOffice puts it";
        return false;
    }
    size_t before = count_before(package);
    all.tags = (struct tags){content->bytes, content->size, 0};
    while (tags_next(&all.tags, &tag))
        read_tag(&all, &tag);
    for (size_t i = 0; all.count && i < package->remark_count; i++)
        put_remark(&all, i, before, package->remarks[i].text);
    for (size_t i = 0; i < all.count; i++)
        if (all.paragraphs[i].opened)
            change_add(&all.changes, all.paragraphs[i].tag.end, all.paragraphs[i].tag.end,
                       arena_printf(package->arena, "</%.*s>", (int)all.paragraphs[i].tag.size, all.paragraphs[i].tag.name));
    changes_make(package, content, &all.changes);
    free(all.paragraphs);
    return true;
}
