/* How wide the columns of a table are: each at least as its longest word, the rest by what the cells hold. */
#include "base/text.h"
#include "render/docx.h"

#include <string.h>

/* Twentieths of a point: a letter's mean width at 10 points with some air, and a cell's margins. */
enum { LETTER = 112, MARGINS = 230, LINE = 48 };

struct column {
    size_t least, wanted, given;
};

static size_t longest_word(const char *text)
{
    size_t longest = 0;
    while (*text) {
        size_t size = strcspn(text, " \t\n");
        size_t points = text_points(text, size);
        longest = points > longest ? points : longest;
        text += size + strspn(text + size, " \t\n");
    }
    return longest;
}

static void measure_cell(const struct node *cell, struct column *column)
{
    size_t all = 0, word = 0;
    for (const struct node *node = cell; node; node = node_after(node, cell))
        for (const struct node *text = node_first_any(node); text; text = node_next_any(text)) {
            size_t longest = longest_word(node_chars(text));
            all += text_points(node_chars(text), strlen(node_chars(text)));
            word = longest > word ? longest : word;
        }
    size_t least = (word < LINE ? word : LINE / 2) * LETTER + MARGINS;
    size_t wanted = (all < LINE ? all : LINE) * LETTER + MARGINS;
    column->least = least > column->least ? least : column->least;
    column->wanted = wanted > column->wanted ? wanted : column->wanted;
}

static size_t measure(const struct node *table, struct column *columns)
{
    size_t count = 0;
    for (const struct node *row = node_first(table); row; row = node_next(row)) {
        size_t at = 0;
        for (const struct node *cell = node_first(row); cell && docx_is_short(row, "tr"); cell = node_next(cell))
            if (docx_is_short(cell, "tc") && at < DOCX_COLUMNS)
                measure_cell(cell, &columns[at++]);
        count = at > count ? at : count;
    }
    return count;
}

/* Shares width out: all that is wanted if there is room, else the least and a part of the rest, else parts of the least. */
static void share(struct column *columns, size_t count, size_t width)
{
    size_t least = 0, wanted = 0;
    for (size_t i = 0; i < count; i++) {
        if (columns[i].wanted < columns[i].least)
            columns[i].wanted = columns[i].least;
        least += columns[i].least;
        wanted += columns[i].wanted;
    }
    for (size_t i = 0; i < count; i++) {
        struct column *column = &columns[i];
        if (wanted <= width)
            column->given = column->wanted + (width - wanted) / 3 * column->wanted / wanted;
        else if (least < width)
            column->given = column->least + (width - least) * (column->wanted - column->least) / (wanted - least);
        else
            column->given = width * column->least / least;
    }
}

size_t docx_fit(const struct node *table, size_t width, size_t *widths)
{
    struct column columns[DOCX_COLUMNS] = {{0, 0, 0}};
    size_t count = measure(table, columns);
    share(columns, count, width);
    for (size_t i = 0; i < count; i++)
        widths[i] = columns[i].given ? columns[i].given : 1;
    return count;
}
