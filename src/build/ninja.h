/* The graph of a build for ninja: each file's interface, the linking in two stages, each meeting's documents, the site's pages. */
#ifndef BUILD_NINJA_H
#define BUILD_NINJA_H

#include "build/program.h"

struct given_option {
    const char *name, *value;    /* as minutec_set takes them */
};

struct ninja_request {
    const char *output;
    const char *const *formats;  /* NULL-ended */
    const struct given_option *options;
    size_t option_count;
};

/* False: reported. */
bool program_ninja(struct program *program, const struct ninja_request *request, struct buf *out);

#endif
