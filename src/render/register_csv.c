/* Registers as comma-separated values (RFC 4180): a header, CRLF, quotes where needed. A cell that a spreadsheet would run as a formula
 * begins with an apostrophe. */
#include "render/register_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool would_run(const char *text)
{
    return *text && strchr("=+-@\t\r", *text);
}

static void put_cell(struct buf *out, const char *text, bool first)
{
    text = text ? text : "";
    bool quoted = text[strcspn(text, ",\"\r\n")] != '\0' || *text == ' ' || (*text && text[strlen(text) - 1] == ' ');
    buf_str(out, first ? "" : ",");
    buf_str(out, quoted ? "\"" : "");
    buf_str(out, would_run(text) ? "'" : "");
    for (const char *quote = strchr(text, '"'); quote; text = quote + 1, quote = strchr(text, '"')) {
        buf_add(out, text, (size_t)(quote - text) + 1);
        buf_char(out, '"');
    }
    buf_str(out, text);
    buf_str(out, quoted ? "\"" : "");
}

static void end_line(struct buf *out)
{
    buf_str(out, "\r\n");
}

/* -- actions -- */

static const struct column {
    const char *name;
    enum action_field field;
    bool flag;        /* yes or no */
} columns[] = {
    {"reference", FIELD_ADDRESS, false},
    {"body", FIELD_BODY, false},
    {"body_name", FIELD_BODY_NAME, false},
    {"meeting", FIELD_MEETING, false},
    {"raised", FIELD_RAISED, false},
    {"item", FIELD_ITEM, false},
    {"item_title", FIELD_ITEM_TITLE, false},
    {"number", FIELD_NUMBER, false},
    {"action", FIELD_WORDS, false},
    {"owner", FIELD_OWNERS, false},
    {"due", FIELD_DUE, false},
    {"due_text", FIELD_DUE_TEXT, false},
    {"new_due", FIELD_NEW_DUE, false},
    {"new_due_text", FIELD_NEW_DUE_TEXT, false},
    {"latest_update_date", FIELD_LATEST, false},
    {"latest_update", FIELD_LATEST_TEXT, false},
    {"status", FIELD_STATUS, false},
    {"status_text", FIELD_STATUS_TEXT, false},
    {"overdue", FIELD_OVERDUE, true},
    {"carried", FIELD_CARRIED, true},
    {"restricted", FIELD_RESTRICTED, true},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static void write_actions(struct register_set *set, struct buf *out)
{
    size_t count;
    struct register_shown *shown = register_sort(set, false, &count);
    for (size_t c = 0; c < COLUMNS; c++)
        put_cell(out, columns[c].name, c == 0);
    end_line(out);
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        const char *const *fields = action_fields(set, shown[i].row, arena);
        for (size_t c = 0; c < COLUMNS; c++) {
            const char *text = fields[columns[c].field];
            put_cell(out, columns[c].flag ? (text ? "yes" : "no") : text, c == 0);
        }
        end_line(out);
        arena_free(arena);
    }
    free(shown);
}

/* -- attendance -- */

/* A row a person, and a row for each thing that is told of meetings; a column a meeting. */
static const char *const person_columns[] = {"role",     "voting",   "possible",  "attended", "remote",       "apologies",
                                             "deputies", "absences", "rate",      "last-seen", "months",      "times"};
static const struct { const char *row, *attr; } meeting_rows[] = {
    {"voting members present", "voting"}, {"quorum needed", "quorum"}, {"quorum met", "quorum-met"},
};

enum { PERSON_COLUMNS = sizeof person_columns / sizeof *person_columns };

/* The sheets, and how many meetings stand before each: their columns follow one another. */
struct sheets {
    struct xml_doc **docs;
    size_t *before;
    size_t count, meetings;
};

static struct sheets read_sheets(struct register_set *set)
{
    const struct register_row **rows = register_sheets(set);
    struct sheets sheets = {mem_zero(set->count + 1, sizeof *sheets.docs), mem_zero(set->count + 1, sizeof *sheets.before),
                            set->count, 0};
    for (size_t i = 0; i < set->count; i++) {
        sheets.docs[i] = register_read(set, rows[i]);
        sheets.before[i] = sheets.meetings;
        for (const struct node *node = node_first(xml_root(sheets.docs[i])); node; node = node_next(node))
            sheets.meetings += node_is_r(node, "meeting");
    }
    free(rows);
    return sheets;
}

static void put_sheet_header(struct buf *out, const struct sheets *sheets)
{
    put_cell(out, "row", true);
    put_cell(out, "body", false);
    put_cell(out, "id", false);
    put_cell(out, "name", false);
    for (size_t i = 0; i < PERSON_COLUMNS; i++) {
        char name[16];
        snprintf(name, sizeof name, "%s", person_columns[i]);
        for (char *at = name; *at; at++)
            *at = *at == '-' ? '_' : *at;
        put_cell(out, name, false);
    }
    for (size_t i = 0; i < sheets->count; i++)
        for (const struct node *node = node_first(xml_root(sheets->docs[i])); node; node = node_next(node))
            if (node_is_r(node, "meeting"))
                put_cell(out, node_attr(node, "address"), false);
    end_line(out);
}

static void put_person(struct buf *out, const struct sheets *sheets, size_t sheet, const struct node *line)
{
    size_t at = 0;
    put_cell(out, node_is_r(line, "other") ? "other" : node_attr(line, "vacancy") ? "vacancy" : "member", true);
    put_cell(out, node_attr(xml_root(sheets->docs[sheet]), "body-id"), false);
    put_cell(out, node_attr(line, "id"), false);
    put_cell(out, node_attr(line, "name"), false);
    for (size_t i = 0; i < PERSON_COLUMNS; i++)
        put_cell(out, node_attr(line, person_columns[i]), false);
    for (const struct node *mark = node_first(line); mark; mark = node_next(mark)) {
        size_t column = sheets->before[sheet] + (size_t)strtol(node_attr(mark, "at"), NULL, 10);
        buf_fill(out, ',', column - at - 1);
        put_cell(out, node_attr(mark, "symbol"), false);
        at = column;
    }
    buf_fill(out, ',', sheets->meetings - at);
    end_line(out);
}

static void put_meetings(struct buf *out, const struct sheets *sheets, size_t sheet, size_t row)
{
    const struct node *root = xml_root(sheets->docs[sheet]);
    size_t at = sheets->before[sheet];
    put_cell(out, meeting_rows[row].row, true);
    put_cell(out, node_attr(root, "body-id"), false);
    buf_fill(out, ',', 2 + PERSON_COLUMNS + at);
    for (const struct node *node = node_first(root); node; node = node_next(node)) {
        if (!node_is_r(node, "meeting"))
            continue;
        put_cell(out, node_attr(node, meeting_rows[row].attr), false);
        at++;
    }
    buf_fill(out, ',', sheets->meetings - at);
    end_line(out);
}

static void write_attendance(struct register_set *set, struct buf *out)
{
    struct sheets sheets = read_sheets(set);
    put_sheet_header(out, &sheets);
    for (size_t i = 0; i < sheets.count; i++) {
        for (const struct node *node = node_first(xml_root(sheets.docs[i])); node; node = node_next(node))
            if (node_is_r(node, "member") || node_is_r(node, "other"))
                put_person(out, &sheets, i, node);
        for (size_t row = 0; row < sizeof meeting_rows / sizeof *meeting_rows; row++)
            put_meetings(out, &sheets, i, row);
        xml_free(sheets.docs[i]);
    }
    free(sheets.docs);
    free(sheets.before);
}

bool register_write_csv(struct register_set *set, struct renderer *renderer, struct buf *out)
{
    (void)renderer;
    if (set->options->kind == REGISTER_ATTENDANCE)
        write_attendance(set, out);
    else
        write_actions(set, out);
    return true;
}
