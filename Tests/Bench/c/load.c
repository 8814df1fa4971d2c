// Brings mentions in over HTTP as fast as they are taken: a few keep-alive connections, on each of
// them one post at a time, and no more work of our own than that.
//   load PORT TOKEN NAME MENTIONS BATCH CONNECTIONS
// Prints one JSON object: how long it took, and how long single posts waited. Every mention is a
// new one; anything but 202 with all of them accepted ends the run with exit code 1.
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MAX = 64, BATCH_MAX = 1000, MENTION_BYTES = 512, HEAD_BYTES = 512 };
enum { BUFFER = BATCH_MAX * MENTION_BYTES + HEAD_BYTES };

typedef struct {
    int socket;
    int mentions; // in the post that is under way; 0: none
    double began;
    size_t held;
    char *request, *answer;
} Connection;

static const char *openings[] = {"Hello", "Hi there", "Dear team", "Hey", "Well", "Good morning"};
static const char *matters[] = {
    "the gate at platform 4 is closed", "my invoice from March looks odd",
    "is the shop open on Sunday", "the app asks for my address twice",
    "the seat I booked is taken", "where do I change my number", "your form does not load",
    "which bus goes to the harbour",
};
static const char *closings[] = {"?", ", please have a look.", ", can somebody tell me?", "…"};

static const char *token, *name;
static long next_mention;
static char posted_at[40];

#define PICK(of, number) of[(number) % (long)(sizeof of / sizeof *of)]

static void fail(const char *what) {
    fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int connect_to(int port) {
    int one = 1, made = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(made, (struct sockaddr *)&address, sizeof address)) fail("connect");
    setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    return made;
}

static size_t write_mention(char *to) {
    long number = next_mention++;
    return (size_t)sprintf(
        to,
        "{\"source\":\"crm\",\"id\":\"%s-%ld\",\"text\":\"%s %s%s\",\"posted_at\":\"%s\","
        "\"author\":{\"handle\":\"@stranger%ld@social.example\"}}",
        name, number, PICK(openings, number * 7 / 3), PICK(matters, number * 5 / 2),
        PICK(closings, number), posted_at, (number * 7919) % 1000003);
}

static size_t write_request(Connection *connection, int mentions, int is_batch) {
    static char body[BUFFER];
    size_t length = 0;
    if (is_batch) body[length++] = '[';
    for (int place = 0; place < mentions; place++) {
        if (place) body[length++] = ',';
        length += write_mention(body + length);
    }
    if (is_batch) body[length++] = ']';
    int head = sprintf(
        connection->request,
        "POST /v1/mentions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
        "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
        token, length);
    memcpy(connection->request + head, body, length);
    return (size_t)head + length;
}

static void post(Connection *connection, int mentions, int is_batch) {
    size_t length = write_request(connection, mentions, is_batch), sent = 0;
    connection->mentions = mentions;
    connection->held = 0;
    connection->began = now();
    while (sent < length) {
        ssize_t count = write(connection->socket, connection->request + sent, length - sent);
        if (count <= 0) fail("write");
        sent += (size_t)count;
    }
}

static int occurrences(const char *text, const char *of) {
    int count = 0;
    for (size_t length = strlen(of); (text = strstr(text, of)); text += length) count++;
    return count;
}

// Whether the whole answer is there; ends the run if it is not what it should be.
static int has_answer(Connection *connection) {
    char *free_space = connection->answer + connection->held;
    ssize_t count = read(connection->socket, free_space, BUFFER - 1 - connection->held);
    if (count <= 0) fail("read");
    connection->held += (size_t)count;
    connection->answer[connection->held] = 0;
    char *body = strstr(connection->answer, "\r\n\r\n");
    if (body == NULL) return 0;
    body += 4;
    char *field = strcasestr(connection->answer, "\r\ncontent-length:");
    if (field == NULL) fail("no content-length");
    size_t length = strtoul(field + 17, NULL, 10);
    if (connection->held - (size_t)(body - connection->answer) < length) return 0;
    int taken = occurrences(body, "\"duplicate\":false");
    if (strncmp(connection->answer, "HTTP/1.1 202", 12) || taken != connection->mentions) {
        fprintf(stderr, "load: not all accepted: %.300s\n", connection->answer);
        exit(1);
    }
    return 1;
}

static int ascending(const void *one, const void *other) {
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

int main(int count, char **arguments) {
    if (count != 7) return 64;
    token = arguments[2];
    name = arguments[3];
    long mentions = atol(arguments[4]), left = mentions;
    int batch = atoi(arguments[5]), width = atoi(arguments[6]);
    if (width < 1 || width > CONNECTIONS_MAX || batch < 1 || batch > BATCH_MAX) return 64;
    time_t today = time(NULL);
    strftime(posted_at, sizeof posted_at, "%Y-%m-%dT%H:%M:%SZ", gmtime(&today));

    static Connection connections[CONNECTIONS_MAX];
    struct pollfd polled[CONNECTIONS_MAX];
    double *waits = malloc((size_t)(mentions / batch + width) * sizeof *waits);
    for (int place = 0; place < width; place++) {
        Connection *connection = &connections[place];
        connection->socket = connect_to(atoi(arguments[1]));
        connection->request = malloc(BUFFER);
        connection->answer = malloc(BUFFER);
        polled[place] = (struct pollfd){.fd = connection->socket, .events = POLLIN};
    }
    long posts = 0;
    int busy = 0;
    double began = now();
    for (int place = 0; place < width && left > 0; place++, busy++) {
        int size = left < batch ? (int)left : batch;
        left -= size;
        post(&connections[place], size, batch > 1);
    }
    while (busy > 0) {
        if (poll(polled, (nfds_t)width, 30000) <= 0) fail("nothing for 30 s");
        for (int place = 0; place < width; place++) {
            Connection *connection = &connections[place];
            if (!polled[place].revents || !has_answer(connection)) continue;
            waits[posts++] = now() - connection->began;
            int size = left < batch ? (int)left : batch;
            left -= size;
            if (size) post(connection, size, batch > 1);
            else busy--;
        }
    }
    double seconds = (now() - began) / 1e3;
    qsort(waits, (size_t)posts, sizeof *waits, ascending);
    printf(
        "{\"mentions\": %ld, \"seconds\": %.6f, \"p50\": %.4f, \"p99\": %.4f}\n", mentions,
        seconds, waits[posts / 2], waits[posts * 99 / 100]);
    return 0;
}
