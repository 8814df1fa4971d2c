// Reading a score, and replacing its marks.
#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FIELD_END = '\x1f', LINE_END = '\x1e', MARK = '\x01';

static void refuse(const char *why, const char *what) {
    fprintf(stderr, "scribe: the score %s: %.60s\n", why, what);
    exit(65);
}

static char *contents(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) refuse("cannot be read", path);
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    char *text = malloc((size_t)length + 1);
    if (fread(text, 1, (size_t)length, file) != (size_t)length) refuse("ends early", path);
    text[length] = 0;
    fclose(file);
    return text;
}

// The next part of a line, without its end; nothing after the last one.
static char *part(char **line) {
    char *start = *line;
    if (start == NULL) return NULL;
    char *end = strchr(start, FIELD_END);
    *line = end ? end + 1 : NULL;
    if (end) *end = 0;
    return start;
}

static Field field(char *text) {
    if (text == NULL || strchr("NICTS", *text) == NULL) refuse("lacks a field", text ? text : "");
    Field made = {.kind = *text, .text = text + 1, .length = strlen(text + 1)};
    if (made.kind == 'I' || made.kind == 'T') made.number = atoll(text + 1);
    return made;
}

static void read_row(CaseScore *score, char *line) {
    if (score->rows == ROWS_MAX) refuse("has too many rows in a case", line);
    Row *row = &score->row[score->rows++];
    row->table = atoi(part(&line));
    row->age_max = atoll(part(&line));
    for (char *text; (text = part(&line));) {
        if (row->count == FIELDS_MAX) refuse("has too many fields in a row", text);
        row->fields[row->count++] = field(text);
    }
}

static void read_event(CaseScore *score, char *line) {
    if (score->events == EVENTS_MAX) refuse("has too many events in a case", line);
    Event *event = &score->event[score->events++];
    Field *fields[] = {&event->at, &event->type, &event->person, &event->network, &event->payload};
    for (int place = 0; place < 5; place++) *fields[place] = field(part(&line));
}

Score read_score(const char *path) {
    Score score = {0};
    CaseScore *last = NULL;
    for (char *line = contents(path), *end; (end = strchr(line, LINE_END)); line = end + 1) {
        *end = 0;
        char *rest = line, *word = part(&rest);
        if (!strcmp(word, "table") && score.tables < TABLES_MAX) {
            score.insert[score.tables++] = part(&rest);
        } else if (!strcmp(word, "case") && score.cases < CASES_MAX) {
            last = score.score[score.cases++] = calloc(1, sizeof *last);
            last->queue = field(part(&rest));
            last->priority = field(part(&rest));
            last->phase = field(part(&rest));
        } else if (!strcmp(word, "row") && last) {
            read_row(last, rest);
        } else if (!strcmp(word, "event") && last) {
            read_event(last, rest);
        } else {
            refuse("has a line of no kind", word);
        }
    }
    if (score.cases == 0) refuse("has no case", path);
    return score;
}

uint64_t mixed(uint64_t number, uint64_t of) {
    uint64_t z = (number + 1) * 0x9e3779b97f4a7c15u + of * 0xd1b54a32d192ed03u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static size_t draw(const char *alphabet, int size, int length, const Copy *copy, int of, char *to) {
    for (int place = 0; place < length; place += 8) {
        uint64_t bits = mixed((uint64_t)copy->number, (uint64_t)(of * 64 + place));
        for (int letter = place; letter < length && letter < place + 8; letter++, bits >>= 8)
            to[letter] = alphabet[(bits & 255) % (uint64_t)size];
    }
    return (size_t)length;
}

// N the case's number, Z the same with leading zeros, T a time, P the customer's number, K an
// unguessable key, M a draft's mark, F a fingerprint; after K and T comes which one, or how much.
static size_t replacement(const char *mark, const Copy *copy, char *to) {
    int64_t detail = atoll(mark + 1);
    long long number = copy->number;
    switch (*mark) {
    case 'N': return (size_t)sprintf(to, "%lld", number);
    case 'Z': return (size_t)sprintf(to, "%012lld", number);
    case 'T': return (size_t)sprintf(to, "%lld", (long long)(copy->base + detail));
    case 'P':
        return (size_t)sprintf(to, "%d", (int)(mixed((uint64_t)number, 7777) % 1000003) + 1000000);
    case 'K': return draw("abcdefghijklmnopqrstuvwxyz234567", 32, 24, copy, (int)detail, to);
    case 'M': return draw("abcdefghijkmnpqrstuvwxyz23456789", 32, 4, copy, 99, to);
    case 'F': return draw("0123456789abcdef", 16, 64, copy, 98, to);
    default: refuse("has an unknown mark", mark);
    }
    return 0;
}

size_t expand(const Field *field, const Copy *copy, char *to) {
    const char *from = field->text, *end = from + field->length;
    char *start = to;
    while (from < end) {
        const char *mark = memchr(from, MARK, (size_t)(end - from));
        size_t plain = (size_t)((mark ? mark : end) - from);
        memcpy(to, from, plain);
        to += plain;
        if (mark == NULL) break;
        to += replacement(mark + 1, copy, to);
        from = memchr(mark, ';', (size_t)(end - mark));
        if (from++ == NULL) refuse("has a mark without an end", mark + 1);
    }
    return (size_t)(to - start);
}
