/* Findings by what they concern, for setting many levels at once. */
#include "base/diag.h"

#include <string.h>

enum { IN_GROUP = 24 };

/* Without codes: those that have the flag, or with no flag all. What is always an error may be left out. */
static const struct {
    const char *name, *purpose;
    int flag;
    int codes[IN_GROUP]; /* each plus one; 0 ends them */
} groups[] = {
#define C(id) (D_##id + 1)
    {"all", "every finding whose level can be set", 0, {0}},
    {"series", "what makes sense only for a series that is still kept; the policy historic silences these", DIAG_SERIES, {0}},
    {"actions", "actions, who is to do them, and what became of them", 0,
     {C(NO_OWNER), C(OWNER_NOT_KNOWN), C(UNKNOWN_OWNER), C(DUE_BEFORE_RAISED), C(DUE_EARLY), C(UPDATE_TOO_EARLY), C(UPDATE_AFTER_CLOSING),
      C(NOT_CLOSED), C(NO_SUCCESSOR), C(SUPERSEDE_CIRCLE), C(ACTION_DROPPED), C(ACTION_OVERDUE), C(CARRIED_ACTION), C(UNRESOLVED_ACTION)}},
    {"attendance", "who came, and in what role", 0,
     {C(PERSON_IN_TWO_LISTS), C(PERSON_TWICE), C(QUORUM_NOT_MET), C(COLUMN_LOST), C(NOT_ENTITLED), C(NOT_PRESENT)}},
    {"dates", "days and times that cannot be, or do not agree", 0,
     {C(NO_DATE), C(DATE_IN_NAME), C(BAD_PERIOD), C(WEEKDAY_MISMATCH), C(IMPOSSIBLE_TIME), C(END_BEFORE_START), C(OUTSIDE_MEETING),
      C(DUE_BEFORE_RAISED), C(DUE_EARLY), C(DATE_NOT_AFTER), C(NEXT_DATE)}},
    {"import", "what becoming XML left in doubt", 0,
     {C(BAD_BYTES), C(AMBIGUOUS_NAME), C(TICKED_TWICE), C(DETAIL_UNCLEAR), C(DUE_EARLY), C(ADDRESS_DROPPED), C(NO_TEXT), C(NOT_MINUTES),
      C(SECOND_COPY), C(WORDS_UNPLACED), C(OUTPUT_EDITED), C(PASSED_OVER), C(BODY_GUESSED), C(PART_LEFT)}},
    {"people", "people, and the names and ids they go by", 0,
     {C(UNKNOWN_PERSON), C(UNKNOWN_OWNER), C(OWNER_NOT_KNOWN), C(NAMELESS), C(OVERLAP), C(PERSON_IN_TWO_LISTS), C(PERSON_TWICE),
      C(AMBIGUOUS_NAME)}},
    {"prose", "what Markdown says, and the files it names", 0,
     {C(EMPTY_PROSE), C(RAW_HTML), C(IMAGE_IN_PROSE), C(UNSAFE_LINK), C(MISSING_FILE), C(BAD_PICTURE)}},
    {"references", "numbers, ids and addresses, and what they lead to", 0,
     {C(DUPLICATE_NUMBER), C(DUPLICATE_ID), C(UNKNOWN_BODY), C(UNKNOWN_ITEM), C(ORPHAN_TRANSLATION), C(DUPLICATE_MEETING), C(SECOND_SOURCE),
      C(DUPLICATE_BODY), C(BODY_NOT_HERE), C(UNRESOLVED_MEETING), C(UNRESOLVED_ACTION), C(UNRESOLVED_REFERENCE), C(AMBIGUOUS_REFERENCE),
      C(UNNUMBERED_TARGET), C(RESTRICTED_REFERENCE)}},
    {"votes", "votes, and who may cast them", 0,
     {C(NOT_ENTITLED), C(NOT_PRESENT), C(VOTED_TWICE), C(VOTE_COUNT), C(VOTE_OUTCOME), C(TOO_MANY_VOTES)}},
#undef C
};

enum { GROUPS = sizeof groups / sizeof *groups };

const char *diag_group_name(size_t index)
{
    return index < GROUPS ? groups[index].name : NULL;
}

const char *diag_group_purpose(size_t index)
{
    return index < GROUPS ? groups[index].purpose : NULL;
}

bool diag_group_find(const char *name, size_t *index)
{
    for (size_t i = 0; i < GROUPS; i++)
        if (strcmp(groups[i].name, name) == 0) {
            *index = i;
            return true;
        }
    return false;
}

bool diag_group_has(size_t index, enum diag_code code)
{
    if (!*groups[index].codes)
        return groups[index].flag ? diag_info(code)->flags & groups[index].flag : !diag_is_fixed(code);
    for (int i = 0; i < IN_GROUP && groups[index].codes[i]; i++)
        if (groups[index].codes[i] == (int)code + 1)
            return true;
    return false;
}
