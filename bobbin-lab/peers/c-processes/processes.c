/*
 * The bench "switch" by two processes: one writes a byte to a pipe and reads one from another, the other answers. An operation is a
 * round, there and back. With processors=one both are bound to the same processor, so that each has to leave it for the other.
 *
 * Prints what the lab reads of a child: "figure ns/op N" and "answer N", how often the other process answered.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int64_t nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * INT64_C(1000000000) + now.tv_nsec;
}

/* The first of those that this process may use. */
static void use_one_processor(void) {
    cpu_set_t allowed, one;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) fail("sched_getaffinity");
    for (int i = 0; i < CPU_SETSIZE; i++) {
        if (CPU_ISSET(i, &allowed)) {
            CPU_ZERO(&one);
            CPU_SET(i, &one);
            if (sched_setaffinity(0, sizeof one, &one) != 0) fail("sched_setaffinity");
            return;
        }
    }
}

/* Adds one to each byte, until the pipe ends; then says how many there were. */
static void answer(int in, int out) {
    int64_t answered = 0;
    unsigned char byte;
    while (read(in, &byte, 1) == 1) {
        byte++;
        answered++;
        if (write(out, &byte, 1) != 1) fail("write of an answer");
    }
    if (write(out, &answered, sizeof answered) != sizeof answered) fail("write of the count");
}

static unsigned char byte = 0;
static int64_t asked = 0;

static double nanos_each(int rounds, int in, int out) {
    int64_t start = nanos();
    for (int i = 0; i < rounds; i++) {
        unsigned char sent = byte;
        if (write(out, &byte, 1) != 1) fail("write");
        if (read(in, &byte, 1) != 1) fail("read");
        if (byte != (unsigned char) (sent + 1)) {
            printf("wrong a byte came back as %d instead of %d\n", byte, (unsigned char) (sent + 1));
            exit(0);
        }
        asked++;
    }
    return (double) (nanos() - start) / rounds;
}

static long number(int count, char **arguments, const char *name, long otherwise) {
    size_t length = strlen(name);
    for (int i = 1; i < count; i++) {
        if (strncmp(arguments[i], name, length) == 0 && arguments[i][length] == '=') {
            return atol(arguments[i] + length + 1);
        }
    }
    return otherwise;
}

int main(int count, char **arguments) {
    int rounds = (int) number(count, arguments, "rounds", 10000);
    int batches = (int) number(count, arguments, "batches", 20);
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "processors=one") == 0) use_one_processor();
    }
    int there[2], back[2];
    if (pipe(there) != 0 || pipe(back) != 0) fail("pipe");
    pid_t other = fork();
    if (other < 0) fail("fork");
    if (other == 0) {
        close(there[1]);
        close(back[0]);
        answer(there[0], back[1]);
        return 0;
    }
    close(there[0]);
    close(back[1]);
    double fastest = nanos_each(rounds, back[0], there[1]);
    for (int i = 0; i < batches; i++) {
        double each = nanos_each(rounds, back[0], there[1]);
        if (each < fastest) fastest = each;
    }
    close(there[1]);
    int64_t answered = 0;
    if (read(back[0], &answered, sizeof answered) != sizeof answered) fail("read of the count");
    int status;
    if (waitpid(other, &status, 0) != other || status != 0) fail("the other process");
    if (answered != asked) {
        printf("wrong %ld answers instead of %ld\n", (long) answered, (long) asked);
        return 0;
    }
    printf("figure ns/op %.1f\nanswer %ld\n", fastest, (long) answered);
    return 0;
}
