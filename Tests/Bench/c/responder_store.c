#include "responder_store.h"

#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HASH = 32, ROUND = 50, AHEAD = 30000 };

static const char *settings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"
    "PRAGMA cache_size = -1024; PRAGMA wal_autocheckpoint = 1000;";
static const char *notice =
    "{\"claimed\":{\"_0\":{\"id\":996,\"phase\":\"claimed\",\"queue\":\"care\",\"priority\":\"P3\","
    "\"points\":0,\"customer\":{\"handle\":\"@customer16196@social.example\",\"name\":\"R. Okafor\","
    "\"followers\":870,\"vip\":false},\"dueAt\":1795516046924,\"holder\":\"ann\","
    "\"heldSince\":1795514246939,\"practice\":false}}}";

static sqlite3 *store;
static sqlite3_stmt *begin, *commit, *look, *remember, *hand, *count_up, *count_down, *record,
    *advance, *post, *served, *next_timer;
static int64_t sequence, decided;
static unsigned char hash[HASH], salt[HASH];
static char last_post[32];
static int is_begun;

static void fail(const char *what) {
    fprintf(stderr, "responder: %s: %s\n", what, sqlite3_errmsg(store));
    exit(1);
}

static sqlite3_stmt *prepared(const char *sql) {
    sqlite3_stmt *made = NULL;
    if (sqlite3_prepare_v3(store, sql, -1, SQLITE_PREPARE_PERSISTENT, &made, NULL)) fail(sql);
    return made;
}

static void run(sqlite3_stmt *statement) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {}
    if (code != SQLITE_DONE) fail(sqlite3_sql(statement));
    sqlite3_reset(statement);
}

static void text(sqlite3_stmt *statement, int place, const char *value) {
    sqlite3_bind_text(statement, place, value, -1, SQLITE_TRANSIENT);
}

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void open_store(const char *path) {
    if (sqlite3_open_v2(path, &store, SQLITE_OPEN_READWRITE, NULL)) fail(path);
    if (sqlite3_exec(store, settings, NULL, NULL, NULL)) fail(settings);
    begin = prepared("BEGIN IMMEDIATE");
    commit = prepared("COMMIT");
    look = prepared("SELECT * FROM cases WHERE id = ?");
    remember = prepared("INSERT INTO signals (reference, at) VALUES (?, ?)"
                        " ON CONFLICT (reference) DO NOTHING");
    hand = prepared("UPDATE cases SET phase = ?, holder = ?, held_since = ?, last_holder = 'ann',"
                    " offered_to = NULL WHERE id = ?");
    count_up = prepared("INSERT INTO case_counts (queue, priority, phase, count)"
                        " VALUES ('care', 'P3', ?, 1) ON CONFLICT (queue, priority, phase)"
                        " DO UPDATE SET count = case_counts.count + 1");
    count_down = prepared("UPDATE case_counts SET count = count - 1"
                          " WHERE queue = 'care' AND priority = 'P3' AND phase = ?");
    record = prepared("INSERT INTO events (sequence, case_id, at, type, person, network, payload,"
                      " salt, digest, hash)"
                      " VALUES (?, ?, ?, ?, 'ann', 'office', '{\"holder\":\"ann\"}', ?, ?, ?)");
    advance = prepared("UPDATE audit_head SET sequence = ?, hash = ? WHERE one = 1");
    post = prepared("INSERT INTO posts (id, network, address_kind, address, room, lane, purpose,"
                    " case_id, notice, recipient, answers, created_at, state, attempts, due,"
                    " leased_until, is_repeat)"
                    " VALUES (?, 'office', 'room', '#care', 'care', 0, 'other', ?, ?, 'ann', ?, ?,"
                    " 'leased', 1, 0, ?, 0)");
    served = prepared("DELETE FROM posts"
                      " WHERE id = ? AND purpose = 'other' AND state IN ('due', 'leased')");
    next_timer = prepared("SELECT due FROM timers ORDER BY due LIMIT 1");
    sqlite3_stmt *head = prepared("SELECT sequence, hash FROM audit_head WHERE one = 1");
    if (sqlite3_step(head) != SQLITE_ROW) fail("no head of the audit");
    sequence = sqlite3_column_int64(head, 0);
    memcpy(hash, sqlite3_column_blob(head, 1), HASH);
    sqlite3_finalize(head);
}

static void change_hands(int64_t number, int is_claim, int64_t at) {
    text(hand, 1, is_claim ? "claimed" : "new");
    if (is_claim) {
        text(hand, 2, "ann");
        sqlite3_bind_int64(hand, 3, at);
    } else {
        sqlite3_bind_null(hand, 2);
        sqlite3_bind_null(hand, 3);
    }
    sqlite3_bind_int64(hand, 4, number);
    run(hand);
    text(count_down, 1, is_claim ? "new" : "claimed");
    run(count_down);
    text(count_up, 1, is_claim ? "claimed" : "new");
    run(count_up);
}

static void put_post(int64_t number, const char *reference, int64_t at) {
    char id[sizeof last_post];
    snprintf(id, sizeof id, "post-%024llx", (unsigned long long)sequence * 2654435761u);
    text(post, 1, id);
    sqlite3_bind_int64(post, 2, number);
    sqlite3_bind_text(post, 3, notice, -1, SQLITE_STATIC);
    text(post, 4, reference);
    sqlite3_bind_int64(post, 5, at);
    sqlite3_bind_int64(post, 6, at + AHEAD);
    run(post);
    // The one before it has been seen by now.
    if (*last_post) {
        text(served, 1, last_post);
        run(served);
    }
    memcpy(last_post, id, sizeof id);
}

void keep(void) {
    static const char *const types[] = {"case.claimed", "case.noted", "case.released"};
    int act = (int)(decided / ROUND % 3);
    int64_t number = decided % ROUND + 1, at = now();
    if (!is_begun) run(begin);
    is_begun = 1;
    decided++;
    sqlite3_bind_int64(look, 1, number);
    run(look);
    char reference[64];
    snprintf(reference, sizeof reference, "chat:office:%012llx.%lld",
             (unsigned long long)sequence * 2654435761u, (long long)decided);
    text(remember, 1, reference);
    sqlite3_bind_int64(remember, 2, at);
    run(remember);
    if (act != 1) change_hands(number, act == 0, at);
    sequence++;
    for (int byte = 0; byte < HASH; byte++) salt[byte] ^= hash[byte] += (unsigned char)(byte + at);
    sqlite3_bind_int64(record, 1, sequence);
    sqlite3_bind_int64(record, 2, number);
    sqlite3_bind_int64(record, 3, at);
    sqlite3_bind_text(record, 4, types[act], -1, SQLITE_STATIC);
    sqlite3_bind_blob(record, 5, salt, HASH, SQLITE_STATIC);
    sqlite3_bind_blob(record, 6, hash, HASH, SQLITE_STATIC);
    sqlite3_bind_blob(record, 7, hash, HASH, SQLITE_STATIC);
    run(record);
    put_post(number, reference, at);
}

void commit_kept(void) {
    if (!is_begun) return;
    sqlite3_bind_int64(advance, 1, sequence);
    sqlite3_bind_blob(advance, 2, hash, HASH, SQLITE_STATIC);
    run(advance);
    run(next_timer);
    run(commit);
    is_begun = 0;
}
