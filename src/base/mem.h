/* Memory that cannot fail, and arenas for what lives and dies together. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

/* Like malloc, calloc, realloc and strdup, but out of memory ends the process with status 3 and a finding. */
void *mem_alloc(size_t size);
void *mem_zero(size_t count, size_t size);
void *mem_resize(void *old, size_t count, size_t size);
char *mem_copy(const char *text);
/* Room for at least one more in an array that may become big: in large pages then, which the system gives much faster. */
void *mem_grow_large(void *old, size_t count, size_t *room, size_t size);

/* What is freed stays with the process instead of going back to the system: for one that soon needs as much again. */
void mem_hold(void);
/* Gives back what was held: for one that has just freed much and will fill it differently. */
void mem_release(void);

struct arena;

struct arena *arena_new(void);
void arena_enlarge(struct arena *arena);            /* much is to come, and to stay: from here on in large pages */
void arena_free(struct arena *arena);               /* NULL is fine */
void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for any type */
char *arena_copy(struct arena *arena, const char *text);
char *arena_copy_n(struct arena *arena, const char *text, size_t size);
char *arena_join(struct arena *arena, const char *const *parts, size_t count); /* one behind the other; NULL counts as "" */
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Makes room for one more element in a growing array that lives in an arena or on the heap:
 *     MEM_GROW(list->rows, list->count, list->room);
 *     list->rows[list->count++] = row; */
#define MEM_GROW(rows, count, room) \
    do { \
        if ((count) == (room)) { \
            (room) = (room) ? (room) * 2 : 8; \
            (rows) = mem_resize((rows), (room), sizeof *(rows)); \
        } \
    } while (0)

#endif
