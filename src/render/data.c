/* Grammar, stylesheets and labels: from the program itself or from a folder of the same layout. */
#include "base/hash.h"
#include "base/port.h"
#include "render/data_table.h"
#include "render/render.h"

#include <stdlib.h>
#include <string.h>

enum { LIMIT_DATA = 16 << 20 };

struct loaded {
    char *path;
    struct buf bytes;
};

struct kept {
    char *name;
    void *thing;
    void (*drop)(void *thing);
};

struct data {
    char *folder; /* NULL: the built-in files */
    struct kept *kept;
    size_t kept_count, kept_room;
    struct loaded *loaded;
    size_t count, room;
    bool hashed;
    struct hash built_in; /* of the built-in files, once it was asked for */
};

struct data *data_new(const char *folder)
{
    struct data *data = mem_zero(1, sizeof *data);
    if (folder)
        data->folder = mem_copy(folder);
    return data;
}

void data_free(struct data *data)
{
    if (!data)
        return;
    for (size_t i = 0; i < data->count; i++) {
        free(data->loaded[i].path);
        buf_free(&data->loaded[i].bytes);
    }
    for (size_t i = 0; i < data->kept_count; i++) {
        data->kept[i].drop(data->kept[i].thing);
        free(data->kept[i].name);
    }
    free(data->kept);
    free(data->loaded);
    free(data->folder);
    free(data);
}

void *data_kept(struct data *data, const char *name)
{
    for (size_t i = 0; i < data->kept_count; i++)
        if (strcmp(data->kept[i].name, name) == 0)
            return data->kept[i].thing;
    return NULL;
}

void data_keep(struct data *data, const char *name, void *thing, void (*drop)(void *thing))
{
    MEM_GROW(data->kept, data->kept_count, data->kept_room);
    data->kept[data->kept_count++] = (struct kept){mem_copy(name), thing, drop};
}

static bool find_built_in(const char *path, const char **bytes, size_t *size)
{
    for (const struct data_file *file = data_table; file->path; file++) {
        if (strcmp(file->path, path) == 0) {
            *bytes = (const char *)file->bytes;
            *size = file->size;
            return true;
        }
    }
    return false;
}

/* Keeps what it read: the bytes are borrowed by callers as long as data lives. */
static bool find_in_folder(struct data *data, const char *path, const char **bytes, size_t *size)
{
    for (size_t i = 0; i < data->count; i++) {
        if (strcmp(data->loaded[i].path, path) == 0) {
            *bytes = buf_text(&data->loaded[i].bytes);
            *size = data->loaded[i].bytes.size;
            return true;
        }
    }
    struct buf read = BUF_INIT;
    const char *why = NULL;
    if (port_read(data->folder, path, LIMIT_DATA, &read, size, &why) != PORT_OK) {
        buf_free(&read);
        return false;
    }
    MEM_GROW(data->loaded, data->count, data->room);
    data->loaded[data->count++] = (struct loaded){mem_copy(path), read};
    *bytes = buf_text(&read);
    return true;
}

/* What a folder does not hold is taken from the program; what it holds but cannot be read is not. */
static bool in_folder(const struct data *data, const char *path)
{
    struct buf full = BUF_INIT;
    buf_printf(&full, "%s/%s", data->folder, path);
    bool is = port_kind(buf_text(&full), false) != PORT_NONE;
    buf_free(&full);
    return is;
}

bool data_find(struct data *data, const char *path, const char **bytes, size_t *size)
{
    if (data->folder && in_folder(data, path))
        return find_in_folder(data, path, bytes, size);
    return find_built_in(path, bytes, size);
}

struct gathering {
    struct data *data;
    struct hasher *hasher;
    const char *folder;
};

static void add_folder(struct data *data, struct hasher *hasher, const char *folder);

static bool add_entry(void *with, const struct port_entry *entry)
{
    struct gathering *gathering = with;
    struct buf path = BUF_INIT, bytes = BUF_INIT;
    size_t size;
    const char *why;
    buf_printf(&path, "%s/%s", gathering->folder, entry->name);
    if (entry->kind == PORT_FOLDER)
        add_folder(gathering->data, gathering->hasher, buf_text(&path));
    else if (port_read(gathering->data->folder, buf_text(&path), LIMIT_DATA, &bytes, &size, &why) == PORT_OK) {
        hasher_add_text(gathering->hasher, buf_text(&path));
        hasher_add_number(gathering->hasher, size);
        hasher_add(gathering->hasher, bytes.data, size);
    }
    buf_free(&path);
    buf_free(&bytes);
    return true;
}

static void add_folder(struct data *data, struct hasher *hasher, const char *folder)
{
    struct gathering gathering = {data, hasher, folder};
    struct buf path = BUF_INIT;
    const char *why;
    buf_printf(&path, "%s/%s", data->folder, folder);
    port_folder(buf_text(&path), add_entry, &gathering, &why);
    buf_free(&path);
}

static struct hash built_in(struct data *data)
{
    struct hasher *hasher = data->hashed ? NULL : hasher_new();
    for (const struct data_file *file = data_table; file->path && hasher; file++)
        hasher_add(hasher, file->bytes, file->size);
    if (hasher)
        data->built_in = hasher_take(hasher);
    hasher_free(hasher);
    data->hashed = true;
    return data->built_in;
}

/* A folder's stylesheets may include others that the program does not know. */
struct hash data_hash(struct data *data)
{
    struct hash of_program = built_in(data);
    if (!data->folder)
        return of_program;
    struct hasher *hasher = hasher_new();
    hasher_add(hasher, &of_program, sizeof of_program);
    add_folder(data, hasher, "schemas");
    add_folder(data, hasher, "stylesheets");
    struct hash hash = hasher_take(hasher);
    hasher_free(hasher);
    return hash;
}

static void drop_grammar(void *grammar)
{
    grammar_free(grammar);
}

struct grammar *data_grammar(struct data *data, struct diag_log *log)
{
    static const char path[] = "schemas/minutes.rng";
    struct grammar *grammar = data_kept(data, path);
    const char *bytes, *why = "it is not there";
    size_t size;
    if (grammar)
        return grammar;
    bool there = data_find(data, path, &bytes, &size);
    if (there && (grammar = grammar_new(bytes, size, &why)))
        data_keep(data, path, grammar, drop_grammar);
    else if (log)
        diag_add(log, D_BAD_DATA, (struct place){0}, there ? "schemas" : path, why);
    return grammar;
}
