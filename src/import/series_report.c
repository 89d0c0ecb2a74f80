/* The report: what became of each source, in JSON. */
#include "base/json.h"
#include "base/write.h"
#include "import/series_parts.h"

#include <stdlib.h>
#include <string.h>

struct totals {
    size_t sources, imported, restored, unchanged, failed, aside, meetings, words, placed, moved, left_out;
};

const char *series_source_word(const struct series_source *source)
{
    if (source->state == SOURCE_SAME)
        return "unchanged";
    if (source->state == SOURCE_CARRIED && source->restored != RESTORED_FAILED)
        return "restored";
    if (source->state != SOURCE_READ)
        return "failed";
    return source->tray && strcmp(source->tray, "no-date") != 0 ? "put-aside" : "imported";
}

static void put_flag(struct buf *out, const char *name, const char *word)
{
    json_name(out, name);
    buf_str(out, word);
}

const char *series_meeting_word(const struct series_meeting *meeting)
{
    static const char *const words[] = {
        [MEETING_NEW] = "failed", [MEETING_COPY] = "second-copy", [MEETING_FAILED] = "failed",
        [MEETING_KEPT] = "kept",  [MEETING_WRITTEN] = "written",  [MEETING_UNCHANGED] = "unchanged"};
    return words[meeting->state];
}

static void put_output(struct buf *out, const struct series_meeting *meeting)
{
    json_row(out);
    json_text(out, "part", *meeting->part ? meeting->part : NULL);
    json_text(out, "date", meeting->date);
    json_text(out, "date-in-name", meeting->date_in_name);
    json_text(out, "body", meeting->body_name);
    json_text(out, "file", meeting->output);
    json_text(out, "state", series_meeting_word(meeting));
    buf_char(out, '}');
}

static void put_before(struct buf *out, const struct state_source *before)
{
    for (size_t i = 0; before && i < before->output_count; i++) {
        json_row(out);
        json_text(out, "file", before->outputs[i].path);
        json_text(out, "state", before->outputs[i].same ? "unchanged" : "kept");
        buf_char(out, '}');
    }
}

static void put_restored(struct buf *out, const struct series_source *source)
{
    static const enum meeting_state states[] = {
        [RESTORED_FAILED] = MEETING_FAILED, [RESTORED_KEPT] = MEETING_KEPT, [RESTORED_SAME] = MEETING_UNCHANGED,
        [RESTORED_WRITTEN] = MEETING_WRITTEN};
    const struct series_meeting meeting = {.part = "", .output = source->carried, .state = states[source->restored]};
    put_output(out, &meeting);
}

static size_t put_source(struct buf *out, const struct series *series, size_t index, size_t meeting)
{
    const struct series_source *source = &series->sources[index];
    json_row(out);
    json_text(out, "file", source->path);
    json_text(out, "sha256", source->sha256 && *source->sha256 ? source->sha256 : NULL);
    json_text(out, "format", *source->format ? source->format : NULL);
    json_text(out, "state", series_source_word(source));
    json_text(out, "tray", source->tray && *source->tray ? source->tray : NULL);
    json_number(out, "words", source->words);
    json_number(out, "placed", source->placed);
    json_number(out, "moved", source->moved);
    json_number(out, "left-out", source->left_out);
    json_number(out, "recognised", source->recognised);
    json_number(out, "doubtful", source->doubtful);
    json_list(out, "meetings");
    if (source->state == SOURCE_SAME)
        put_before(out, source->before);
    if (source->state == SOURCE_CARRIED)
        put_restored(out, source);
    for (; meeting < series->meeting_count && series->meetings[meeting].source == index; meeting++)
        put_output(out, &series->meetings[meeting]);
    buf_char(out, ']');
    json_list(out, "left");
    buf_str(out, source->left);
    buf_str(out, "]}\n");
    return meeting;
}

static void count(const struct series *series, struct totals *totals)
{
    for (size_t i = 0; i < series->source_count; i++) {
        const struct series_source *source = &series->sources[i];
        const char *state = series_source_word(source);
        totals->sources++;
        totals->imported += strcmp(state, "imported") == 0;
        totals->restored += strcmp(state, "restored") == 0;
        totals->meetings += source->state == SOURCE_CARRIED && source->restored != RESTORED_FAILED;
        totals->unchanged += strcmp(state, "unchanged") == 0;
        totals->failed += strcmp(state, "failed") == 0;
        totals->aside += strcmp(state, "put-aside") == 0;
        totals->words += source->words;
        totals->placed += source->placed;
        totals->moved += source->moved;
        totals->left_out += source->left_out;
    }
    for (size_t i = 0; i < series->meeting_count; i++)
        totals->meetings += series->meetings[i].output != NULL;
}

static void put_totals(struct buf *out, const struct totals *totals)
{
    const struct {
        const char *name;
        size_t number;
    } rows[] = {{"sources", totals->sources},  {"imported", totals->imported}, {"restored", totals->restored}, {"unchanged", totals->unchanged},
                {"failed", totals->failed},    {"put-aside", totals->aside},   {"meetings", totals->meetings},
                {"words", totals->words},      {"placed", totals->placed},     {"moved", totals->moved},
                {"left-out", totals->left_out}};
    json_name(out, "totals");
    buf_char(out, '{');
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        json_number(out, rows[i].name, rows[i].number);
    buf_char(out, '}');
}

void series_report(struct series *series)
{
    struct totals totals = {0};
    struct buf out = BUF_INIT;
    const char *path = series->options->report ? series->options->report : series_path(series, SERIES_REPORT), *why = "";
    size_t meeting = 0;
    count(series, &totals);
    buf_char(&out, '{');
    json_text(&out, "program", "minutec " MINUTEC_VERSION);
    put_flag(&out, "tracked", series->options->tracked == TRACKED_REJECT ? "\"reject\"" : "\"accept\"");
    put_totals(&out, &totals);
    json_list(&out, "sources");
    for (size_t i = 0; i < series->source_count; i++)
        meeting = put_source(&out, series, i, meeting);
    buf_str(&out, "]}\n");
    if (write_file(path, out.data, out.size, &why) == WRITE_FAILED)
        diag_add(series->log, D_CANNOT_WRITE, (struct place){0}, path, why);
    buf_free(&out);
}
