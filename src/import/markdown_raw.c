/* The words of Markdown as they stand in its lines, with a markup's signs taken off one by one: apart from what cmark makes of the text, and
 * what it made is held against this. */
#include "import/markdown_parts.h"

#include "xml/xml.h"

#include <string.h>

enum { LOOKED_AHEAD = 1024, PAIR = 600, BUDGET = 500000000, BRACKETS = 16, ASKED = 20000 };

struct bracket {
    size_t line, words; /* where it stands: bytes of its line's words */
};

struct raw {
    const struct markdown *markdown;
    struct blocks *blocks;
    struct buf words;
    const char *end;      /* of the text */
    const char *stop;     /* of this paragraph */
    size_t line, shown;   /* where we are; where the words begin */
    enum block_zone zone;
    size_t open;          /* brackets of this paragraph that are not closed */
    struct bracket brackets[BRACKETS]; /* the first of them */
    bool table, html;
    bool ended[TAGS];     /* no end tag of it comes any more */
    size_t budget;        /* bytes that may still be looked ahead at: what is made to waste it is read plainly */
};

static void flush(struct raw *raw)
{
    blocks_raw(raw->blocks, raw->zone, raw->line, buf_text(&raw->words), raw->words.size);
    buf_clear(&raw->words);
}

static bool is_word(char c)
{
    return ((c | ' ') >= 'a' && (c | ' ') <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n';
}

static bool is_sign(char c)
{
    return c > ' ' && c < 0x7F && !is_word(c);
}

static void add(struct raw *raw, const char *text, size_t size)
{
    for (const char *end = text + size; text < end; text++) {
        if (*text == '\n') {
            flush(raw);
            raw->line++;
        } else {
            buf_char(&raw->words, *text);
        }
    }
}

/* Passes over bytes; lines end as they do. */
static const char *pass(struct raw *raw, const char *at, const char *to)
{
    for (; at < to; at++)
        if (*at == '\n')
            add(raw, at, 1);
    return to;
}

static const char *ahead(struct raw *raw, const char *at)
{
    size_t window = raw->stop - at > LOOKED_AHEAD ? LOOKED_AHEAD : (size_t)(raw->stop - at);
    if (window > raw->budget)
        return at;
    raw->budget -= window;
    return at + window;
}

/* -- what a sign begins; each returns where to go on, NULL: the sign stands for itself -- */

static size_t ticks(const char *at, const char *most)
{
    size_t count = 0;
    while (at + count < most && at[count] == '`')
        count++;
    return count;
}

/* What is not closed stands as it is. */
static const char *pass_code(struct raw *raw, const char *at)
{
    const char *most = ahead(raw, at);
    size_t wanted = ticks(at, raw->stop), run;
    at += wanted;
    for (const char *close = at; close < most; close += run ? run : 1) {
        run = ticks(close, most);
        if (run != wanted)
            continue;
        add(raw, at, (size_t)(close - at));
        return close + wanted;
    }
    add(raw, at - wanted, wanted);
    return at;
}

static const char *pass_comment(struct raw *raw, const char *at)
{
    const char *close = memmem(at + 4, (size_t)(raw->end - at - 4), "-->", 3);
    struct buf before = raw->words; /* a word may go on behind it */
    raw->words = (struct buf)BUF_INIT;
    raw->zone = ZONE_HIDDEN;
    add(raw, at + 4, (size_t)(close - at - 4));
    flush(raw);
    buf_free(&raw->words);
    raw->words = before;
    raw->zone = ZONE_BODY;
    if (close + 3 > raw->stop)
        raw->stop = close + 3;
    return close + 3;
}

/* Scripts and style sheets are no words. */
static const char *pass_dropped(struct raw *raw, const char *after, const char *name)
{
    char wanted[40] = "</";
    enum html_tag tag = html_tag_of(name);
    if (!html_is(tag, HTML_DROPPED) || !raw->markdown->ends[tag] || raw->ended[tag])
        return after;
    strcat(wanted, name);
    const char *close = strcasestr(after, wanted);
    raw->ended[tag] = !close || close >= raw->end;
    if (raw->ended[tag])
        return after;
    raw->stop = close > raw->stop ? close : raw->stop;
    return pass(raw, after, close);
}

/* Words do not run over the tags of paragraphs. */
static bool part(struct raw *raw, enum html_tag tag)
{
    if (html_is(tag, HTML_BLOCK) || tag == TAG_BR)
        add(raw, " ", 1);
    return true;
}

static const char *pass_tag(struct raw *raw, const char *at)
{
    char name[32];
    const char *most = ahead(raw, at), *from = at + 1;
    bool end_tag = from < most && *from == '/';
    size_t size = 0;
    for (from += end_tag; from + size < most && size < sizeof name - 1 && is_word(from[size]); size++)
        name[size] = from[size] >= 'A' && from[size] <= 'Z' ? (char)(from[size] | ' ') : from[size];
    name[size] = '\0';
    if (!size || (from + size < most && !strchr(" \t\n/>", from[size])) || !markdown_knows(raw->markdown, name, end_tag))
        return NULL;
    char quote = '\0';
    for (const char *end = from + size; end < most; end++) {
        if (quote ? *end == quote : (*end == '"' || *end == '\''))
            quote = quote ? '\0' : *end;
        else if (!quote && *end == '>' && part(raw, html_tag_of(name)))
            return end_tag ? pass(raw, at, end + 1) : pass_dropped(raw, pass(raw, at, end + 1), name);
    }
    return NULL;
}

/* "<https://…>" and "<name@host>" are shown as they are. */
static const char *pass_address(struct raw *raw, const char *at)
{
    bool address = false;
    for (const char *end = at + 1, *most = ahead(raw, at); end < most && !is_blank(*end) && *end != '<'; end++) {
        address |= *end == ':' || *end == '@';
        if (*end == '>' && address) {
            add(raw, at + 1, (size_t)(end - at - 1));
            return end + 1;
        }
    }
    return NULL;
}

/* Whether it is one to those who read the text, too. */
static bool is_comment(const struct raw *raw)
{
    size_t i = raw->line - raw->markdown->first;
    return i < raw->markdown->lines && raw->markdown->comments[i];
}

static const char *pass_less(struct raw *raw, const char *at)
{
    const char *comment_end = raw->markdown->comment_end;
    if (raw->stop - at > 3 && memcmp(at, "<!--", 4) == 0)
        return comment_end && at + 4 <= comment_end && at[4] != '>' && is_comment(raw) ? pass_comment(raw, at) : NULL;
    if (raw->stop - at > 2 && (at[1] == '!' || at[1] == '?')) {
        size_t size = html_declaration(at, (size_t)(ahead(raw, at) - at));
        return size ? at + size : NULL;
    }
    const char *after = pass_address(raw, at);
    return after ? after : pass_tag(raw, at);
}

static const char *pass_blanks(const char *at, const char *most)
{
    while (at < most && is_blank(*at))
        at++;
    return at;
}

/* The end of "(address "title")"; NULL: it is none, and words like others. */
static const char *link_end(struct raw *raw, const char *at)
{
    const char *most = ahead(raw, at);
    size_t depth = 0;
    at = pass_blanks(at + 1, most);
    if (at < most && *at == '<') {
        while (at < most && *at != '>' && *at != '\n')
            at++;
        at += at < most;
    } else {
        for (; at < most && !is_blank(*at) && (*at != ')' || depth); at++) {
            at += *at == '\\' && at + 1 < most;
            depth += *at == '(';
            depth -= *at == ')' && depth;
        }
    }
    at = pass_blanks(at, most);
    if (at < most && strchr("\"'(", *at)) {
        char close = *at == '(' ? ')' : *at;
        for (at++; at < most && *at != close; at++)
            at += *at == '\\' && at + 1 < most;
        at = pass_blanks(at < most ? at + 1 : at, most);
    }
    return at < most && *at == ')' && !depth ? at + 1 : NULL;
}

/* Words of a picture are told apart: a word may go on behind it. */
static void put_aside(struct raw *raw, const struct bracket *bracket)
{
    const char *words = buf_text(&raw->words);
    if (raw->line != bracket->line || !bracket->words || words[bracket->words - 1] != '!' || html_is_emoji(words + bracket->words + 1))
        return;
    blocks_raw(raw->blocks, raw->zone, raw->line, words + bracket->words + 1, raw->words.size - bracket->words - 1);
    raw->words.size = bracket->words - 1;
}

static bool is_wordless(const struct raw *raw, const struct bracket *bracket)
{
    bool picture = bracket->words && raw->words.data[bracket->words - 1] == '!';
    return raw->line == bracket->line && raw->words.size == bracket->words + 1 && !picture;
}

/* A link without words shows where it leads. */
static const char *show_address(struct raw *raw, const struct bracket *bracket, const char *at, const char *end)
{
    const char *from = pass_blanks(at + 1, end - 1);
    bool angled = *from == '<';
    from += angled;
    const char *to = from;
    while (to < end - 1 && (angled ? *to != '>' : !is_blank(*to)))
        to++;
    raw->words.size = bracket->words;
    pass(raw, at, from);
    add(raw, from, (size_t)(to - from));
    return pass(raw, to, end);
}

static const char *pass_close(struct raw *raw, const char *at)
{
    const char *next = at + 1, *end = NULL;
    if (!raw->open || next >= raw->stop)
        return NULL;
    raw->open--;
    if (*next == '(')
        end = link_end(raw, next);
    else if (*next == '[') {
        const char *close = memchr(next, ']', (size_t)(ahead(raw, next) - next));
        bool label = close && (close == next + 1 || markdown_has_label(raw->markdown, next + 1, (size_t)(close - next - 1)));
        end = label ? close + 1 : NULL;
    }
    const struct bracket *bracket = end && raw->open < BRACKETS ? &raw->brackets[raw->open] : NULL;
    if (bracket && *next == '(' && is_wordless(raw, bracket))
        return show_address(raw, bracket, next, end);
    if (bracket)
        put_aside(raw, bracket);
    return end ? pass(raw, next, end) : NULL;
}

static const char *pass_open(struct raw *raw, const char *at)
{
    size_t note = markdown_note(at, raw->stop);
    if (raw->open < BRACKETS)
        raw->brackets[raw->open] = (struct bracket){raw->line, raw->words.size};
    raw->open++;
    if (!note)
        return NULL;
    raw->open--;
    add(raw, "[", 1);
    add(raw, at + 2, note);
    add(raw, "]", 1);
    return at + note + 3;
}

static const char *pass_reference(struct raw *raw, const char *at)
{
    char character[8];
    size_t room = (size_t)(raw->stop - at), size = html_reference(at, room, character);
    if (size && at[size - 1] == ';') {
        add(raw, character, strlen(character));
        return at + size;
    }
    for (size = 1; size < room && size < 32 && is_word(at[size]); size++)
        ;
    if (size < 3 || size == room || at[size] != ';' || raw->budget < ASKED)
        return NULL;
    raw->budget -= ASKED;
    const char *text = markdown_reference(raw->markdown, at, size + 1);
    if (text)
        add(raw, text, strlen(text));
    return text ? at + size + 1 : NULL;
}

static const char *pass_escape(struct raw *raw, const char *at)
{
    if (at + 1 < raw->stop && is_sign(at[1])) {
        add(raw, at + 1, 1);
        return at + 2;
    }
    return at + 1 < raw->stop && at[1] == '\n' ? at + 1 : NULL;
}

static size_t same_signs(const char *at, const char *end, char sign)
{
    size_t count = 0;
    while (at + count < end && at[count] == sign)
        count++;
    return count;
}

/* Whether such a run opens an emphasis shortly before, or closes one shortly after. */
static bool is_paired(const struct raw *raw, const char *from, size_t size)
{
    const char *first = from - raw->markdown->text > PAIR ? from - PAIR : raw->markdown->text;
    const char *last = raw->stop - from > PAIR ? from + PAIR : raw->stop;
    for (const char *at = from + size; at < last; at++) {
        size_t run = same_signs(at, last, *from);
        if (run == size && at > from + size && !is_blank(at[-1]) && at[-1] != '\\' && (at + run == last || !is_word(at[run])))
            return true;
        at += run;
    }
    for (const char *end = from; end > first; end--) {
        const char *at = end;
        while (at > first && at[-1] == *from)
            at--;
        bool escaped = at > first && at[-1] == '\\';
        if ((size_t)(end - at) == size && !escaped && (at == first || !is_word(at[-1])) && !is_blank(*end))
            return true;
        end = at < end ? at + (at == first) : end;
    }
    return false;
}

/* A run of signs of emphasis; between two words it is one only if another is its pair. */
static const char *pass_emphasis(struct raw *raw, const char *at)
{
    size_t size = same_signs(at, raw->stop, *at);
    bool inside = raw->words.size && is_word(raw->words.data[raw->words.size - 1]) && at + size < raw->stop && is_word(at[size]);
    if (inside && (*at == '_' || !is_paired(raw, at, size)))
        add(raw, at, size);
    return at + size;
}

static const char *pass_bar(struct raw *raw, const char *at)
{
    if (!raw->table)
        return NULL;
    add(raw, " ", 1);
    return at + 1;
}

static const struct sign {
    char sign;
    const char *(*pass)(struct raw *raw, const char *at);
} signs[] = {{'`', pass_code},   {'<', pass_less},   {'[', pass_open},     {']', pass_close},    {'&', pass_reference},
             {'\\', pass_escape}, {'*', pass_emphasis}, {'_', pass_emphasis}, {'~', pass_emphasis}, {'|', pass_bar}};

/* -- paragraphs -- */

/* Words of a paragraph; its first line begins at its words. What is passed over may reach beyond it. */
static const char *add_paragraph(struct raw *raw, const char *at)
{
    while (at < raw->stop) {
        const char *after = NULL;
        for (size_t i = 0; i < sizeof signs / sizeof *signs && !after; i++)
            if (signs[i].sign == *at && (!raw->html || strchr("<&", *at)))
                after = signs[i].pass(raw, at);
        if (!after)
            add(raw, at, 1);
        at = after ? after : at + 1;
    }
    return at;
}

static bool has_mark(const struct markdown_line *line)
{
    for (const char *at = line->text; at < line->words; at++)
        if (!is_blank(*at))
            return true;
    return false;
}

static enum line_kind kind_of(const struct raw *raw, size_t line)
{
    size_t i = line - raw->markdown->first;
    return i < raw->markdown->lines ? raw->markdown->kinds[i] : LINE_OF_MARKDOWN;
}

static const char *end_of_html(const struct raw *raw, const char *at)
{
    for (size_t line = raw->line; at < raw->end && kind_of(raw, line) == LINE_OF_HTML; line++) {
        const char *stop = memchr(at, '\n', (size_t)(raw->end - at));
        at = stop ? stop + 1 : raw->end;
    }
    return at;
}

/* Into words that are in no list only an entry numbered 1 can break (CommonMark 0.31, 5.2). */
static bool breaks_in(const struct markdown_line *line, bool listed)
{
    const char *at = line->text;
    while (at < line->words && is_blank(*at))
        at++;
    return has_mark(line) && (listed || *at < '0' || *at > '9' || (*at == '1' && (at[1] == '.' || at[1] == ')')));
}

/* The end of the paragraph at a line: before an empty line, a mark of a list, a fence, a definition or HTML. */
static const char *paragraph_end(struct raw *raw, const char *at)
{
    bool first = true, listed = false;
    raw->table = false;
    for (size_t number = raw->line; at < raw->end; number++) {
        const char *next;
        struct markdown_line line = markdown_line(at, raw->end, &next);
        if (!first && (line.blank || kind_of(raw, number) != LINE_OF_MARKDOWN ||
                       breaks_in(&line, listed) || markdown_fence(&line) || markdown_defines(&line)))
            return at;
        raw->table |= markdown_delimiters(&line) > 0;
        listed |= first && (has_mark(&line) || is_blank(*line.text));
        first = false;
        at = next;
    }
    return at;
}

/* A box to tick at the head of an entry; only behind a mark of its own. */
static const char *after_box(const struct markdown_line *line)
{
    const char *at = line->words, *mark = line->text;
    while (mark < at && is_blank(*mark))
        mark++;
    bool entry = mark < at && *mark != '>';
    while (mark < at && !is_blank(*mark))
        mark++;
    for (; mark < at; mark++)
        entry &= is_blank(*mark);
    bool box = line->size > 3 && at[0] == '[' && strchr(" xX", at[1]) && at[2] == ']' && is_blank(at[3]);
    return entry && box ? at + 3 : at;
}

static const char *add_fenced(struct raw *raw, const char *at, const char *next, const struct markdown_line *opening, size_t fence)
{
    char sign = *opening->words;
    if (memchr(opening->words + fence, ' ', opening->size - fence))
        add(raw, opening->words + fence, opening->size - fence);
    while (at < raw->end) {
        add(raw, "\n", 1);
        at = next;
        if (at >= raw->end)
            break;
        struct markdown_line line = markdown_line(at, raw->end, &next);
        size_t signs_here = markdown_fence(&line);
        bool closes = signs_here >= fence && *line.words == sign;
        for (size_t i = signs_here; closes && i < line.size; i++)
            closes = is_blank(line.words[i]);
        if (!closes) {
            const char *end = next > at && next[-1] == '\n' ? next - 1 : next;
            add(raw, at, (size_t)(end - at));
            continue;
        }
        add(raw, "\n", 1);
        return next;
    }
    return raw->end;
}

void markdown_raw(const struct markdown *markdown, struct blocks *blocks)
{
    struct raw raw = {.markdown = markdown, .blocks = blocks, .line = markdown->first, .end = markdown->text + markdown->size,
                      .budget = BUDGET};
    for (const char *at = markdown->text; at < raw.end;) {
        const char *next;
        struct markdown_line line = markdown_line(at, raw.end, &next);
        size_t fence = markdown_fence(&line);
        if (line.blank || markdown_defines(&line)) {
            at = next;
            raw.line++;
            continue;
        }
        enum line_kind kind = kind_of(&raw, raw.line);
        raw.html = kind == LINE_OF_HTML;
        raw.open = 0;
        if (raw.html) {
            raw.stop = end_of_html(&raw, at);
            at = add_paragraph(&raw, at);
            continue;
        }
        if (kind == LINE_PLAIN) {
            add(&raw, at, (size_t)(next - at));
            at = next;
            continue;
        }
        if (fence) {
            at = add_fenced(&raw, at, next, &line, fence);
            continue;
        }
        raw.stop = paragraph_end(&raw, at);
        add(&raw, line.text, (size_t)(line.words - line.text));
        at = add_paragraph(&raw, after_box(&line));
    }
    flush(&raw);
    buf_free(&raw.words);
}
