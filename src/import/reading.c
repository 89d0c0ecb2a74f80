#include "import/reading.h"

#include <string.h>

struct place reading_place(const struct reading *reading, size_t block)
{
    struct place place = source_file(reading->source);
    bool lines = reading->blocks->unit && strcmp(reading->blocks->unit, "line") == 0;
    if (block < reading->blocks->count && lines)
        place.line = reading->blocks->list[block].at;
    if (place.line)
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
