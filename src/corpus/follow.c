/* Minutes must be approved or put off by the next ordinary meeting, and that should be on the day that was announced. */
#include "corpus/linked.h"

#include <string.h>

static bool is_settled(const struct mention *mention)
{
    return strncmp(mention->reference->outcome, "deferred", strlen("deferred")) != 0;
}

enum said { SAID_NOTHING, SAID_LATER, SAID_SETTLED };

/* What was said about minutes up to a meeting: any may approve them, only that one can put them off. *from moves on. */
static enum said said_until(const struct linked *linked, const struct row *row, const struct meeting_facts *until, size_t *from)
{
    const struct mention *mentions = linked->mentions + row->mention_first[REF_APPROVAL];
    enum said said = SAID_NOTHING;
    for (; *from < row->mention_count[REF_APPROVAL] && meeting_order(mentions[*from].meeting, until) <= 0; ++*from) {
        if (is_settled(&mentions[*from]))
            return SAID_SETTLED;
        said = mentions[*from].meeting == until ? SAID_LATER : said;
    }
    return said;
}

static void report_not_approved(struct linked *linked, const struct row *row, const struct meeting_facts *next)
{
    const struct mention *mentions = linked->mentions + row->mention_first[REF_APPROVAL];
    const struct mention *put_off = NULL;
    struct finding *finding = diag_add(linked->log, D_NOT_APPROVED, row->facts->place, next->date);
    for (size_t i = 0; i < row->mention_count[REF_APPROVAL]; i++) {
        if (is_settled(&mentions[i])) {
            diag_note(finding, mentions[i].reference->place, "they were approved only here");
            break;
        }
        put_off = meeting_order(mentions[i].meeting, next) < 0 ? &mentions[i] : put_off;
    }
    if (put_off)
        diag_note(finding, put_off->reference->place, "they were last put off here");
}

/* Put off, they are the business of the ordinary meeting after that. */
static void check_approved(struct linked *linked, const struct row *row)
{
    size_t from = 0;
    for (const struct row *next = next_ordinary(linked, row); next; next = next_ordinary(linked, next)) {
        enum said said = said_until(linked, row, next->facts, &from);
        if (said == SAID_NOTHING)
            report_not_approved(linked, row, next->facts);
        if (said != SAID_LATER)
            return;
    }
}

/* -- the announced date -- */

static bool met_on(const struct linked *linked, const struct series *series, const char *date)
{
    size_t low = series->first, high = series->first + series->dated;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(linked->rows[middle].facts->date, date) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < series->first + series->dated && strcmp(linked->rows[low].facts->date, date) == 0;
}

/* A meeting that was to be and is kept as cancelled, or was of another kind, was on its day all the same. */
static void check_announced(struct linked *linked, const struct row *row)
{
    const struct row *next = next_ordinary(linked, row);
    const struct announced *first = first_announced(row->facts, true);
    if (!next || !first || met_on(linked, &linked->series[row->series], first->date))
        return;
    diag_note(diag_add(linked->log, D_NEXT_DATE, first->place, first->date, next->facts->date), next->facts->place,
              "the next ordinary meeting");
}

void follow_check(struct linked *linked)
{
    for (size_t i = 0; i < linked->row_count; i++) {
        const struct row *row = &linked->rows[i];
        if (!row->facts->date || gap_after(linked, row->facts))
            continue;
        if (strcmp(row->facts->held, "held") == 0)
            check_approved(linked, row);
        check_announced(linked, row);
    }
}
