#include "base/office.h"

#include "base/mem.h"

#include <stdlib.h>

enum { FIXED = 11, SAID = 4 << 20 };

/* The names that it goes by. */
static const char *const names[] = {"soffice", "libreoffice"};

bool office_is_there(void)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (run_finds(names[i]))
            return true;
    return false;
}

enum run_end office_convert(const struct office_order *order, int *status)
{
    size_t count = 0;
    while (order->files[count])
        count++;
    struct buf profile = BUF_INIT, said = BUF_INIT;
    buf_printf(&profile, "-env:UserInstallation=file://%s/profile", order->folder);
    const char *const fixed[FIXED] = {NULL,       "--headless",   "--norestore",    "--nolockcheck", "--nodefault", "--nologo",
                                      profile.data, "--convert-to", order->filter, "--outdir",      order->into};
    const char **argv = mem_zero(FIXED + count + 1, sizeof *argv);
    for (size_t i = 0; i < FIXED; i++)
        argv[i] = fixed[i];
    for (size_t i = 0; i < count; i++)
        argv[FIXED + i] = order->files[i];
    enum run_end end = RUN_MISSING;
    for (size_t i = 0; end == RUN_MISSING && i < sizeof names / sizeof *names; i++) {
        argv[0] = names[i];
        end = run_program(&(struct run_order){argv, order->folder, order->seconds, SAID}, &said, status);
    }
    free(argv);
    buf_free(&profile);
    buf_free(&said);
    return end;
}
