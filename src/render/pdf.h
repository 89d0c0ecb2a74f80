/* PDF: another program makes it of a document of ours, and it is settled here, so that the same document gives the same bytes. */
#ifndef RENDER_PDF_H
#define RENDER_PDF_H

#include "base/diag.h"

enum pdf_maker { PDF_NONE, PDF_OFFICE, PDF_BROWSER };

/* What is installed. */
enum pdf_maker pdf_maker(void);
/* The name of the format that it makes a PDF of. */
const char *pdf_source(enum pdf_maker maker);

struct pdf_order {
    size_t number;     /* its document lies where pdf_file says */
    const char *path;  /* of the meeting, for findings */
    const char *date;  /* that goes into it; NULL or "": none is known */
    struct buf bytes;  /* the PDF; empty: it could not be made, which was reported */
};

/* Where the document with a number lies below a folder. Yours to free. */
char *pdf_file(const char *folder, size_t number, enum pdf_maker maker);
/* Makes PDFs of all these documents, with as few starts of the program as there can be. Several processes may do so in one folder. */
void pdf_make(enum pdf_maker maker, const char *folder, struct pdf_order *orders, size_t count, struct diag_log *log);

/* Puts the meeting's date in the place of the clock's, an identifier that follows from the content in the place of a random one, and
 * takes place, the address of the folder where the document lay, out of links. False: it is no whole PDF. */
bool pdf_settle(const char *bytes, size_t size, const char *date, const char *place, struct buf *out);

#endif
