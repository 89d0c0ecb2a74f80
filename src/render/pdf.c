#include "render/pdf.h"

#include "base/mem.h"
#include "base/office.h"
#include "base/port.h"
#include "render/render.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A first start may take long, and so may a page with many pictures. */
enum { START_SECONDS = 90, PAGE_SECONDS = 10, LIMIT_PDF = 256 << 20, SAID = 4 << 20, REASON = 64 };

/* Documents lie in a folder of their own, so that one above it is theirs, too: pages link there. */
#define DOCUMENTS "documents"

/* Tagged PDF/A-2b with bookmarks; the window shows the title. */
#define OFFICE_FILTER \
    "pdf:writer_pdf_Export:{\"SelectPdfVersion\":{\"type\":\"long\",\"value\":\"2\"},\"UseTaggedPDF\":{\"type\":\"boolean\"," \
    "\"value\":\"true\"},\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"},\"DisplayPDFDocumentTitle\":{\"type\":" \
    "\"boolean\",\"value\":\"true\"}}"

static const char *const browsers[] = {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"};

static const char *browser(void)
{
    for (size_t i = 0; i < sizeof browsers / sizeof *browsers; i++)
        if (run_finds(browsers[i]))
            return browsers[i];
    return NULL;
}

enum pdf_maker pdf_maker(void)
{
    return office_is_there() ? PDF_OFFICE : browser() ? PDF_BROWSER : PDF_NONE;
}

const char *pdf_source(enum pdf_maker maker)
{
    return maker == PDF_OFFICE ? "odt" : "html";
}

static const char *name_of(enum pdf_maker maker)
{
    return maker == PDF_OFFICE ? "LibreOffice" : "Chromium";
}

char *pdf_file(const char *folder, size_t number, enum pdf_maker maker)
{
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/" DOCUMENTS "/%zu.%s", folder, number, pdf_source(maker));
    return buf_take(&path);
}

/* -- one run of the program -- */

struct making {
    enum pdf_maker maker;
    const char *folder;
    char *own;               /* where this process has its profile and what was made */
    struct pdf_order **left; /* what is not made yet */
    size_t count;
    struct diag_log *log;
    struct arena *arena;
};

static const char *reason(enum run_end end, int status, int seconds, char *room)
{
    if (end == RUN_SLOW)
        snprintf(room, REASON, "it was not done after %d seconds", seconds);
    else if (end == RUN_MISSING)
        snprintf(room, REASON, "it is not there any more");
    else if (end == RUN_FAILED && status >= 0)
        snprintf(room, REASON, "it ended with status %d", status);
    else if (end == RUN_FAILED)
        snprintf(room, REASON, "it was ended by a signal");
    else
        snprintf(room, REASON, "it made no PDF of it");
    return room;
}

static void fail(const struct making *making, const struct pdf_order *order, const char *why)
{
    const struct source source = {.path = order->path};
    diag_add(making->log, D_PDF_FAILED, source_file(&source), name_of(making->maker), why);
}

static const char *made_file(const struct making *making, const struct pdf_order *order)
{
    return arena_printf(making->arena, "%s/%zu.pdf", making->own, order->number);
}

/* Whether it made a whole one. */
static bool take(const struct making *making, struct pdf_order *order)
{
    struct buf bytes = BUF_INIT;
    size_t size;
    const char *why, *place = refs_path(making->arena, arena_printf(making->arena, "%s/" DOCUMENTS, making->folder));
    bool good = port_read(NULL, made_file(making, order), LIMIT_PDF, &bytes, &size, &why) == PORT_OK &&
                pdf_settle(bytes.data, bytes.size, order->date, arena_printf(making->arena, "file://%s", place), &order->bytes);
    buf_free(&bytes);
    return good;
}

static enum run_end run_office(const struct making *making, int seconds, int *status)
{
    const char **files = mem_zero(making->count + 1, sizeof *files);
    for (size_t i = 0; i < making->count; i++)
        files[i] = pdf_file(making->folder, making->left[i]->number, making->maker);
    enum run_end end = office_convert(&(struct office_order){making->own, OFFICE_FILTER, making->own, files, seconds}, status);
    for (size_t i = 0; i < making->count; i++)
        free((char *)files[i]);
    free(files);
    return end;
}

/* It makes one PDF a start. Its sandbox does not work for root, who has no need of it here: the page is ours, and asks for nothing. */
static enum run_end run_browser(const struct making *making, int seconds, int *status)
{
    char *file = pdf_file(making->folder, making->left[0]->number, making->maker);
    struct buf said = BUF_INIT;
    const char *name = browser(), *argv[] = {
        name ? name : browsers[0], "--headless", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--no-first-run",
        "--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline",
        arena_printf(making->arena, "--user-data-dir=%s/profile", making->own),
        arena_printf(making->arena, "--print-to-pdf=%s", made_file(making, making->left[0])),
        arena_printf(making->arena, "file://%s", refs_path(making->arena, file)), geteuid() ? NULL : "--no-sandbox", NULL};
    enum run_end end = run_program(&(struct run_order){argv, making->own, seconds, SAID}, &said, status);
    buf_free(&said);
    free(file);
    return end;
}

/* Takes what was made. A program that ended in order has nothing to say of the rest; else the first that is missing was at fault, and the
 * others are tried again, unless it seems to hang whatever it is given. */
static void run_once(struct making *making)
{
    char room[REASON];
    bool office = making->maker == PDF_OFFICE;
    size_t tried = office ? making->count : 1, left = 0;
    int status = -1, seconds = START_SECONDS + PAGE_SECONDS * (int)tried;
    enum run_end end = office ? run_office(making, seconds, &status) : run_browser(making, seconds, &status);
    for (size_t i = 0; i < making->count; i++)
        if (i >= tried || !take(making, making->left[i]))
            making->left[left++] = making->left[i];
    bool any = left < making->count, hopeless = end == RUN_MISSING || (end == RUN_SLOW && !any);
    size_t untried = making->count - tried;
    size_t lost = hopeless ? left : end == RUN_GOOD ? left - untried : left > untried ? 1 : 0;
    for (size_t i = 0; i < lost; i++)
        fail(making, making->left[i], reason(end, status, seconds, room));
    memmove(making->left, making->left + lost, (left - lost) * sizeof(struct pdf_order *));
    making->count = left - lost;
}

void pdf_make(enum pdf_maker maker, const char *folder, struct pdf_order *orders, size_t count, struct diag_log *log)
{
    struct making making = {.maker = maker, .folder = folder, .count = count, .log = log, .arena = arena_new()};
    const char *why = "";
    making.left = mem_zero(count + 1, sizeof(struct pdf_order *));
    making.own = run_folder(&why);
    for (size_t i = 0; i < count; i++) {
        making.left[i] = &orders[i];
        if (!making.own)
            fail(&making, &orders[i], why);
    }
    while (making.own && making.count)
        run_once(&making);
    if (making.own)
        run_folder_remove(making.own);
    free(making.left);
    arena_free(making.arena);
}
