/* PDFs at the end of a build: what they are made of waits in a folder until all else is written, and is then converted many at a time. */
#ifndef BUILD_PRINT_H
#define BUILD_PRINT_H

#include "build/program.h"

/* Where PDFs are asked for, makes the folder; where none can be made that is reported, and the build goes on without that format. What it
 * returns is for print_end. Before the program reads. */
char *print_begin(struct build_options *build, struct arena *arena, struct diag_log *log);
void print_end(char *spool);
/* Makes and writes all that waits. */
void print_waiting(struct program *program);

#endif
