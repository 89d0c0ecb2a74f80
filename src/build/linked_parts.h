/* What the files share that write and read linked files. */
#ifndef BUILD_LINKED_PARTS_H
#define BUILD_LINKED_PARTS_H

#include "build/interface.h"
#include "build/linked_file.h"
#include "build/parts.h"

struct meeting_row {
    struct unit unit;
    const char *folder;
    bool has_body;
    struct hash content;      /* of its record */
    bool failed;              /* before linking */
};
struct body_row {
    struct folder folder;
    struct hash content;
    bool failed;
    struct buf policies;
};

/* What records say, before it becomes the program's folders and units. */
struct rows {
    struct program *program;
    bool heed;                /* what linking found counts */
    struct body_row *bodies;
    size_t body_count, body_room;
    struct meeting_row *meetings;
    size_t meeting_count, meeting_room;
};

struct linked_part_place {
    const char *name, *spans;
    size_t spans_size, at, size;
    bool wanted;
};
struct linked_folder {
    const char *path;
    size_t *parts, part_count;
};
struct linked_reader {
    struct program *program;
    const char *path;
    int file;
    uint64_t size;            /* of the file */
    bool combined;
    const char *as_of;
    size_t bodies_at, bodies_size;
    struct linked_part_place *parts;
    size_t part_count;
    struct linked_folder *folders; /* by path */
    size_t folder_count;
};

bool bad_part(struct program *program, const char *path, const char *why); /* reports; false */
/* A record with whether what it is of has errors after linking. False: it is none. */
bool rows_take(struct rows *rows, struct unpack record, bool failed);
/* Sorts, and makes the program's folders and units of them. False: some contradict others; reported. all: bodies must be there. */
bool rows_arrange(struct rows *rows, bool all);
void rows_free(struct rows *rows);

/* False: reported. */
bool reader_open(struct linked_reader *reader, struct program *program, const char *path);
void reader_close(struct linked_reader *reader);
bool reader_bodies(struct linked_reader *reader, struct rows *rows);
bool reader_part(struct linked_reader *reader, size_t part, struct rows *rows);
const char *folder_part(struct program *program, const char *path);

#endif
