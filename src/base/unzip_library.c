/* libzip is found when the first archive is read: with the cryptography that it brings it would take a third of the time to start. */
#include "base/unzip_library.h"

#ifdef ZIP_NAME

#include "base/diag.h"

#include <dlfcn.h>
#include <string.h>

static void find(void *handle, const char *name, void *function)
{
    void *found = dlsym(handle, name);
    if (!found)
        diag_stop(D_NO_LIBRARY);
    memcpy(function, &found, sizeof found); /* POSIX has the two kinds of pointers alike, C does not convert them */
}

void zip_library_find(struct zip_library *library)
{
    void *handle = dlopen(ZIP_NAME, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!handle)
        diag_stop(D_NO_LIBRARY);
#define FIND(name) find(handle, "zip_" #name, &library->name);
    ZIP_FUNCTIONS(FIND)
#undef FIND
    dlclose(handle); /* it stays */
}

#else

void zip_library_find(struct zip_library *library)
{
#define FIND(name) library->name = zip_##name;
    ZIP_FUNCTIONS(FIND)
#undef FIND
}

#endif
