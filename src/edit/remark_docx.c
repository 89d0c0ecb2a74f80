/* Comments of a Word document: a part of their own, and marks in the text. */
#include "edit/remark_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define WORD "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define TYPES "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
#define DOCUMENT "word/document.xml"
#define RELATIONS "word/_rels/document.xml.rels"

struct docx_remarks {
    struct package *package;
    const char *w;                        /* the prefix of the text's elements */
    const char **gone, **gone_paragraphs; /* ids of our earlier comments, and of their paragraphs */
    size_t gone_count, gone_room, paragraph_count, paragraph_room;
    unsigned long next; /* the first id that is free */
};

static bool is_among(const char *const *list, size_t count, const char *value)
{
    for (size_t i = 0; i < count; i++)
        if (value && strcmp(list[i], value) == 0)
            return true;
    return false;
}

static const char *word_attr(const struct docx_remarks *all, const char *prefix, const char *name)
{
    return arena_printf(all->package->arena, "%s:%s", prefix, name);
}

/* -- the part of the comments -- */

static const char *part_of(struct docx_remarks *all)
{
    struct package *package = all->package;
    struct member *relations = package_find(package, RELATIONS);
    struct tags tags = {relations ? relations->bytes : "", relations ? relations->size : 0, 0};
    struct tag tag;
    while (tags_next(&tags, &tag)) {
        const char *type = tag_value(&tags, &tag, "Type", package->arena),
                   *target = tag_value(&tags, &tag, "Target", package->arena);
        const char *slash = type ? strrchr(type, '/') : NULL;
        if (slash && target && strcmp(slash, "/comments") == 0)
            return *target == '/' ? target + 1 : arena_printf(package->arena, "word/%s", target);
    }
    return NULL;
}

/* Behind the tag that closes the element that a tag opened. */
static size_t element_end(struct tags *tags, const struct tag *open)
{
    struct tag tag;
    size_t depth = open->empty ? 0 : 1;
    size_t end = open->end;
    while (depth && tags_next(tags, &tag)) {
        depth += !tag.closes && !tag.empty;
        depth -= tag.closes;
        end = tag.end;
    }
    return end;
}

static void keep(struct arena *arena, const char ***list, size_t *count, size_t *room, const char *value)
{
    if (!value)
        return;
    MEM_GROW(*list, *count, *room);
    (*list)[(*count)++] = arena_copy(arena, value);
}

/* Our earlier comments go; all others stay as they are. */
static void drop_earlier(struct docx_remarks *all, struct member *part, struct changes *changes)
{
    struct arena *arena = all->package->arena;
    const char *w = tags_prefix(part, WORD, arena), *id_name = w ? word_attr(all, w, "id") : "",
               *author_name = w ? word_attr(all, w, "author") : "";
    struct tags tags = {part->bytes, part->size, 0};
    struct tag tag;
    while (w && tags_next(&tags, &tag)) {
        if (tag.closes || !tag_is(&tag, w, "comment"))
            continue;
        const char *id = tag_value(&tags, &tag, id_name, arena), *author = tag_value(&tags, &tag, author_name, arena);
        unsigned long number = id ? strtoul(id, NULL, 10) : 0;
        all->next = number >= all->next ? number + 1 : all->next;
        if (!text_same(author, REMARK_AUTHOR))
            continue;
        struct tags within = {part->bytes, part->size, tag.end};
        size_t end = element_end(&within, &tag);
        struct tags inner = {part->bytes, end, tag.end};
        struct tag paragraph;
        while (tags_next(&inner, &paragraph))
            keep(arena, &all->gone_paragraphs, &all->paragraph_count, &all->paragraph_room,
                 tag_value(&inner, &paragraph, "w14:paraId", arena));
        keep(arena, &all->gone, &all->gone_count, &all->gone_room, id);
        change_add(changes, tag.start, end, NULL);
        tags.at = end;
    }
}

static const char *comment(struct docx_remarks *all, const char *w, unsigned long id, const char *text)
{
    struct buf out = BUF_INIT;
    struct arena *arena = all->package->arena;
    buf_printf(&out, "<%s:comment %s:id=\"%lu\" %s:author=\"" REMARK_AUTHOR "\" %s:initials=\"m\">", w, w, id, w, w);
    remark_lines(text, arena_printf(arena, "<%s:p><%s:r><%s:t xml:space=\"preserve\">", w, w, w),
                 arena_printf(arena, "</%s:t></%s:r></%s:p>", w, w, w), &out);
    buf_printf(&out, "</%s:comment>", w);
    const char *made = arena_copy_n(arena, buf_text(&out), out.size);
    buf_free(&out);
    return made;
}

static void add_relation(struct docx_remarks *all, const char *ending, const char *member, const char *text)
{
    struct member *at = package_find(all->package, member);
    struct changes changes = {NULL, 0, 0};
    struct tags tags = {at ? at->bytes : "", at ? at->size : 0, 0};
    struct tag tag;
    while (tags_next(&tags, &tag))
        if (tag.closes && tag_is_local(&tag, ending))
            change_add(&changes, tag.start, tag.start, text);
    if (at)
        changes_make(all->package, at, &changes);
}

static const char *new_part(struct docx_remarks *all)
{
    static const char name[] = "word/comments-minutec.xml";
    struct buf bytes = BUF_INIT;
    struct arena *arena = all->package->arena;
    buf_str(&bytes,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"" WORD "\"></w:comments>");
    package_put(all->package, name, &bytes);
    buf_free(&bytes);
    struct member *relations = package_find(all->package, RELATIONS);
    if (!relations) {
        buf_str(&bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>");
        package_put(all->package, RELATIONS, &bytes);
        buf_free(&bytes);
    }
    add_relation(all, "Relationships", RELATIONS,
                 arena_printf(arena, "<Relationship Id=\"minutecComments\" Type=\"" RELATION "\" Target=\"%s\"/>",
                              name + strlen("word/")));
    add_relation(all, "Types", "[Content_Types].xml",
                 arena_printf(arena, "<Override PartName=\"/%s\" ContentType=\"" TYPES "\"/>", name));
    return name;
}

/* What newer versions of Word tell of a comment's paragraphs goes with it. */
static void drop_told(struct docx_remarks *all)
{
    for (size_t i = 0; i < all->package->count; i++) {
        struct member *member = &all->package->list[i];
        if (!strstr(member->name, "commentsExtended") && !strstr(member->name, "commentsIds"))
            continue;
        struct changes changes = {NULL, 0, 0};
        struct tags tags = {member->bytes, member->size, 0};
        struct tag tag;
        while (tags_next(&tags, &tag)) {
            const char *id = tag_value(&tags, &tag, "w15:paraId", all->package->arena);
            id = id ? id : tag_value(&tags, &tag, "w16cid:paraId", all->package->arena);
            if (tag.empty && is_among(all->gone_paragraphs, all->paragraph_count, id))
                change_add(&changes, tag.start, tag.end, NULL);
        }
        if (changes.count)
            changes_make(all->package, member, &changes);
    }
}

static void write_part(struct docx_remarks *all)
{
    struct package *package = all->package;
    const char *name = part_of(all);
    struct member *part = name ? package_find(package, name) : NULL;
    struct changes changes = {NULL, 0, 0};
    if (part)
        drop_earlier(all, part, &changes);
    if (!part && package->remark_count)
        part = package_find(package, new_part(all));
    const char *w = part ? tags_prefix(part, WORD, package->arena) : NULL;
    struct tags tags = {w ? part->bytes : "", w ? part->size : 0, 0};
    struct tag tag;
    while (tags_next(&tags, &tag)) {
        if (!tag_is(&tag, w, "comments") || (!tag.closes && !tag.empty))
            continue;
        if (tag.empty) /* "<w:comments …/>" */
            change_add(&changes, tag.end - 2, tag.end, ">");
        for (size_t i = 0; i < package->remark_count; i++)
            change_add(&changes, tag.empty ? tag.end : tag.start, tag.empty ? tag.end : tag.start,
                       comment(all, w, all->next + i, package->remarks[i].text));
        if (tag.empty)
            change_add(&changes, tag.end, tag.end, arena_printf(package->arena, "</%s:comments>", w));
    }
    if (part)
        changes_make(package, part, &changes);
    drop_told(all);
}

/* -- the text -- */

struct place_of_text {
    size_t behind_start; /* of the paragraph, its properties included */
    size_t before_end;
    bool empty;  /* "<w:p/>" */
    bool opened; /* it was, and is to be closed */
    struct tag tag;
};

struct text_reader {
    struct docx_remarks *all;
    struct tags tags;
    struct changes changes;
    struct place_of_text *paragraphs; /* by number - 1; those within others count, and their remarks stand at the outermost */
    size_t count, room;
    size_t open, depth;    /* the outermost that is open, and how many are */
    size_t skipped;        /* depth within what is not counted */
    size_t run;            /* where a run began that holds nothing yet but properties; 0: none */
    size_t run_properties; /* depth within them */
};

static void begin_paragraph(struct text_reader *reader, const struct tag *tag)
{
    MEM_GROW(reader->paragraphs, reader->count, reader->room);
    struct place_of_text *place = &reader->paragraphs[reader->count++];
    if (reader->depth) {
        *place = (struct place_of_text){.behind_start = 0, .before_end = reader->open};
    } else {
        *place = (struct place_of_text){.behind_start = tag->end, .before_end = tag->end, .empty = tag->empty, .tag = *tag};
        reader->open = reader->count;
    }
    reader->depth += !tag->empty;
}

static void end_paragraph(struct text_reader *reader, const struct tag *tag)
{
    if (reader->depth && --reader->depth == 0)
        reader->paragraphs[reader->open - 1].before_end = tag->start;
}

/* A run that holds nothing but the sign of a comment goes with it. */
static void drop_sign(struct text_reader *reader, const struct tag *tag)
{
    struct tags rest = reader->tags;
    struct tag next;
    if (reader->run && tag->empty && tags_next(&rest, &next) && next.closes && tag_is(&next, reader->all->w, "r"))
        change_add(&reader->changes, reader->run - 1, next.end, NULL);
    else if (tag->empty)
        change_add(&reader->changes, tag->start, tag->end, NULL);
}

static bool is_gone(const struct text_reader *reader, const struct tag *tag)
{
    const struct docx_remarks *all = reader->all;
    return is_among(all->gone, all->gone_count, tag_value(&reader->tags, tag, word_attr(all, all->w, "id"), all->package->arena));
}

static void read_run(struct text_reader *reader, const struct tag *tag)
{
    const char *w = reader->all->w;
    if (tag_is(tag, w, "r"))
        reader->run = tag->closes || tag->empty ? 0 : tag->start + 1;
    else if (tag_is(tag, w, "rPr"))
        reader->run_properties = tag->closes || tag->empty ? 0 : 1;
    else if (!reader->run_properties && !tag_is(tag, w, "commentReference"))
        reader->run = 0;
}

static void read_tag(struct text_reader *reader, const struct tag *tag)
{
    const char *w = reader->all->w;
    if (reader->skipped || tag_is_local(tag, "Fallback")) {
        reader->skipped += !tag->closes && !tag->empty;
        reader->skipped -= tag->closes;
        return;
    }
    if (tag_is(tag, w, "p") && !tag->closes)
        begin_paragraph(reader, tag);
    else if (tag_is(tag, w, "p"))
        end_paragraph(reader, tag);
    else if (tag_is(tag, w, "pPr") && reader->depth == 1 && (tag->closes || tag->empty) &&
             reader->paragraphs[reader->open - 1].behind_start)
        reader->paragraphs[reader->open - 1].behind_start = tag->end;
    else if (tag_is(tag, w, "commentRangeStart") || tag_is(tag, w, "commentRangeEnd")) {
        if (is_gone(reader, tag))
            change_add(&reader->changes, tag->start, tag->end, NULL);
    } else if (tag_is(tag, w, "commentReference") && is_gone(reader, tag)) {
        drop_sign(reader, tag);
    }
    read_run(reader, tag);
}

static void put_remark(struct text_reader *reader, size_t number, unsigned long id)
{
    const char *w = reader->all->w;
    struct arena *arena = reader->all->package->arena;
    size_t at = number && number <= reader->count ? number : 1;
    struct place_of_text *place = &reader->paragraphs[at - 1];
    if (!place->behind_start)
        place = &reader->paragraphs[place->before_end - 1];
    const char *start = arena_printf(arena, "<%s:commentRangeStart %s:id=\"%lu\"/>", w, w, id);
    const char *end = arena_printf(arena, "<%s:commentRangeEnd %s:id=\"%lu\"/><%s:r><%s:commentReference %s:id=\"%lu\"/></%s:r>",
                                   w, w, id, w, w, w, id, w);
    if (place->empty) {
        change_add(&reader->changes, place->tag.end - 2, place->tag.end, ">");
        place->empty = false;
        place->opened = true;
    }
    change_add(&reader->changes, place->behind_start, place->behind_start, start);
    change_add(&reader->changes, place->before_end, place->before_end, end);
}

bool remark_docx(struct package *package)
{
    struct docx_remarks all = {.package = package};
    struct member *document = package_find(package, DOCUMENT);
    all.w = document ? tags_prefix(document, WORD, package->arena) : NULL;
    if (!all.w) {
        package->why = "its text is not where Word and LibreOffice put it";
        return false;
    }
    write_part(&all);
    document = package_find(package, DOCUMENT);
    struct text_reader reader = {.all = &all, .tags = {document->bytes, document->size, 0}};
    struct tag tag;
    while (tags_next(&reader.tags, &tag))
        read_tag(&reader, &tag);
    for (size_t i = 0; reader.count && i < package->remark_count; i++)
        put_remark(&reader, package->remarks[i].at, all.next + i);
    for (size_t i = 0; i < reader.count; i++)
        if (reader.paragraphs[i].opened)
            change_add(&reader.changes, reader.paragraphs[i].tag.end, reader.paragraphs[i].tag.end,
                       arena_printf(package->arena, "</%s:p>", all.w));
    changes_make(package, document, &reader.changes);
    free(reader.paragraphs);
    free(all.gone);
    free(all.gone_paragraphs);
    return true;
}
