#ifdef __linux__
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE // The header would define `open`.
#include "COpen.h"
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>

// No descriptor, and not the -1 at which libdispatch ends the process: reading from it and closing
// it are refused (EBADF), which libdispatch bears.
static const int nothing_to_read = -2;

static int is_of_a_thread(const char *path) {
    static const char start[] = "/proc/";
    if (strncmp(path, start, sizeof start - 1) != 0) return 0;
    const char *rest = path + sizeof start - 1;
    const char *number = rest;
    while (isdigit((unsigned char)*rest)) rest++;
    return rest != number && strcmp(rest, "/stat") == 0;
}

__attribute__((visibility("default"))) int open(const char *path, int flags, ...) {
    mode_t mode = 0;
    if ((flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE) {
        va_list rest;
        va_start(rest, flags);
        mode = va_arg(rest, mode_t);
        va_end(rest);
    }
    int opened = openat(AT_FDCWD, path, flags, mode);
    if (opened != -1 || (errno != EMFILE && errno != ENFILE)) return opened;
    return flags == (O_RDONLY | O_NONBLOCK) && is_of_a_thread(path) ? nothing_to_read : -1;
}
#endif
