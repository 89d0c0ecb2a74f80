/* What a title says its item is for. */
#include "import/outline.h"
#include "import/phrase.h"

#include <string.h>

/* Words in a title, and the role; those before others in the grammar's order come first. */
static const struct {
    const char *role;
    const char *words[18];
} roles[] = {
    {"welcome", {"welcome", "introductions", "opening remarks", "call to order", "opening of meeting", "opening", NULL}},
    {"apologies", {"apologies", "apology", "regrets", NULL}},
    {"declarations",
     {"declaration(s) of interest", "declarations of interests", "declaration(s) of pecuniary", "declaration(s) of disclosable",
      "declarations", "conflict(s) of interest", "disclosures of interest", "disclosure of interest", NULL}},
    {"minutes",
     {"minutes of the last", "minutes of the previous", "minutes of last", "minutes of previous", "minutes of the meeting",
      "minutes of the annual", "last minutes", "previous minutes", "approval of minutes", "approval of the minutes",
      "confirmation of minutes", "adoption of minutes", "minutes", NULL}},
    {"matters-arising", {"matters arising", "matter arising", "business arising", NULL}},
    {"public-participation",
     {"public participation", "open forum", "public forum", "members of the public", "public session", "public question(s)",
      "public other business", "parishioners", "questions from the public", "owners forum", "homeowner forum", "homeowners forum",
      NULL}},
    {"correspondence", {"correspondence", "letters received", NULL}},
    {"finance",
     {"finance", "financial", "accounts", "payments", "treasurer's report", "treasurers report", "budget", "precept", "cheques",
      "annual return", "invoices", NULL}},
    {"planning", {"planning", NULL}},
    {"reports", {"report", "reports", "updates", NULL}},
    {"any-other-business",
     {"any other business", "other business", "urgent business", "aob", "a.o.b", "any other competent business", "aocb", "any other matters",
      "new business from the floor", NULL}},
    {"next-meeting",
     {"next meeting(s)", "date of next", "date for next", "future meeting(s)", "date and time of next", "upcoming meeting(s)",
      "next call", "next telco", "next telecon", "next session", "dates of meetings", "date of meetings", "next agm",
      "date of the next", "next time", "next mtg", NULL}},
    {"close", {"close of meeting", "closure", "adjournment", "adjourn", "close", "meeting closed", "termination", NULL}},
};

const char *outline_roles(const char *title, size_t size, struct arena *arena)
{
    const char *found = NULL;
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        size_t at;
        if (phrase_any_find(title, size, roles[i].words, &at, NULL))
            found = found ? arena_printf(arena, "%s %s", found, roles[i].role) : roles[i].role;
    }
    return found;
}
