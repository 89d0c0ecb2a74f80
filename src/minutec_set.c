/* What a run can be told: a table of options. */
#include "minutec_run.h"

#include "base/date.h"
#include "base/port.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { JOBS_MAX = 256, BODIES_MAX = 4096, WIDTH_LEAST = 20, WIDTH_MOST = 1000 };

int run_refuses(struct minutec *run, const char *format, const char *what, const char *suggestion)
{
    struct finding *finding = diag_add(run->log, D_USAGE, (struct place){0}, arena_printf(run->arena, "%s '%s'", format, what));
    if (suggestion)
        diag_done(finding, suggestion);
    return MINUTEC_USAGE;
}

static int set_data(struct minutec *run, const char *value)
{
    if (port_kind(value, true) != PORT_FOLDER)
        return run_refuses(run, "there is no data folder", value, NULL);
    data_free(run->data);
    run->data = data_new(value);
    return MINUTEC_OK;
}

static int set_warning(struct minutec *run, const char *value)
{
    const char *nearest = NULL;
    bool lower = !strchr(value, '=') || strcmp(strchr(value, '=') + 1, "error") != 0;
    if (diag_set(run->log, value, &nearest)) {
        enum diag_code fixed;
        const char *set = arena_copy_n(run->arena, value, strcspn(value, "="));
        if (lower && diag_code_find(set, &fixed) && diag_is_fixed(fixed))
            return run_refuses(run, "this is always an error:", set, NULL);
        return MINUTEC_OK;
    }
    enum diag_code code;
    size_t group;
    const char *name = arena_copy_n(run->arena, value, strcspn(value, "="));
    if (strchr(value, '=') && !diag_code_find(name, &code) && !diag_group_find(name, &group))
        return run_refuses(run, "there is no finding", name,
                     nearest ? arena_printf(run->arena, "did you mean '%s'?", nearest) : "'minutec explain' lists them");
    return run_refuses(run, "no level can be set by", value, "write error, or CODE=error, warning, note or off, or the same of a group");
}

static int set_audience(struct minutec *run, const char *value)
{
    if (strcmp(value, "public") != 0 && strcmp(value, "full") != 0)
        return run_refuses(run, "there is no audience", value, "write public or full");
    run->settings.audience = strcmp(value, "full") == 0 ? AUDIENCE_FULL : AUDIENCE_PUBLIC;
    diag_show_restricted(run->log, run->settings.audience == AUDIENCE_FULL);
    return MINUTEC_OK;
}

static int set_source(struct minutec *run, const char *value)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return run_refuses(run, "documents cannot carry their source like", value, "write yes or no");
    run->settings.bare = strcmp(value, "no") == 0;
    return MINUTEC_OK;
}

static int set_format(struct minutec *run, const char *value)
{
    size_t count = 0;
    char *rest = arena_copy(run->arena, value), *state = NULL;
    for (char *name = strtok_r(rest, ",", &state); name; name = strtok_r(NULL, ",", &state)) {
        bool known = false, there = false;
        for (const char *const *built = format_names(); *built; built++)
            known |= strcmp(*built, name) == 0;
        if (!known)
            return run_refuses(run, "there is no format", name, "write html, txt, docx, odt, pdf or json");
        for (size_t i = 0; i < count; i++)
            there |= strcmp(run->formats[i], name) == 0;
        if (!there)
            run->formats[count++] = name;
    }
    if (count == 0)
        return run_refuses(run, "there is no format", value, "write html, txt, docx, odt, pdf or json");
    run->formats[count] = NULL;
    return MINUTEC_OK;
}

static int set_history(struct minutec *run, const char *value)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return run_refuses(run, "history cannot be", value, "write yes or no");
    run->history = strcmp(value, "yes") == 0 ? HISTORY_YES : HISTORY_NO;
    return MINUTEC_OK;
}

static int set_day(struct minutec *run, const char *value, const char **day)
{
    struct date date;
    if (!date_parse(value, &date))
        return run_refuses(run, "this is not a day:", value, "write it as 2024-10-02");
    *day = arena_copy(run->arena, value);
    return MINUTEC_OK;
}

static int set_as_of(struct minutec *run, const char *value)
{
    return set_day(run, value, &run->settings.as_of);
}

static int set_since(struct minutec *run, const char *value)
{
    return set_day(run, value, &run->wanted.since);
}

static int set_until(struct minutec *run, const char *value)
{
    return set_day(run, value, &run->wanted.until);
}

static int set_flag(struct minutec *run, const char *value, bool *flag)
{
    if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
        return run_refuses(run, "this says neither yes nor no:", value, NULL);
    *flag = strcmp(value, "yes") == 0;
    return MINUTEC_OK;
}

static int set_open(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->wanted.open);
}

static int set_overdue(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->wanted.overdue);
}

static int set_owner(struct minutec *run, const char *value)
{
    if (text_is_blank(value))
        return run_refuses(run, "this names nobody:", value, NULL);
    run->wanted.owner = arena_copy(run->arena, value);
    return MINUTEC_OK;
}

static int set_key(struct minutec *run, const char *value, enum register_key *key)
{
    if (!register_key_find(value, key))
        return run_refuses(run, "a register has no column", value, "write body, owner, due, status, raised or none");
    return MINUTEC_OK;
}

static int set_sort(struct minutec *run, const char *value)
{
    return set_key(run, value, &run->wanted.sort);
}

static int set_group(struct minutec *run, const char *value)
{
    return set_key(run, value, &run->wanted.group);
}

static int set_body(struct minutec *run, const char *value)
{
    if (!run->bodies)
        run->bodies = arena_alloc(run->arena, (BODIES_MAX + 1) * sizeof *run->bodies);
    size_t before = run->body_count;
    char *rest = arena_copy(run->arena, value), *state = NULL;
    for (char *id = strtok_r(rest, ", ", &state); id; id = strtok_r(NULL, ", ", &state)) {
        if (run->body_count == BODIES_MAX)
            return run_refuses(run, "these are too many bodies:", value, NULL);
        run->bodies[run->body_count++] = id;
    }
    return run->body_count == before ? run_refuses(run, "this names no body:", value, NULL) : MINUTEC_OK;
}

static int set_width(struct minutec *run, const char *value)
{
    char *end;
    long width = strtol(value, &end, 10);
    if (end == value || *end || width < WIDTH_LEAST || width > WIDTH_MOST)
        return run_refuses(run, "this is not a number of columns from 20 to 1000:", value, NULL);
    run->wanted.width = (int)width;
    return MINUTEC_OK;
}

static int set_date(struct minutec *run, const char *value)
{
    return set_day(run, value, &run->date);
}

static int set_force(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->force);
}

static int set_jobs(struct minutec *run, const char *value)
{
    char *end;
    long jobs = strtol(value, &end, 10);
    if (end == value || *end || jobs < 1 || jobs > JOBS_MAX)
        return run_refuses(run, "this is not a number of processes from 1 to 256:", value, NULL);
    run->settings.jobs = (int)jobs;
    return MINUTEC_OK;
}

static int set_cache(struct minutec *run, const char *value)
{
    if (!*value)
        return run_refuses(run, "this is no folder:", value, "name the folder for the index");
    run->settings.cache = arena_copy(run->arena, value);
    return MINUTEC_OK;
}

static int set_linked(struct minutec *run, const char *value)
{
    run->linked = arena_copy(run->arena, value);
    return MINUTEC_OK;
}

static int set_combine(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->combine);
}

static int set_map(struct minutec *run, const char *value)
{
    run->map = arena_copy(run->arena, value);
    return MINUTEC_OK;
}

static int set_report(struct minutec *run, const char *value)
{
    run->report = arena_copy(run->arena, value);
    return MINUTEC_OK;
}

static int set_tracked(struct minutec *run, const char *value)
{
    if (strcmp(value, "accept") != 0 && strcmp(value, "reject") != 0)
        return run_refuses(run, "tracked changes cannot be", value, "write accept or reject");
    run->tracked = strcmp(value, "reject") == 0 ? TRACKED_REJECT : TRACKED_ACCEPT;
    return MINUTEC_OK;
}

static int set_prefer(struct minutec *run, const char *value)
{
    if (strcmp(value, "ours") != 0 && strcmp(value, "theirs") != 0)
        return run_refuses(run, "there is no side", value, "write ours or theirs");
    enum edit_prefer prefer = strcmp(value, "ours") == 0 ? EDIT_OURS : EDIT_THEIRS;
    if (run->prefer != EDIT_NEITHER && run->prefer != prefer)
        return run_refuses(run, "only one side can be preferred, not also", value, "give --ours or --theirs");
    run->prefer = prefer;
    return MINUTEC_OK;
}

static int set_fill(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->layout.fill);
}

static int set_number(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->layout.number);
}

static int set_show(struct minutec *run, const char *value)
{
    static const char *const names[] = {[FMT_WRITE] = "nothing", [FMT_CHECK] = "names", [FMT_DIFF] = "diff", [FMT_DIFF_COLOUR] = "colour"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], value) == 0) {
            run->layout.show = (enum fmt_show)i;
            return MINUTEC_OK;
        }
    return run_refuses(run, "what would change cannot be shown as", value, "write nothing, names, diff or colour");
}

static int set_write(struct minutec *run, const char *value)
{
    return set_flag(run, value, &run->write);
}

static int set_trust(struct minutec *run, const char *value)
{
    if (strcmp(value, "names") != 0 && strcmp(value, "nothing") != 0)
        return run_refuses(run, "outputs cannot be trusted by", value, "write names or nothing");
    run->trust_names = strcmp(value, "names") == 0;
    return MINUTEC_OK;
}

static int set_diagnostics(struct minutec *run, const char *value)
{
    if (report_add(&run->told, run->arena, value))
        return MINUTEC_OK;
    return run_refuses(run, "findings cannot be told as", value, "write text, json, sarif, junit, github or gnu, and :FILE behind it for a file");
}

static int set_baseline(struct minutec *run, const char *value)
{
    const char *why = "";
    baseline_free(run->told.baseline);
    run->told.baseline_path = arena_copy(run->arena, value);
    switch (baseline_read(value, &run->told.baseline, &why)) {
    case BASELINE_READ:
        return MINUTEC_OK;
    case BASELINE_FOREIGN:
        return run_refuses(run, arena_printf(run->arena, "%s:", why), value, "make it with --write-baseline");
    default:
        diag_add(run->log, D_CANNOT_READ, (struct place){0}, value, why);
        return MINUTEC_MACHINE;
    }
}

static int set_write_baseline(struct minutec *run, const char *value)
{
    run->told.write_baseline = arena_copy(run->arena, value);
    return *value ? MINUTEC_OK : run_refuses(run, "this is no file:", value, NULL);
}

static int set_max_findings(struct minutec *run, const char *value)
{
    char *end;
    long most = strtol(value, &end, 10);
    if (end == value || *end || most < 1)
        return run_refuses(run, "this is not a number of findings:", value, "write 1 or more");
    run->told.most = (size_t)most;
    return MINUTEC_OK;
}

static const struct {
    const char *name;
    int (*set)(struct minutec *run, const char *value);
} options[] = {
    {"data", set_data}, {"warning", set_warning}, {"audience", set_audience}, {"format", set_format},
    {"history", set_history}, {"as-of", set_as_of}, {"jobs", set_jobs}, {"cache", set_cache}, {"trust", set_trust},
    {"body", set_body}, {"since", set_since}, {"until", set_until}, {"open", set_open}, {"overdue", set_overdue},
    {"owner", set_owner}, {"sort", set_sort}, {"group", set_group}, {"width", set_width}, {"date", set_date}, {"force", set_force},
    {"linked", set_linked}, {"combine", set_combine},
    {"map", set_map}, {"report", set_report}, {"source", set_source}, {"tracked", set_tracked}, {"write", set_write}, {"prefer", set_prefer},
    {"fill", set_fill}, {"number", set_number}, {"show", set_show},
    {"diagnostics", set_diagnostics}, {"baseline", set_baseline}, {"write-baseline", set_write_baseline}, {"max-findings", set_max_findings},
};

int minutec_set(struct minutec *run, const char *option, const char *value)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (strcmp(options[i].name, option) == 0) {
            MEM_GROW(run->given, run->given_count, run->given_room);
            run->given[run->given_count++] = (struct given_option){options[i].name, arena_copy(run->arena, value)};
            return options[i].set(run, value);
        }
    return run_refuses(run, "there is no option", option, NULL);
}
