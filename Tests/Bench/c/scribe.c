// Writes copies of cases straight into a store, with prepared statements and nothing else.
//   scribe STORE SCORE FIRST COUNT PER_COMMIT START SPAN durable|bulk
// Cases FIRST, FIRST + 1, … begin at moments spread evenly over SPAN milliseconds from START on.
// `durable` keeps what the daemon keeps to: WAL, a sync for each commit, erased bytes overwritten.
// `bulk` is for making a history and promises nothing if it is interrupted.
// Prints one JSON object. The chain over the events is as real as the daemon's.
#include "score.h"

#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HASH = 32, HOUR = 3600000 };

static const char *durable =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -1024; PRAGMA wal_autocheckpoint = 1000;"
    "PRAGMA journal_size_limit = 8388608;";
static const char *bulk =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -1500000;";

static sqlite3 *store;
static sqlite3_stmt *insert[TABLES_MAX], *insert_event, *count_case, *note_hour, *advance, *begin,
    *commit;
static int64_t sequence, latest, hour;
static unsigned char hash[HASH];
static Score score;

static void fail(const char *what) {
    fprintf(stderr, "scribe: %s: %s\n", what, sqlite3_errmsg(store));
    exit(1);
}

static void run(const char *sql) {
    if (sqlite3_exec(store, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *made = NULL;
    if (sqlite3_prepare_v3(store, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL)) fail(sql);
    return made;
}

static void step(sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static void prepare(void) {
    for (int table = 0; table < score.tables; table++)
        insert[table] = prepared(score.insert[table]);
    insert_event = prepared(
        "INSERT INTO events (sequence, case_id, at, type, person, network, payload, salt, digest,"
        " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    count_case = prepared(
        "INSERT INTO case_counts (queue, priority, phase, count) VALUES (?, ?, ?, 1)"
        " ON CONFLICT (queue, priority, phase) DO UPDATE SET count = case_counts.count + 1");
    note_hour = prepared("INSERT INTO event_hours (hour, sequence) VALUES (?, ?)"
                         " ON CONFLICT (hour) DO NOTHING");
    advance = prepared("UPDATE audit_head SET sequence = ?, hash = ? WHERE one = 1");
    begin = prepared("BEGIN IMMEDIATE");
    commit = prepared("COMMIT");
    sqlite3_stmt *head = prepared("SELECT sequence, hash FROM audit_head WHERE one = 1");
    if (sqlite3_step(head) != SQLITE_ROW) fail("no head of the audit");
    sequence = sqlite3_column_int64(head, 0);
    memcpy(hash, sqlite3_column_blob(head, 1), HASH);
    sqlite3_finalize(head);
}

// Texts of one row lie behind each other in a scratch space until the row is written.
static char scratch[SCRATCH * 4];
static size_t scratched;

static void bind(sqlite3_stmt *statement, int place, const Field *field, const Copy *copy) {
    switch (field->kind) {
    case 'N': sqlite3_bind_null(statement, place); break;
    case 'I': sqlite3_bind_int64(statement, place, field->number); break;
    case 'C': sqlite3_bind_int64(statement, place, copy->number); break;
    case 'T': sqlite3_bind_int64(statement, place, copy->base + field->number); break;
    default: {
        if (scratched > sizeof scratch - SCRATCH) fail("a row is too long");
        char *text = scratch + scratched;
        size_t length = expand(field, copy, text);
        scratched += length;
        sqlite3_bind_text(statement, place, text, (int)length, SQLITE_STATIC);
    }
    }
}

static void write_row(const Row *row, const Copy *copy) {
    scratched = 0;
    for (int place = 0; place < row->count; place++)
        bind(insert[row->table], place + 1, &row->fields[place], copy);
    step(insert[row->table]);
}

static size_t put_number(unsigned char *to, uint64_t number) {
    for (int byte = 0; byte < 8; byte++) to[byte] = (unsigned char)(number >> (56 - 8 * byte));
    return 8;
}

static size_t put_text(unsigned char *to, const Field *field) {
    put_number(to, field->length);
    memcpy(to + 8, field->text, field->length);
    return 8 + field->length;
}

static size_t put_optional(unsigned char *to, const Field *field) {
    *to = field->kind != 'N';
    return 1 + (*to ? put_text(to + 1, field) : 0);
}

// The hash before it, sequence, case, time, type, person, network, digest: as `EventChain` has it.
static void chain(const Event *event, const Copy *copy, const unsigned char *digest) {
    unsigned char linked[1024];
    size_t length = 0;
    memcpy(linked, hash, HASH);
    length += HASH;
    length += put_number(linked + length, (uint64_t)sequence);
    linked[length++] = 1;
    length += put_number(linked + length, (uint64_t)copy->number);
    length += put_number(linked + length, (uint64_t)(copy->base + event->at.number));
    length += put_text(linked + length, &event->type);
    length += put_optional(linked + length, &event->person);
    length += put_optional(linked + length, &event->network);
    memcpy(linked + length, digest, HASH);
    SHA256(linked, length + HASH, hash);
}

// With which event an hour began.
static void keep_hour(int64_t at) {
    if (at / HOUR == hour) return;
    hour = at / HOUR;
    sqlite3_bind_int64(note_hour, 1, hour);
    sqlite3_bind_int64(note_hour, 2, sequence);
    step(note_hour);
}

static void write_event(const Event *event, const Copy *copy) {
    static unsigned char salted[HASH + SCRATCH];
    unsigned char digest[HASH];
    sequence++;
    keep_hour(copy->base + event->at.number);
    for (uint64_t word = 0; word < HASH / 8; word++)
        put_number(salted + 8 * word, mixed((uint64_t)sequence, 5000 + word));
    size_t length = expand(&event->payload, copy, (char *)salted + HASH);
    SHA256(salted, HASH + length, digest);
    chain(event, copy, digest);
    scratched = 0;
    sqlite3_bind_int64(insert_event, 1, sequence);
    sqlite3_bind_int64(insert_event, 2, copy->number);
    bind(insert_event, 3, &event->at, copy);
    bind(insert_event, 4, &event->type, copy);
    bind(insert_event, 5, &event->person, copy);
    bind(insert_event, 6, &event->network, copy);
    sqlite3_bind_text(insert_event, 7, (char *)salted + HASH, (int)length, SQLITE_STATIC);
    sqlite3_bind_blob(insert_event, 8, salted, HASH, SQLITE_STATIC);
    sqlite3_bind_blob(insert_event, 9, digest, HASH, SQLITE_STATIC);
    sqlite3_bind_blob(insert_event, 10, hash, HASH, SQLITE_STATIC);
    step(insert_event);
}

static void write_case(const CaseScore *written, const Copy *copy) {
    for (int place = 0; place < written->rows; place++) {
        const Row *row = &written->row[place];
        if (latest - copy->base <= row->age_max) write_row(row, copy);
    }
    scratched = 0;
    bind(count_case, 1, &written->queue, copy);
    bind(count_case, 2, &written->priority, copy);
    bind(count_case, 3, &written->phase, copy);
    step(count_case);
    for (int place = 0; place < written->events; place++) write_event(&written->event[place], copy);
    sqlite3_bind_int64(advance, 1, sequence);
    sqlite3_bind_blob(advance, 2, hash, HASH, SQLITE_STATIC);
    step(advance);
}

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
    if (count != 9) return 64;
    int64_t first = atoll(arguments[3]), cases = atoll(arguments[4]), each = atoll(arguments[5]);
    int64_t start = atoll(arguments[6]), span = atoll(arguments[7]);
    int is_durable = !strcmp(arguments[8], "durable");
    score = read_score(arguments[2]);
    latest = start + span;
    if (sqlite3_open_v2(arguments[1], &store, SQLITE_OPEN_READWRITE, NULL)) fail(arguments[1]);
    run(is_durable ? durable : bulk);
    prepare();
    double began = seconds();
    for (int64_t place = 0; place < cases; place++) {
        if (place % each == 0) step(begin);
        Copy copy = {.number = first + place, .base = start + place * span / cases};
        write_case(score.score[mixed((uint64_t)place, 3) % (uint64_t)score.cases], &copy);
        if (place % each == each - 1 || place == cases - 1) step(commit);
    }
    printf("{\"cases\": %lld, \"seconds\": %.6f}\n", (long long)cases, seconds() - began);
    for (sqlite3_stmt *left; (left = sqlite3_next_stmt(store, NULL));) sqlite3_finalize(left);
    if (!is_durable) run("PRAGMA journal_mode = WAL");
    return sqlite3_close(store) == SQLITE_OK ? 0 : 1;
}
