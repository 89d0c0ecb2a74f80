/* Findings and policies as bytes: numbers of eight bytes, the lowest first, texts behind their size. */
#include "base/diag.h"

#include "base/diag_log.h"

#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { RECORD_POLICY = 1, RECORD_FINDING = 2, RECORD_EXTRA = 3, RECORD_ALLOW = 4 };

#define NO_TEXT UINT64_MAX

static void pack_number(struct buf *out, size_t number)
{
    uint64_t wide = htole64(number);
    buf_add(out, (const char *)&wide, sizeof wide);
}

static void pack_text(struct buf *out, const char *text)
{
    size_t size = text ? strlen(text) : 0;
    uint64_t mark = htole64(text ? size : NO_TEXT);
    buf_add(out, (const char *)&mark, sizeof mark);
    if (text)
        buf_add(out, text, size);
}

static void pack_spot(struct buf *out, const struct diag_spot *spot)
{
    pack_text(out, spot->path);
    pack_number(out, spot->line);
    pack_number(out, spot->column);
    pack_number(out, spot->length);
    pack_text(out, spot->where);
    pack_number(out, spot->restricted);
}

static void pack_finding(struct buf *out, const struct finding *finding)
{
    pack_number(out, RECORD_FINDING);
    pack_number(out, finding->code);
    pack_spot(out, &finding->spot);
    pack_text(out, finding->text);
    pack_text(out, finding->excerpt.text);
    pack_number(out, finding->excerpt.at);
    pack_number(out, finding->excerpt.width);
    pack_number(out, finding->veiled);
    for (const struct extra *extra = finding->extras; extra; extra = extra->next) {
        pack_number(out, RECORD_EXTRA);
        pack_number(out, extra->kind);
        pack_spot(out, &extra->spot);
        pack_text(out, extra->text);
        pack_number(out, extra->end_line);
        pack_number(out, extra->end_column);
    }
}

static void pack_allow(struct buf *out, const struct allow *allow)
{
    pack_number(out, RECORD_ALLOW);
    pack_number(out, (size_t)allow->code);
    pack_spot(out, &allow->spot);
    pack_number(out, allow->veiled);
    pack_number(out, allow->line);
    pack_number(out, allow->column);
    pack_number(out, allow->end_line);
    pack_number(out, allow->end_column);
    pack_text(out, allow->reason);
    pack_number(out, allow->used);
}

static void pack_policies(const struct diag_log *log, struct buf *out)
{
    for (size_t i = 0; i < log->policy_count; i++) {
        pack_number(out, RECORD_POLICY);
        pack_number(out, (size_t)(log->policies[i].code + 1));
        pack_number(out, log->policies[i].level);
        pack_text(out, log->policies[i].folder);
    }
}

void diag_pack_levels(const struct diag_log *log, const char *path, bool policies, struct buf *out)
{
    if (policies)
        pack_policies(log, out);
    for (size_t i = 0; i < log->allow_count; i++)
        if (!path || strcmp(log->allows[i].path, path) == 0)
            pack_allow(out, &log->allows[i]);
}

void diag_pack(struct diag_log *log, struct buf *out)
{
    diag_pack_levels(log, NULL, true, out);
    for (size_t i = 0; i < log->count; i++)
        pack_finding(out, log->findings[i]);
}

struct reader {
    struct diag_log *log;
    const char *bytes;
    size_t size;
    struct policy *policies; /* put to the log when everything was read */
    size_t policy_count, policy_room;
    size_t allow_count; /* of the log before */
    bool broken;
};

/* A number up to most; anything else breaks the reading. */
static size_t take_number(struct reader *reader, uint64_t most)
{
    uint64_t number = 0;
    if (reader->size < sizeof number) {
        reader->broken = true;
        return 0;
    }
    memcpy(&number, reader->bytes, sizeof number);
    number = le64toh(number);
    reader->bytes += sizeof number;
    reader->size -= sizeof number;
    if (number > most)
        reader->broken = true;
    return number > most ? 0 : (size_t)number;
}

static const char *take_text(struct reader *reader)
{
    uint64_t mark = 0;
    if (reader->size >= sizeof mark)
        memcpy(&mark, reader->bytes, sizeof mark);
    bool none = mark == NO_TEXT;
    size_t size = take_number(reader, none ? NO_TEXT : reader->size);
    if (reader->broken || none)
        return NULL;
    if (size > reader->size || memchr(reader->bytes, '\0', size)) {
        reader->broken = true;
        return NULL;
    }
    const char *text = arena_copy_n(reader->log->arena, reader->bytes, size);
    reader->bytes += size;
    reader->size -= size;
    return text;
}

static struct diag_spot take_spot(struct reader *reader)
{
    struct diag_spot spot = {.path = diag_keep_path(reader->log, take_text(reader))};
    spot.line = take_number(reader, SIZE_MAX);
    spot.column = take_number(reader, SIZE_MAX);
    spot.length = take_number(reader, SIZE_MAX);
    spot.where = take_text(reader);
    spot.restricted = take_number(reader, 1);
    return spot;
}

static void take_policy(struct reader *reader)
{
    size_t code = take_number(reader, DIAG_CODES);
    size_t level = take_number(reader, DIAG_ERROR);
    const char *folder = take_text(reader);
    if (!folder)
        reader->broken = true;
    if (reader->broken)
        return;
    MEM_GROW(reader->policies, reader->policy_count, reader->policy_room);
    reader->policies[reader->policy_count++] = (struct policy){folder, 0, (int)code - 1, (enum diag_level)level};
}

static void take_allow(struct reader *reader)
{
    struct diag_log *log = reader->log;
    struct allow allow = {.code = (int)take_number(reader, DIAG_CODES - 1)};
    allow.spot = take_spot(reader);
    allow.path = allow.spot.path;
    allow.veiled = take_number(reader, 1);
    allow.line = take_number(reader, SIZE_MAX);
    allow.column = take_number(reader, SIZE_MAX);
    allow.end_line = take_number(reader, SIZE_MAX);
    allow.end_column = take_number(reader, SIZE_MAX);
    allow.reason = take_text(reader);
    allow.used = take_number(reader, 1);
    if (!allow.path || !allow.reason)
        reader->broken = true;
    if (reader->broken)
        return;
    MEM_GROW(log->allows, log->allow_count, log->allow_room);
    log->allows[log->allow_count++] = allow;
    log->allows_unsorted = true;
    log->finished = false;
}

static void give_policies(const struct reader *reader)
{
    for (size_t i = 0; i < reader->policy_count; i++) {
        const struct policy *policy = &reader->policies[i];
        if (policy->code >= 0)
            diag_policy(reader->log, policy->folder, (enum diag_code)policy->code, policy->level);
        else
            diag_policy_historic(reader->log, policy->folder);
    }
}

static struct finding *take_finding(struct reader *reader)
{
    size_t code = take_number(reader, DIAG_CODES - 1);
    if (reader->broken)
        return NULL;
    struct finding *finding = diag_put_bare(reader->log, (enum diag_code)code);
    finding->spot = take_spot(reader);
    finding->text = take_text(reader);
    finding->excerpt.text = take_text(reader);
    finding->excerpt.at = take_number(reader, DIAG_WINDOW);
    finding->excerpt.width = take_number(reader, DIAG_WINDOW);
    finding->veiled = take_number(reader, 1);
    if (!finding->text)
        reader->broken = true;
    return finding;
}

static void take_extra(struct reader *reader, struct finding *finding)
{
    size_t kind = take_number(reader, EXTRA_KINDS - 1);
    struct diag_spot spot = take_spot(reader);
    const char *text = take_text(reader);
    size_t end_line = take_number(reader, SIZE_MAX), end_column = take_number(reader, SIZE_MAX);
    if (!finding || !text)
        reader->broken = true;
    if (reader->broken)
        return;
    struct extra *extra = diag_put_extra(finding, (enum extra_kind)kind, spot, text);
    extra->end_line = end_line;
    extra->end_column = end_column;
}

bool diag_unpack(struct diag_log *log, const char *bytes, size_t size)
{
    struct reader reader = {.log = log, .bytes = bytes, .size = size, .allow_count = log->allow_count};
    struct finding *finding = NULL;
    size_t count = log->count;
    while (reader.size && !reader.broken) {
        switch (take_number(&reader, RECORD_ALLOW)) {
        case RECORD_POLICY:
            take_policy(&reader);
            break;
        case RECORD_FINDING:
            finding = take_finding(&reader);
            break;
        case RECORD_EXTRA:
            take_extra(&reader, finding);
            break;
        case RECORD_ALLOW:
            take_allow(&reader);
            break;
        default:
            reader.broken = true;
        }
    }
    if (reader.broken) {
        log->count = count;
        log->allow_count = reader.allow_count;
    } else {
        give_policies(&reader);
    }
    free(reader.policies);
    return !reader.broken;
}
