// SPDX-License-Identifier: Apache-2.0
/*
 * The benchmark's producer and its plain libbpf consumer.
 *   tool produce RATE COUNT    calls getppid() so many times, so many a second (0: as fast as it can), on CPU 1
 *   tool consume OBJECT NAME ring|perf SIZE RATE…    prints what the other consumers print:
 *     live NAME RATE COUNT RECEIVED
 *     drain NAME EVENTS NANOSECONDS CHECK    CHECK is what all fields but ts, pid and seq hold beyond seq, per event
 *   tool cost OBJECT    nanoseconds of a call with the program attached: without the kernel's statistics, and with
 *   tool record OBJECT FILE    fills a ring buffer and writes its positions and its pages
 */
#define _GNU_SOURCE
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "read.h"

#define ROUNDS 24

static struct sum sum;
static int size;
static struct ring_buffer *ring;
static struct perf_buffer *perf;

static unsigned long long now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000ULL + t.tv_nsec;
}

static void pin(int cpu)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof(set), &set);
}

static int produce(long rate, long count)
{
    pin(1);
    prctl(PR_SET_NAME, "producer"); /* so that comm holds the same whoever starts it */
    unsigned long long begun = now();
    for (long done = 0; done < count;) {
        long due = rate ? (long)((now() - begun) * rate / 1000000000) + 1 : count;
        if (due > count)
            due = count;
        for (; done < due; done++)
            getppid();
        if (rate && done < count)
            usleep(1000);
    }
    return 0;
}

static pid_t producer(long rate, long count)
{
    pid_t child = fork();
    if (!child) {
        char words[2][32];
        snprintf(words[0], 32, "%ld", rate);
        snprintf(words[1], 32, "%ld", count);
        execl("/proc/self/exe", "tool", "produce", words[0], words[1], NULL);
        _exit(127);
    }
    return child;
}

static int ring_event(void *context, void *data, size_t length)
{
    read_event(&sum, data, size);
    return 0;
}

static void perf_event(void *context, int cpu, void *data, uint32_t length)
{
    read_event(&sum, data, size);
}

static void poll_once(int milliseconds)
{
    if (ring)
        ring_buffer__poll(ring, milliseconds);
    else
        perf_buffer__poll(perf, milliseconds);
}

static struct bpf_object *load(const char *file, int *events)
{
    struct bpf_object *object = bpf_object__open_file(file, NULL);
    if (!object || bpf_object__load(object))
        exit(1);
    struct bpf_program *program = bpf_object__find_program_by_name(object, "produce");
    if (!bpf_program__attach_kprobe(program, 0, "__x64_sys_getppid"))
        exit(2);
    *events = bpf_object__find_map_fd_by_name(object, "events");
    return object;
}

/* Events that a buffer has room for. */
static long room(void)
{
    return ring ? 64 * 4096 / (size + 8) : 64 * 4096 / ((size + 4 + 7) / 8 * 8 + 8);
}

static int live(const char *name, long rate)
{
    /* long enough that the buffer alone does not hold it */
    long count = rate * 2 / 5 > 3 * room() ? rate * 2 / 5 : 3 * room();
    unsigned long long before = sum.events;
    pid_t child = producer(rate, count);
    while (!waitpid(child, NULL, WNOHANG))
        poll_once(5);
    poll_once(0);
    long received = sum.events - before;
    printf("live %s %ld %ld %ld\n", name, rate, count, received);
    fflush(stdout);
    return received >= count;
}

static void drain(const char *name)
{
    unsigned long long best = 0, most = 0;
    for (int i = 0; i < ROUNDS; i++) {
        waitpid(producer(0, room() * 9 / 10), NULL, 0);
        unsigned long long before = sum.events, begun = now();
        poll_once(0);
        unsigned long long took = now() - begun, events = sum.events - before;
        if (!best || took * most < best * events) {
            best = took;
            most = events;
        }
    }
    printf("drain %s %llu %llu %llu\n", name, most, best, check(&sum, size));
    fflush(stdout);
}

static int consume(int argc, char **argv)
{
    int events;
    pin(0);
    size = atoi(argv[5]);
    load(argv[2], &events);
    if (!strcmp(argv[4], "ring"))
        ring = ring_buffer__new(events, ring_event, NULL, NULL);
    else
        perf = perf_buffer__new(events, 64, perf_event, NULL, NULL, NULL);
    if (!ring && !perf)
        return 3;
    live(argv[3], 5000);
    for (int i = 6; i < argc; i++)
        if (!live(argv[3], atol(argv[i])) && !live(argv[3], atol(argv[i])))
            break;
    drain(argv[3]);
    return 0;
}

/* The least of some rounds in turns: a machine that does other things is never quicker than it is. */
static int cost(char **argv)
{
    unsigned long long least[2] = {0};
    int events;
    pin(0);
    load(argv[2], &events);
    for (int i = 0; i < 20; i++) {
        int counting = i % 2 ? bpf_enable_stats(BPF_STATS_RUN_TIME) : -1;
        unsigned long long begun = now();
        for (int calls = 0; calls < 20000; calls++)
            getppid();
        unsigned long long took = now() - begun;
        if (counting >= 0)
            close(counting);
        if (!least[i % 2] || took < least[i % 2])
            least[i % 2] = took;
    }
    printf("cost %llu %llu\n", least[0] / 20000, least[1] / 20000);
    return 0;
}

static int record(char **argv)
{
    int events;
    load(argv[2], &events);
    waitpid(producer(0, 800), NULL, 0);
    char *positions = mmap(NULL, 4096, PROT_READ, MAP_SHARED, events, 0);
    char *pages = mmap(NULL, 4096 + 64 * 4096, PROT_READ, MAP_SHARED, events, 4096);
    FILE *out = fopen(argv[3], "w");
    if (positions == MAP_FAILED || pages == MAP_FAILED || !out)
        return 1;
    fwrite(positions, 8, 1, out);
    fwrite(pages, 8, 1, out);
    fwrite(pages + 4096, 4096, 64, out);
    return fclose(out);
}

int main(int argc, char **argv)
{
    if (argc == 4 && !strcmp(argv[1], "produce"))
        return produce(atol(argv[2]), atol(argv[3]));
    if (argc > 6 && !strcmp(argv[1], "consume"))
        return consume(argc, argv);
    if (argc == 3 && !strcmp(argv[1], "cost"))
        return cost(argv);
    if (argc == 4 && !strcmp(argv[1], "record"))
        return record(argv);
    return 64;
}
