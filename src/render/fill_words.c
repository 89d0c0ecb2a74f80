/* Words into lines: breaks at blanks, counts columns, leaves whole what it may not break. */
#include "base/lanes.h"
#include "base/text.h"
#include "render/fill.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* -- what a node holds -- */

static bool is_break(const struct node *node)
{
    return strcmp(node_name(node), "br") == 0;
}

static void add_chars(const char *text, struct buf *words)
{
    while (*text) {
        size_t run = strcspn(text, "\t\n\r");
        buf_add(words, text, run);
        text += run;
        for (; *text && is_blank(*text); text++)
            buf_str(words, *text == '\t' ? "  " : " ");
    }
}

void fill_gather(struct fill *fill, const struct node *node, struct buf *words)
{
    for (const struct node *child = node_first_any(node); child; child = node_next_any(child)) {
        if (node_is_text(child))
            add_chars(node_chars(child), words);
        else if (is_break(child))
            buf_char(words, '\n');
        else
            fill_fail(fill, "the stylesheet put among words what is no word:", node_name(child));
    }
}

bool fill_is_words(const struct node *node)
{
    for (const struct node *child = node_first(node); child; child = node_next(child))
        if (!is_break(child))
            return false;
    return true;
}

/* -- words -- */

/* The next word of a text; blanks counts those before it. */
struct word {
    const char *text;
    size_t size, blanks;
    int width;
    bool forced; /* no word: a forced break */
};

/* A no-break space at a word's edge has nothing to hold together. */
static size_t edge_before(const char *text, size_t size)
{
    return size >= 2 && memcmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static void trim_edges(struct word *word)
{
    while (edge_before(word->text, word->size)) {
        word->text += 2;
        word->size -= 2;
    }
    while (word->size >= 2 && edge_before(word->text + word->size - 2, 2))
        word->size -= 2;
}

/* Up to the next blank. */
static void take_word(const char **at, const char *end, struct word *word)
{
    const char *to = word->text = *at;
    bool plain = true; /* printable ASCII: a column each */
    for (; to < end && *to != ' ' && *to != '\n'; to++)
        plain = plain && *to > ' ' && *to < 0x7F;
    *at = to;
    word->size = (size_t)(to - word->text);
    if (!plain)
        trim_edges(word);
    word->width = plain ? (int)word->size : text_width(word->text, word->size);
}

static bool next_word(const char **at, const char *end, struct word *word)
{
    *word = (struct word){0};
    while (*at < end) {
        while (*at < end && **at == ' ') {
            word->blanks++;
            (*at)++;
        }
        if (*at == end)
            return false;
        if (**at == '\n') {
            (*at)++;
            word->forced = true;
            return true;
        }
        take_word(at, end, word);
        if (word->size)
            return true;
        word->blanks++;
    }
    return false;
}

/* -- lines -- */

struct filling {
    struct fill_area *area;
    struct buf *line;
    struct fill_style style;
    int width;   /* of the line so far, without its indent */
    bool begun;  /* the line holds a word */
    bool second; /* the paragraph has a line already */
    int widest;
};

static int indent_of(const struct filling *filling)
{
    int hang = filling->style.hang, most = filling->area->width / 3;
    return !filling->second ? 0 : hang < most ? hang : most;
}

static int room_of(const struct filling *filling)
{
    return filling->area->width - indent_of(filling) - filling->area->less;
}

static void end_line(struct filling *filling)
{
    struct fill_area *area = filling->area;
    int indent = indent_of(filling), spare = room_of(filling) - filling->width;
    if (spare > 0 && filling->style.align != FILL_LEFT)
        indent += filling->style.align == FILL_RIGHT ? spare : spare / 2;
    struct fill_line line = {NULL, (size_t)indent + filling->line->size, indent + filling->width};
    char *text = arena_alloc(area->fill->arena, line.size + 1);
    memset(text, ' ', (size_t)indent);
    memcpy(text + indent, buf_text(filling->line), filling->line->size);
    line.text = text;
    fill_push_kept(area, line);
    buf_clear(filling->line);
    filling->widest = line.width > filling->widest ? line.width : filling->widest;
    filling->second = true;
    filling->begun = false;
    filling->width = 0;
}

/* -- words wider than their cell -- */

static bool is_address(const struct word *word)
{
    for (size_t i = 0; i < word->size; i++)
        if (word->text[i] == '@' || (word->size - i >= 3 && memcmp(word->text + i, "://", 3) == 0))
            return true;
    return false;
}

static bool is_to_break(const struct filling *filling, const struct word *word)
{
    return filling->area->cell && word->width > filling->area->width - indent_of(filling) && !is_address(word);
}

/* How much of a text fits into room columns: up to the last hyphen, dot or slash in it; else, if hard, as much as there
 * is room for, but a character at least. 0: nothing. */
static size_t fitting(const char *text, size_t size, int room, bool hard)
{
    size_t at = 0, good = 0;
    while (at < size) {
        uint32_t point;
        size_t next = text_decode(text + at, size - at, &point);
        next = at + (next ? next : 1);
        if (text_width(text, next) > room)
            break;
        at = next;
        if (at < size && strchr("-./", text[at - 1]))
            good = at;
    }
    if (good || !hard)
        return good;
    if (!at)
        at = text_decode(text, size, &(uint32_t){0});
    return at ? at : 1;
}

/* Each piece ends its line, but for the last. */
static void add_pieces(struct filling *filling, const struct word *word)
{
    const char *text = word->text;
    size_t size = word->size;
    while (text_width(text, size) > room_of(filling) - filling->width - (int)filling->begun) {
        size_t piece = fitting(text, size, room_of(filling) - filling->width - (int)filling->begun,
                               !filling->begun && !filling->area->less);
        if (piece) {
            buf_fill(filling->line, ' ', filling->begun);
            buf_add(filling->line, text, piece);
            filling->width += (int)filling->begun + text_width(text, piece);
            text += piece;
            size -= piece;
        }
        if (piece || filling->begun)
            end_line(filling);
        else
            fill_push(filling->area, "", 0, 0); /* the mark stays alone on its line */
        if (!size)
            return;
    }
    buf_fill(filling->line, ' ', filling->begun);
    buf_add(filling->line, text, size);
    filling->width += (int)filling->begun + text_width(text, size);
    filling->begun = true;
}

static void add_word(struct filling *filling, const struct word *word)
{
    if (is_to_break(filling, word)) {
        add_pieces(filling, word);
        return;
    }
    bool first = !filling->begun && !filling->second;
    size_t blanks = filling->style.keep && (filling->begun || first) ? word->blanks : filling->begun;
    if (filling->begun && filling->width + (int)blanks + word->width > room_of(filling)) {
        end_line(filling);
        blanks = 0;
    }
    if (!filling->begun && filling->area->less && word->width > room_of(filling)) {
        fill_push(filling->area, "", 0, 0); /* the mark stays alone on its line */
        blanks = 0;
    }
    if (!filling->begun && (int)blanks + word->width > room_of(filling))
        blanks = 0;
    if (blanks == 1)
        buf_char(filling->line, ' ');
    else if (blanks)
        buf_fill(filling->line, ' ', blanks);
    buf_add(filling->line, word->text, word->size);
    filling->width += (int)blanks + word->width;
    filling->begun = true;
}

/* How far there are words of a column a character, with a blank between each two: up to a character that is none, or two blanks. Behind a word
 * it begins with the blank. */
static size_t plain_size(const char *text, size_t size, bool behind)
{
    size_t at = 0;
    if (size && *text == ' ' && !behind)
        return 0;
    for (; size - at > LANES; at += LANES) {
        signed_lanes c = (signed_lanes)lanes_load(text + at);
        lanes two = (lanes)(c == ' ') & (lanes)((signed_lanes)lanes_load(text + at + 1) == ' ');
        unsigned other = lanes_bits((lanes)(c < ' ') | (lanes)(c == 0x7F) | two);
        if (other)
            return at + (size_t)__builtin_ctz(other);
    }
    while (at < size && text[at] >= ' ' && text[at] < 0x7F && (text[at] != ' ' || (at + 1 < size && text[at + 1] != ' ')))
        at++;
    return at;
}

/* A word of a cell that pieces of may go on the line before it. */
static bool is_wide(const struct filling *filling, const char *word, const char *end)
{
    const char *blank = memchr(word, ' ', (size_t)(end - word));
    return filling->area->cell && (blank ? blank : end) - word > filling->area->width - indent_of(filling);
}

/* Such words by the line, as long as a line is full before they end. */
static const char *add_lines(struct filling *filling, const char *at, const char *plain, const char *end)
{
    while (at < plain) {
        const char *from = at + filling->begun;
        int room = room_of(filling) - filling->width - filling->begun;
        size_t size = plain > from ? (size_t)(plain - from) : 0, most = room > 0 ? (size_t)room : 0;
        bool last = size <= most;
        if (!size || (last && plain < end))
            break;
        if (!last)
            for (size = most; size && from[size] != ' '; size--)
                ;
        if ((!size && !filling->begun) || (!last && is_wide(filling, from + size + (size > 0), end)))
            break;
        if (size && filling->begun)
            buf_char(filling->line, ' ');
        buf_add(filling->line, from, size);
        filling->width += size ? (int)size + filling->begun : 0;
        end_line(filling);
        at = last ? end : from + size + (size > 0);
    }
    return at;
}

int fill_paragraph(struct fill_area *area, const char *words, size_t size, struct fill_style style)
{
    struct filling filling = {.area = area, .line = &area->fill->line, .style = style};
    buf_clear(filling.line);
    struct word word;
    const char *at = words, *end = words + size, *plain = NULL;
    for (;;) {
        if (!plain || at > plain)
            plain = at + plain_size(at, (size_t)(end - at), filling.begun);
        at = add_lines(&filling, at, plain, end);
        if (!next_word(&at, end, &word))
            break;
        if (!word.forced)
            add_word(&filling, &word);
        else if (filling.begun)
            end_line(&filling);
    }
    if (filling.begun)
        end_line(&filling);
    return filling.widest;
}

/* -- lines as they are -- */

static void add_expanded(struct buf *line, const char *text, size_t size)
{
    int width = 0;
    for (size_t at = 0, end; at < size; at = end) {
        for (end = at; end < size && text[end] != '\t' && text[end] != '\r'; end++)
            ;
        buf_add(line, text + at, end - at);
        width += text_width(text + at, end - at);
        if (end < size && text[end] == '\t') {
            buf_fill(line, ' ', (size_t)(8 - width % 8));
            width += 8 - width % 8;
        }
        end += end < size;
    }
}

void fill_verbatim(struct fill_area *area, const char *text)
{
    struct buf *line = &area->fill->line;
    bool blank = false, any = false;
    while (*text) {
        size_t size = strcspn(text, "\n");
        buf_clear(line);
        add_expanded(line, text, size);
        text += size + (text[size] == '\n');
        if (text_is_blank(buf_text(line))) {
            blank = any;
            continue;
        }
        if (blank)
            area->gap = true;
        blank = false;
        any = true;
        fill_push(area, line->data, line->size, text_width(line->data, line->size));
    }
}

/* -- measuring -- */

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static struct fill_extent measure_words(const char *words, size_t size)
{
    struct fill_extent extent = {0, 0};
    struct word word;
    int line = 0;
    for (const char *at = words, *end = words + size; next_word(&at, end, &word);) {
        line = word.forced ? 0 : line + (line > 0) + word.width;
        extent.word = larger(extent.word, word.width);
        extent.line = larger(extent.line, line);
    }
    return extent;
}

static struct fill_extent measure_verbatim(const char *text)
{
    struct fill_extent extent = {0, 0};
    while (*text) {
        size_t size = strcspn(text, "\n");
        extent.line = larger(extent.line, text_width(text, size));
        text += size + (text[size] == '\n');
    }
    extent.word = extent.line;
    return extent;
}

struct fill_extent fill_measure(struct fill *fill, const struct node *node)
{
    if (strcmp(node_name(node), "pre") == 0)
        return measure_verbatim(node_text(node, fill->arena));
    const char *mark = node_attr(node, "mark");
    if (fill_is_words(node)) {
        buf_clear(&fill->words);
        buf_str(&fill->words, mark ? mark : "");
        buf_char(&fill->words, ' ');
        fill_gather(fill, node, &fill->words);
        return measure_words(buf_text(&fill->words), fill->words.size);
    }
    int indent = fill_number(node, "indent", 0), mark_width = mark ? text_width(mark, strlen(mark)) : 0;
    struct fill_extent extent = {mark_width, mark_width};
    for (const struct node *child = node_first(node); child; child = node_next(child)) {
        struct fill_extent inner = fill_measure(fill, child);
        extent.word = larger(extent.word, inner.word + indent);
        extent.line = larger(extent.line, inner.line + indent);
    }
    return extent;
}
