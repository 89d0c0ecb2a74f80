/* What differs from one making of a PDF to the next lies in a few objects, which the table at its end leads to: the document's facts, the
 * same as XMP, the colour profile, whose head says when it was made, and the identifiers in the trailer. These are replaced, and the table
 * is mended. A PDF without such a table (cross-reference streams) is left as it came. */
#include "render/pdf.h"

#include "base/date.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/zip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    TAIL = 1024, ENTRY = 20, OFFSET = 10, ID = 32,
    LIMIT_PROFILE = 4 << 20, PROFILE_HEAD = 128, PROFILE_DATE = 24, PROFILE_DATE_SIZE = 12
};

struct span {
    const char *at; /* NULL: there is none */
    size_t size;
};

struct edit {
    struct span old;
    const char *now;
    size_t size;
};

struct pdf {
    struct span all;
    struct span table;  /* its entries */
    size_t objects;
    struct span trailer;
    struct edit *edits;
    size_t edit_count, edit_room;
    struct arena *arena;
};

/* -- looking -- */

static struct span find(struct span in, const char *what)
{
    const char *at = in.at ? memmem(in.at, in.size, what, strlen(what)) : NULL;
    return at ? (struct span){at, (size_t)(in.at + in.size - at)} : (struct span){NULL, 0};
}

static struct span behind(struct span in, const char *what)
{
    struct span found = find(in, what);
    return found.at ? (struct span){found.at + strlen(what), found.size - strlen(what)} : found;
}

static struct span behind_last(struct span in, const char *what)
{
    struct span last = {NULL, 0};
    for (struct span next = behind(in, what); next.at; next = behind(next, what))
        last = next;
    return last;
}

static struct span before(struct span in, const char *what)
{
    struct span end = find(in, what);
    return end.at ? (struct span){in.at, (size_t)(end.at - in.at)} : end;
}

/* The number that stands there behind blanks and brackets; false: none does. */
static bool number_at(struct span in, size_t *number)
{
    size_t i = 0, digits = 0;
    *number = 0;
    while (i < in.size && (in.at[i] == ' ' || in.at[i] == '[' || in.at[i] == '\n'))
        i++;
    for (; i < in.size && in.at[i] >= '0' && in.at[i] <= '9' && digits < OFFSET; i++, digits++)
        *number = *number * 10 + (size_t)(in.at[i] - '0');
    return digits > 0;
}

static bool find_table(struct pdf *pdf)
{
    size_t at, objects;
    struct span tail = {pdf->all.at + pdf->all.size - TAIL, TAIL}, start = behind_last(tail, "startxref\n");
    if (!start.at || !number_at(start, &at) || at >= pdf->all.size)
        return false;
    struct span table = {pdf->all.at + at, pdf->all.size - at}, count = behind(table, "xref\n0 ");
    if (!count.at || find(table, "xref\n0 ").at != table.at || !number_at(count, &objects))
        return false;
    struct span entries = behind(count, "\n");
    if (!entries.at || objects > entries.size / ENTRY)
        return false;
    pdf->table = (struct span){entries.at, objects * ENTRY};
    pdf->objects = objects;
    pdf->trailer = (struct span){entries.at + objects * ENTRY, entries.size - objects * ENTRY};
    return find(pdf->trailer, "trailer").at == pdf->trailer.at;
}

/* The object that KEY N 0 R leads to. */
static struct span object(const struct pdf *pdf, struct span from, const char *key)
{
    size_t number, at;
    struct span reference = behind(from, key);
    if (!reference.at || !number_at(reference, &number) || number >= pdf->objects)
        return (struct span){NULL, 0};
    number_at((struct span){pdf->table.at + number * ENTRY, OFFSET}, &at);
    if (at >= pdf->all.size)
        return (struct span){NULL, 0};
    return before((struct span){pdf->all.at + at, pdf->all.size - at}, "endobj");
}

/* -- replacing -- */

static void replace(struct pdf *pdf, struct span old, const char *now, size_t size)
{
    if (!old.at)
        return;
    MEM_GROW(pdf->edits, pdf->edit_count, pdf->edit_room);
    pdf->edits[pdf->edit_count++] = (struct edit){old, now, size};
}

static void replace_text(struct pdf *pdf, struct span old, const char *now)
{
    replace(pdf, old, now, strlen(now));
}

static void replace_dates(struct pdf *pdf, const char *date)
{
    static const char *const facts[] = {"/CreationDate", "/ModDate"};
    static const char *const tags[] = {"CreateDate>", "ModifyDate>", "MetadataDate>"};
    struct date day;
    struct span root = object(pdf, pdf->trailer, "/Root"), info = object(pdf, pdf->trailer, "/Info");
    if (!date || !date_parse(date, &day))
        day = (struct date){2000, 1, 1};
    const char *short_date = arena_printf(pdf->arena, "D:%04d%02d%02d000000Z", day.year, day.month, day.day);
    const char *long_date = arena_printf(pdf->arena, "%04d-%02d-%02dT00:00:00Z", day.year, day.month, day.day);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) /* the last one: before it a title may say anything */
        replace_text(pdf, before(behind(behind_last(info, facts[i]), "("), ")"), short_date);
    struct span xmp = object(pdf, root, "/Metadata"); /* its length stands in the dictionary before it: so the new one is as long */
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct span old = before(behind(xmp, tags[i]), "<");
        if (old.at && old.size == strlen(long_date))
            replace_text(pdf, old, long_date);
    }
}

/* The profile is packed: its length may change with its date. */
static void replace_profile(struct pdf *pdf)
{
    size_t size;
    struct span intent = object(pdf, object(pdf, pdf->trailer, "/Root"), "/OutputIntents");
    struct span profile = object(pdf, intent, "/DestOutputProfile"), length = object(pdf, profile, "/Length");
    struct span stream = behind(profile, "stream\n"), digits = behind(length, "obj\n");
    if (!stream.at || !digits.at || !number_at(digits, &size) || size > stream.size)
        return;
    struct buf bytes = BUF_INIT, packed = BUF_INIT;
    if (zip_inflate(stream.at, size, LIMIT_PROFILE, &bytes) && bytes.size >= PROFILE_HEAD) {
        static const char first_day[PROFILE_DATE_SIZE] = {7, (char)208, 0, 1, 0, 1}; /* 2000-01-01 */
        memcpy(bytes.data + PROFILE_DATE, first_day, sizeof first_day);
        if (zip_deflate(bytes.data, bytes.size, &packed)) {
            char *now = arena_copy_n(pdf->arena, packed.data, packed.size);
            replace(pdf, (struct span){stream.at, size}, now, packed.size);
            replace_text(pdf, before(digits, "\n"), arena_printf(pdf->arena, "%zu", packed.size));
        }
    }
    buf_free(&bytes);
    buf_free(&packed);
}

/* Links to what lay beside the document lead to what lies beside the PDF. */
static void replace_places(struct pdf *pdf, const char *place)
{
    const char *below = arena_printf(pdf->arena, "/URI (%s/", place);
    const char *slash = strrchr(place, '/');
    const char *above = arena_printf(pdf->arena, "/URI (%.*s", (int)(slash - place + 1), place);
    for (struct span at = behind(pdf->all, above); at.at; at = behind(at, above)) {
        const char *start = at.at - strlen(above);
        bool is_below = (size_t)(pdf->all.at + pdf->all.size - start) > strlen(below) && memcmp(start, below, strlen(below)) == 0;
        replace_text(pdf, (struct span){start, strlen(is_below ? below : above)}, is_below ? "/URI (" : "/URI (../");
    }
}

static int compare_edits(const void *a, const void *b)
{
    const struct edit *one = a, *other = b;
    return (one->old.at > other->old.at) - (one->old.at < other->old.at);
}

/* In order; of two in one place, which only a PDF that is not sound can have, the first. */
static void sort_edits(struct pdf *pdf)
{
    const char *end = pdf->all.at;
    size_t kept = 0;
    if (pdf->edit_count)
        qsort(pdf->edits, pdf->edit_count, sizeof *pdf->edits, compare_edits);
    for (size_t i = 0; i < pdf->edit_count; i++) {
        if (pdf->edits[i].old.at < end || pdf->edits[i].old.at >= pdf->table.at)
            continue;
        end = pdf->edits[i].old.at + pdf->edits[i].old.size;
        pdf->edits[kept++] = pdf->edits[i];
    }
    pdf->edit_count = kept;
}

/* -- writing -- */

static size_t moved(const struct pdf *pdf, size_t offset)
{
    size_t now = offset;
    for (size_t i = 0; i < pdf->edit_count && pdf->edits[i].old.at < pdf->all.at + offset; i++)
        now += pdf->edits[i].size - pdf->edits[i].old.size;
    return now;
}

static void write_edited(struct pdf *pdf, struct buf *out)
{
    const char *at = pdf->all.at;
    for (size_t i = 0; i < pdf->edit_count; i++) {
        buf_add(out, at, (size_t)(pdf->edits[i].old.at - at));
        buf_add(out, pdf->edits[i].now, pdf->edits[i].size);
        at = pdf->edits[i].old.at + pdf->edits[i].old.size;
    }
    buf_add(out, at, (size_t)(pdf->all.at + pdf->all.size - at));
}

static void mend_table(const struct pdf *pdf, struct buf *out, size_t start)
{
    char digits[32];
    char *table = out->data + start + moved(pdf, (size_t)(pdf->table.at - pdf->all.at));
    for (size_t i = 0; i < pdf->objects; i++) {
        size_t at;
        if (pdf->table.at[i * ENTRY + ENTRY - 3] != 'n')
            continue;
        number_at((struct span){pdf->table.at + i * ENTRY, OFFSET}, &at);
        snprintf(digits, sizeof digits, "%0*zu", OFFSET, moved(pdf, at));
        memcpy(table + i * ENTRY, digits, OFFSET);
    }
}

/* Where the table begins is said in so many digits as it takes: the last edit, which moves nothing that the table names. */
static void replace_start(struct pdf *pdf)
{
    size_t at;
    struct span start = behind_last(pdf->trailer, "startxref\n");
    number_at(start, &at);
    replace_text(pdf, before(start, "\n"), arena_printf(pdf->arena, "%zu", moved(pdf, at)));
}

/* The identifiers are the hash of the whole with nothing in their places. */
static void write_ids(struct buf *out, size_t start)
{
    struct span trailer = behind_last((struct span){out->data + out->size - TAIL, TAIL}, "trailer");
    struct span ids = before(behind(trailer, "/ID"), "]"), sum = behind(trailer, "/DocChecksum /"), first = behind(ids, "<");
    struct span places[] = {first, behind(behind(first, ">"), "<"), sum};
    char text[ID + 1];
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].at && places[i].size >= ID)
            memset((char *)places[i].at, '0', ID);
    hash_text(hash_bytes(out->data + start, out->size - start), text);
    for (size_t i = 0; i < ID; i++)
        text[i] = (char)(text[i] >= 'a' ? text[i] - 'a' + 'A' : text[i]);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (places[i].at && places[i].size >= ID)
            memcpy((char *)places[i].at, text, ID);
}

bool pdf_settle(const char *bytes, size_t size, const char *date, const char *place, struct buf *out)
{
    struct pdf pdf = {.all = {bytes, size}};
    if (size < TAIL || memcmp(bytes, "%PDF-", 5) != 0 || !memmem(bytes + size - TAIL, TAIL, "%%EOF", 5))
        return false;
    size_t start = out->size;
    if (!find_table(&pdf)) {
        buf_add(out, bytes, size);
        return true;
    }
    pdf.arena = arena_new();
    replace_dates(&pdf, date);
    replace_profile(&pdf);
    replace_places(&pdf, place);
    sort_edits(&pdf);
    replace_start(&pdf);
    write_edited(&pdf, out);
    mend_table(&pdf, out, start);
    write_ids(out, start);
    free(pdf.edits);
    arena_free(pdf.arena);
    return true;
}
