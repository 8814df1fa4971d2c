// What the scribe writes: a few cases, taken from a store of the daemon's own, with marks where a
// copy has to differ. `stage/score.py` writes the file and says what stands in it.
#pragma once

#include <stddef.h>
#include <stdint.h>

enum { FIELDS_MAX = 40, ROWS_MAX = 64, EVENTS_MAX = 32, TABLES_MAX = 16, CASES_MAX = 256 };

typedef struct {
    char kind; // N nothing, I a number, C the case's number, T a time, S a text with marks
    int64_t number;
    const char *text;
    size_t length;
} Field;

typedef struct {
    int table;
    int64_t age_max; // milliseconds; older cases have no such rows any more
    int count;
    Field fields[FIELDS_MAX];
} Row;

typedef struct {
    Field at, type, person, network, payload;
} Event;

typedef struct {
    int rows, events;
    Row row[ROWS_MAX];
    Event event[EVENTS_MAX];
    Field queue, priority, phase;
} CaseScore;

typedef struct {
    int tables, cases;
    const char *insert[TABLES_MAX];
    CaseScore *score[CASES_MAX];
} Score;

// Ends the program if the file is not a score.
Score read_score(const char *path);

// Which copy a mark stands in.
typedef struct {
    int64_t number; // the case
    int64_t base;   // its first moment, milliseconds since 1970
} Copy;

// Writes a text with its marks replaced; returns its length. `to` has room for SCRATCH bytes.
enum { SCRATCH = 1 << 16 };
size_t expand(const Field *field, const Copy *copy, char *to);

// Random bytes that need not be secret; the same for the same numbers.
uint64_t mixed(uint64_t number, uint64_t of);
