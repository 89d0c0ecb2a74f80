/* What an entry of attendance says besides a name. */
#include "edit/entry.h"

#include "import/people.h"

#include <string.h>

bool edit_entry(const char *words, struct arena *arena, struct entry_said *entry)
{
    struct person_found *found;
    size_t count = people_list(words, strlen(words), arena, &found);
    *entry = (struct entry_said){0};
    if (count != 1 || !found->named)
        return false;
    *entry = (struct entry_said){found->attendee.name, found->attendee.arrived, found->attendee.left, found->attendee.role};
    return true;
}
