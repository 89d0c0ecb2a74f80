/* One source: read, split into meetings, recognised, shaped, and every word of it accounted for. */
#include "import/import.h"

#include "import/carried.h"
#include "import/form.h"

#include "base/text.h"
#include "import/rest.h"

#include <stdlib.h>
#include <string.h>

static bool has_words(const struct blocks *blocks)
{
    for (size_t i = 0; i < blocks->raw_count; i++)
        if (blocks->raw[i].zone != ZONE_FRONT && !text_is_blank(blocks->raw[i].text))
            return true;
    return false;
}

static struct reading *new_reading(const struct front_input *input, const char *file_name, struct arena *arena,
                                   struct blocks *blocks, enum claim *claims)
{
    struct reading *reading = arena_alloc(arena, sizeof *reading);
    *reading = (struct reading){
        .arena = arena, .blocks = blocks, .file_name = file_name, .log = input->log, .source = input->source};
    reading->claims = claims;
    reading->head.weekday = -1;
    return reading;
}

/* The parts share one table of claims: each reads its own blocks. */
static void read_parts(const struct front_input *input, const char *file_name, const char *sha256, struct arena *arena,
                       struct source_result *result)
{
    size_t *starts;
    size_t count = split_meetings(&result->blocks, arena, &starts);
    enum claim *claims = arena_alloc(arena, (result->blocks.count + 1) * sizeof *claims);
    result->meetings = arena_alloc(arena, (count + 1) * sizeof *result->meetings);
    for (size_t i = 0; i < count; i++) {
        struct reading *reading = new_reading(input, file_name, arena, &result->blocks, claims);
        const struct shape_source source = {file_name, sha256, count > 1 ? arena_printf(arena, "%zu", i + 1) : NULL};
        reading->first = starts[i];
        reading->end = i + 1 < count ? starts[i + 1] : result->blocks.count;
        head_read(reading);
        attend_read(reading);
        result->meetings[result->count++] = (struct source_meeting){reading, shape_meeting(reading, &source)};
    }
}

/* A form has one meeting, and says what is what. */
static void read_form(const struct front_input *input, const char *file_name, const char *sha256, struct arena *arena,
                      struct source_result *result)
{
    enum claim *claims = arena_alloc(arena, (result->blocks.count + 1) * sizeof *claims);
    struct reading *reading = new_reading(input, file_name, arena, &result->blocks, claims);
    const struct shape_source source = {file_name, sha256, NULL};
    bool filled;
    reading->end = result->blocks.count;
    result->meetings = arena_alloc(arena, sizeof *result->meetings);
    result->meetings[result->count++] = (struct source_meeting){reading, form_meeting(reading, &source, &filled)};
    if (filled)
        return;
    result->tray = "not-minutes";
    diag_add(input->log, D_NOT_MINUTES, source_file(input->source), "nobody has typed anything into the form");
}

static bool tells_of_meeting(const struct source_meeting *meeting)
{
    static const char names[] = "person action decision motion remark update vote next-meeting";
    const struct node *root = xml_root(meeting->tree);
    bool tells = meeting->reading->head.date != NULL;
    for (const struct node *node = root; node && !tells; node = node_after(node, root))
        tells = text_word_in(node_name(node), names);
    return tells;
}

/* A notice of what is to come: the head calls it so, and nobody came and nothing was done. */
static bool is_agenda(const struct source_meeting *meeting)
{
    static const char names[] = "person action decision motion remark vote";
    const struct head *head = &meeting->reading->head;
    const struct node *root = xml_root(meeting->tree);
    bool agenda = false;
    for (size_t i = 0; i < head->line_count; i++) {
        const struct block *block = &meeting->reading->blocks->list[head->lines[i].span.block];
        const char *words = text_fold(meeting->reading->arena, block->text);
        agenda |= strncmp(words, "agenda", 6) == 0 || strncmp(words, "notice of ", 10) == 0;
        if (strstr(words, "minutes"))
            return false;
    }
    for (const struct node *node = root; node && agenda; node = node_after(node, root))
        agenda = !text_word_in(node_name(node), names);
    return agenda;
}

static void choose_tray(struct source_result *result, const struct front_input *input)
{
    bool tells = false, agenda = result->count > 0;
    for (size_t i = 0; i < result->count; i++) {
        tells |= tells_of_meeting(&result->meetings[i]);
        agenda &= is_agenda(&result->meetings[i]);
    }
    if (tells && !agenda)
        return;
    result->tray = "not-minutes";
    diag_add(input->log, D_NOT_MINUTES, source_file(input->source),
             tells ? "it is an agenda" : "there is no day, nobody who came, nothing done or decided");
}

static void audit_trees(struct source_result *result, struct arena *arena)
{
    const struct reading **readings = arena_alloc(arena, (result->count + 1) * sizeof *readings);
    struct xml_doc **trees = arena_alloc(arena, (result->count + 1) * sizeof *trees);
    for (size_t i = 0; i < result->count; i++) {
        readings[i] = result->meetings[i].reading;
        trees[i] = result->meetings[i].tree;
    }
    audit_source(&result->blocks, readings, trees, result->count, arena, &result->audit);
}

static bool account(const struct front_input *input, struct arena *arena, struct source_result *result)
{
    audit_trees(result, arena);
    const struct audit first = result->audit;
    if (!first.lost_count)
        return true;
    rest_place(result, arena);
    audit_trees(result, arena);
    if (result->audit.lost_count) {
        diag_add(input->log, D_IMPORT_FAILED, source_file(input->source), "words of the source are not in it");
        return false;
    }
    enum { NAMED = 8 };
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < first.lost_count && i < NAMED; i++)
        buf_printf(&list, "%s'%.60s' (%s %zu)", i ? ", " : "", first.lost[i].word, result->blocks.unit, first.lost[i].at);
    if (first.lost_count > NAMED)
        buf_str(&list, ", …");
    diag_done(diag_add(input->log, D_WORDS_UNPLACED, source_file(input->source), arena_printf(arena, "%zu", first.lost_count)),
              buf_text(&list));
    buf_free(&list);
    return true;
}

bool source_recognise(const struct front_input *input, const char *file_name, const char *sha256, struct arena *arena,
                      struct source_result *result)
{
    result->body = form_body(&result->blocks);
    if (!result->body)
        blocks_break_lines(&result->blocks);
    if (!has_words(&result->blocks)) {
        result->tray = "no-text";
        diag_add(input->log, D_NO_TEXT, source_file(input->source));
        return true;
    }
    if (result->body) {
        read_form(input, file_name, sha256, arena, result);
    } else {
        read_parts(input, file_name, sha256, arena, result);
        choose_tray(result, input);
    }
    return result->tray || account(input, arena, result);
}

bool source_import(const struct front_input *input, const char *file_name, const char *sha256, struct arena *arena,
                   struct source_result *result)
{
    *result = (struct source_result){.front = front_for(input->source->path, input->source->bytes, input->source->size)};
    blocks_start(&result->blocks, arena, result->front->format, "line");
    if (!result->front->read(input, &result->blocks))
        return false;
    result->place = carried_place(&result->blocks, file_name, arena);
    return result->place || source_recognise(input, file_name, sha256, arena, result);
}

void source_result_free(struct source_result *result)
{
    for (size_t i = 0; i < result->count; i++) {
        struct reading *reading = result->meetings[i].reading;
        xml_free(result->meetings[i].tree);
        for (size_t j = 0; j < reading->list_count; j++) {
            free(reading->lists[j].people);
            free(reading->lists[j].notes);
            free(reading->lists[j].note_blocks);
        }
        free(reading->lists);
        free(reading->head.lines);
        free(reading->left);
    }
    blocks_free(&result->blocks);
}
