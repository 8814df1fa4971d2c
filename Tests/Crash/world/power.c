// A disk that can lose its power, between the daemon and the system, by LD_PRELOAD.
//
// Before anything is written to a file of the store, what stood there goes into a journal, a shared
// file outside the store; a sync of the file that succeeded is noted there too. Whoever kills the
// process knows from it exactly what a disk without power may still have: everything synced, and of
// the rest any sectors. The journal's head also takes orders: fail, lie about syncs, die.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES = 8, NAME_BYTES = 240, JOURNAL_BYTES = 64 << 20 };
enum { WRITE = 1, TRUNCATE = 2, SYNC = 3 };

struct head {
    _Atomic uint64_t length;   // bytes of records
    _Atomic uint32_t error;    // errno that every write and sync fails with, or 0
    _Atomic uint32_t lies;     // 1: syncs succeed and do nothing
    _Atomic uint32_t dies;     // the power goes in the middle of that write or sync from now
    uint32_t unused;
    _Atomic uint64_t overflow; // records that did not fit
    char names[NAMES][NAME_BYTES];
};

struct record {
    uint32_t kind, file;
    uint64_t offset; // of the write; the new size of a truncation
    uint64_t length; // of the write
    uint64_t size;   // of the file before
    uint64_t kept;   // bytes of old content that follow, padded to 8
};

static struct head *head;
static char *records;
static dev_t store_device;
static ino_t inodes[NAMES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_truncate)(int, off_t);
static int (*real_datasync)(int);

__attribute__((constructor)) static void begin(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_datasync = dlsym(RTLD_NEXT, "fdatasync");
    const char *journal = getenv("CRASH_JOURNAL"), *store = getenv("CRASH_STORE");
    struct stat found;
    if (!journal || !store || stat(store, &found) != 0) return;
    int file = open(journal, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *mapped = mmap(
        NULL, sizeof(struct head) + JOURNAL_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped == MAP_FAILED) return;
    records = (char *)mapped + sizeof(struct head);
    store_device = found.st_dev;
    head = mapped;
}

// The file's number in the table, or -1 if it is no file of the store: what is shared in memory and
// made anew at each start does not count.
static int number_of(int descriptor, struct stat *found) {
    if (!head || fstat(descriptor, found) != 0 || found->st_dev != store_device) return -1;
    for (int file = 0; file < NAMES && inodes[file]; file++)
        if (inodes[file] == found->st_ino) return head->names[file][0] ? file : -1;
    char link[64], name[NAME_BYTES] = "";
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    if (readlink(link, name, sizeof name - 1) < 0) return -1;
    int file = 0;
    while (file < NAMES - 1 && inodes[file]) file++;
    inodes[file] = found->st_ino;
    size_t length = strlen(name);
    int counts = strstr(name, ".db") && !(length > 4 && !strcmp(name + length - 4, "-shm"));
    strcpy(head->names[file], counts ? name : "");
    return counts ? file : -1;
}

static void append(const struct record *record, int descriptor, off_t from) {
    uint64_t at = atomic_load(&head->length), padded = (record->kept + 7) & ~7ull;
    if (at + sizeof *record + padded > JOURNAL_BYTES) {
        atomic_fetch_add(&head->overflow, 1);
        return;
    }
    memcpy(records + at, record, sizeof *record);
    for (uint64_t done = 0; done < record->kept;) {
        char *to = records + at + sizeof *record + done;
        ssize_t got = pread64(descriptor, to, record->kept - done, from + done);
        if (got <= 0) break;
        done += got;
    }
    atomic_store(&head->length, at + sizeof *record + padded);
}

// Once nothing is left unsynced the journal begins anew.
static void note_sync(int file) {
    uint64_t end = atomic_load(&head->length), at = 0;
    int others = 0;
    while (at < end) {
        struct record *record = (struct record *)(records + at);
        if ((int)record->file == file) record->kind = SYNC;
        if (record->kind != SYNC) others = 1;
        at += sizeof *record + ((record->kept + 7) & ~7ull);
    }
    if (!others) atomic_store(&head->length, 0);
}

// Whether this is the moment at which the power goes.
static int is_last(void) {
    uint32_t left = atomic_load(&head->dies);
    if (left) atomic_store(&head->dies, left - 1);
    return left == 1;
}

static void die(void) {
    for (;;) kill(getpid(), SIGKILL);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off_t offset) {
    struct stat found;
    pthread_mutex_lock(&lock);
    int file = number_of(descriptor, &found);
    if (file >= 0) {
        if (atomic_load(&head->error)) {
            errno = atomic_load(&head->error);
            pthread_mutex_unlock(&lock);
            return -1;
        }
        int64_t kept = found.st_size - offset;
        kept = kept < 0 ? 0 : kept > (int64_t)length ? (int64_t)length : kept;
        struct record record = {WRITE, file, offset, length, found.st_size, kept};
        append(&record, descriptor, offset);
        if (is_last()) {
            real_pwrite(descriptor, bytes, length / 2, offset);
            die();
        }
    }
    ssize_t written = real_pwrite(descriptor, bytes, length, offset);
    pthread_mutex_unlock(&lock);
    return written;
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    return pwrite64(descriptor, bytes, length, offset);
}

int ftruncate64(int descriptor, off_t size) {
    struct stat found;
    pthread_mutex_lock(&lock);
    int file = number_of(descriptor, &found);
    if (file >= 0) {
        uint64_t kept = found.st_size > size ? found.st_size - size : 0;
        struct record record = {TRUNCATE, file, size, 0, found.st_size, kept};
        append(&record, descriptor, size);
    }
    int result = real_truncate(descriptor, size);
    pthread_mutex_unlock(&lock);
    return result;
}

int ftruncate(int descriptor, off_t size) { return ftruncate64(descriptor, size); }

int fdatasync(int descriptor) {
    struct stat found;
    pthread_mutex_lock(&lock);
    int file = number_of(descriptor, &found), result = -1;
    if (file < 0) {
        pthread_mutex_unlock(&lock);
        return real_datasync(descriptor);
    }
    if (atomic_load(&head->error)) {
        errno = atomic_load(&head->error);
    } else if (is_last()) {
        die();
    } else if (atomic_load(&head->lies)) {
        result = 0;
    } else if ((result = real_datasync(descriptor)) == 0) {
        note_sync(file);
    }
    pthread_mutex_unlock(&lock);
    return result;
}

int fsync(int descriptor) { return fdatasync(descriptor); }
