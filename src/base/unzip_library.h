/* The functions of libzip that unzip.c uses. */
#ifndef BASE_UNZIP_LIBRARY_H
#define BASE_UNZIP_LIBRARY_H

#include <zip.h>

#define ZIP_FUNCTIONS(DO) \
    DO(discard) DO(error_code_zip) DO(error_fini) DO(error_init) DO(fclose) DO(file_get_error) DO(fopen_index) DO(fread) \
    DO(get_error) DO(get_name) DO(get_num_entries) DO(open_from_source) DO(source_buffer_create) DO(source_free) DO(stat_index) DO(stat_init)

struct zip_library {
#define FIELD(name) __typeof__(zip_##name) *(name);
    ZIP_FUNCTIONS(FIELD)
#undef FIELD
};

/* Without it the process ends, as it would not even begin were libzip linked. */
void zip_library_find(struct zip_library *library);

#endif
