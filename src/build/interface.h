/* Interface files: what reading one file gave, so that it can be linked elsewhere. And what they share with linked files: a first line that
 * says what they are and which program made them, records of bodies and of meetings, and a hash behind what must be whole. */
#ifndef BUILD_INTERFACE_H
#define BUILD_INTERFACE_H

#include "build/worker.h"

/* Reads a body.xml, or a meeting's file with the body.xml beside it, and nothing else. False: reported. */
bool program_interface(struct program *program, const char *file, struct buf *out);

enum { PART_HASH = 16, LIMIT_INTERFACE = 256 << 20 };

/* "minutec KIND 1 VERSION HASH\n" */
void part_line(struct program *program, const char *kind, struct buf *out);
/* What these first bytes of a file are: NULL, or what is wrong with them for a file of the kind. *from: what comes behind the line. */
const char *part_fault(struct program *program, const char *kind, struct unpack *from);
/* The hash of all that was added since begin. */
void part_seal(struct buf *out, size_t begin);
/* Whether the last bytes are the hash of those before; then they are taken off. */
bool part_sealed(const char *begin, struct unpack *from);

enum record { RECORD_BODY = 1, RECORD_MEETING = 2 };

/* A record is a run of bytes (base/pack.h) that begins with its kind. policies: as diag_pack_levels gives them. */
void pack_body(const struct folder *folder, bool failed, const struct buf *policies, struct buf *out);
void pack_unit(const struct unit *unit, bool has_body, bool failed, const struct buf *facts, struct buf *out);
/* Fills in what is in a record, behind its kind. The rest of a unit's folder: its path and whether it had a body.xml, whose hash is in
 * unit->read_with, as pack_unit takes it. False: it is none. Texts are the arena's; facts point into the bytes. */
bool unpack_body(struct program *program, struct unpack *from, struct folder *folder, struct unpack *policies);
bool unpack_unit(struct program *program, struct unpack *from, struct unit *unit, bool *has_body, struct unpack *facts);

#endif
