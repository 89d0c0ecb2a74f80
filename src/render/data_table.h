/* The files built into the program; the table is made by the Makefile. */
#ifndef RENDER_DATA_TABLE_H
#define RENDER_DATA_TABLE_H

#include <stddef.h>

struct data_file {
    const char *path; /* NULL ends the table; sorted by path */
    const unsigned char *bytes; /* NUL-ended */
    size_t size;
};

extern const struct data_file data_table[];

#endif
