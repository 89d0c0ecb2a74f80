/* The canonical layout of files.
 *     canonical [-f] FILE [-o FILE]…
 * prints each file in the canonical layout, or writes it behind -o; -f fills long prose. Status 1: a file is no XML, or its
 * canonical form is not its own canonical form. */
#include "base/port.h"
#include "base/write.h"
#include "document/canonical.h"
#include "render/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct grammar *built_in(struct data *data)
{
    const char *bytes, *why;
    size_t size;
    return data_find(data, "schemas/minutes.rng", &bytes, &size) ? grammar_new(bytes, size, &why) : NULL;
}

static bool lay_out(const char *bytes, size_t size, const struct grammar *grammar, const struct canonical_options *options, struct buf *out)
{
    struct xml_doc *tree = xml_parse_all(bytes, size, NULL);
    buf_clear(out);
    if (tree)
        canonical_write(tree, grammar, options, out);
    xml_free(tree);
    return tree != NULL;
}

static int one_file(const char *path, const char *to, const struct grammar *grammar, const struct canonical_options *options)
{
    struct buf bytes = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
    size_t size;
    const char *why = "is not well formed";
    bool good = port_read(NULL, path, LIMIT_FILE, &bytes, &size, &why) == PORT_OK &&
                lay_out(bytes.data, bytes.size, grammar, options, &once);
    if (good && (!lay_out(once.data, once.size, grammar, options, &twice) || strcmp(once.data, twice.data) != 0)) {
        why = "changes when it is laid out again";
        good = false;
    }
    if (!good)
        fprintf(stderr, "canonical: %s: %s\n", path, why);
    else if (!to)
        fwrite(once.data, 1, once.size, stdout);
    else if (write_file(to, once.data, once.size, &why) == WRITE_FAILED)
        good = false;
    buf_free(&bytes);
    buf_free(&once);
    buf_free(&twice);
    return good ? 0 : 1;
}

int main(int argc, char **argv)
{
    xml_start();
    struct data *data = data_new(NULL);
    struct grammar *grammar = built_in(data);
    struct canonical_options options = {false};
    int status = grammar ? 0 : 2;
    for (int i = 1; i < argc && grammar; i++) {
        if (strcmp(argv[i], "-f") == 0) {
            options.fill = true;
            continue;
        }
        bool to = i + 2 < argc && strcmp(argv[i + 1], "-o") == 0;
        status |= one_file(argv[i], to ? argv[i + 2] : NULL, grammar, &options);
        i += to ? 2 : 0;
    }
    grammar_free(grammar);
    data_free(data);
    xml_stop();
    return status;
}
