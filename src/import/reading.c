#include "import/reading.h"

#include <stdlib.h>
#include <string.h>

struct place reading_place(const struct reading *reading, size_t block)
{
    struct place place = source_file(reading->source);
    bool lines = reading->source->where || (reading->blocks->unit && strcmp(reading->blocks->unit, "line") == 0);
    if (block < reading->blocks->count && lines)
        place.line = reading->blocks->list[block].at;
    if (place.line && !reading->source->where)
        place.column = 1;
    return place;
}

void reading_leave_out(struct reading *reading, struct span span, const char *reason)
{
    const struct block *block = &reading->blocks->list[span.block];
    MEM_GROW(reading->left, reading->left_count, reading->left_room);
    reading->left[reading->left_count++] = (struct left_out){.span = span, .reason = reason};
    if (span.from == 0 && span.to >= block->size)
        reading->claims[span.block] = CLAIM_LEFT_OUT;
}

void reading_leave_markers(struct reading *reading)
{
    const struct blocks *blocks = reading->blocks;
    bool *told = mem_zero(reading->end - reading->first + 1, sizeof *told);
    for (size_t i = 0; i < reading->head.line_count; i++)
        if (reading->head.lines[i].span.from == 0)
            told[reading->head.lines[i].span.block - reading->first] = true;
    for (size_t i = 0; i < reading->left_count; i++)
        if (reading->left[i].span.from == 0)
            told[reading->left[i].span.block - reading->first] = true;
    for (size_t i = reading->first; i < reading->end; i++) {
        enum claim claim = reading->claims[i];
        if ((claim == CLAIM_HEAD || claim == CLAIM_ATTENDANCE) && blocks->list[i].marker && !told[i - reading->first])
            reading_leave_out(reading, (struct span){i, 0, 0}, "list-number");
    }
    free(told);
}
