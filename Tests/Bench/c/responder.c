// The floor: the least that an IRC bot can do. Reads lines, answers "!ping X" in a room with
// "pong X", answers PING. Nothing is decided.
//   responder PORT NICK ROOM          nothing is kept
//   responder PORT NICK ROOM STORE    the rows of a decision are on disk before its answer leaves;
//                                     what came together has one commit
#include "responder_store.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, LINE = 1024 };

static int server;
static char answers[BUFFER];
static size_t answered;
static int keeps;

static void flush(void) {
    size_t sent = 0;
    while (sent < answered) {
        ssize_t count = write(server, answers + sent, answered - sent);
        if (count <= 0) exit(1);
        sent += (size_t)count;
    }
    answered = 0;
}

static void say(const char *format, const char *first, const char *second) {
    if (answered > BUFFER - 2 * LINE) flush();
    answered += (size_t)snprintf(answers + answered, LINE, format, first, second);
}

static void heed(char *line, const char *room) {
    if (!strncmp(line, "PING ", 5)) return say("PONG %s%s\r\n", line + 5, "");
    char *command = *line == ':' ? strchr(line, ' ') : NULL;
    if (command == NULL) return;
    if (!strncmp(++command, "001 ", 4)) return say("JOIN %s%s\r\n", room, "");
    char *text = strncmp(command, "PRIVMSG #", 9) ? NULL : strchr(command + 8, ' ');
    if (text == NULL) return;
    *text++ = 0;
    if (*text == ':') text++;
    if (strncmp(text, "!ping", 5)) return;
    if (keeps) keep();
    say("PRIVMSG %s :pong%s\r\n", command + 8, text + 5);
}

static int connect_to(int port) {
    int one = 1, made = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(made, (struct sockaddr *)&address, sizeof address)) {
        perror("connect");
        exit(1);
    }
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return made;
}

int main(int count, char **arguments) {
    if (count != 4 && count != 5) return 64;
    keeps = count == 5;
    if (keeps) open_store(arguments[4]);
    const char *nick = arguments[2], *room = arguments[3];
    server = connect_to(atoi(arguments[1]));
    say("NICK %s\r\nUSER %s 0 * :floor\r\n", nick, nick);
    flush();
    static char input[BUFFER];
    size_t held = 0;
    for (int one = 1;;) {
        // Linux forgets it after a while, and the server waits for our acknowledgement.
        setsockopt(server, IPPROTO_TCP, TCP_QUICKACK, &one, sizeof one);
        ssize_t got = read(server, input + held, sizeof input - 1 - held);
        if (got <= 0) return 0;
        held += (size_t)got;
        char *start = input, *end;
        while ((end = memchr(start, '\n', held - (size_t)(start - input)))) {
            *end = 0;
            if (end > start && end[-1] == '\r') end[-1] = 0;
            heed(start, room);
            start = end + 1;
        }
        if (keeps) commit_kept();
        if (answered) flush();
        held -= (size_t)(start - input);
        memmove(input, start, held);
    }
}
