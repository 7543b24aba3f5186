// SPDX-License-Identifier: Apache-2.0
/*
 * Stands in for clang in the benchmark: runs $BENCH_CLANG and notes how long it took. $BENCH_LOG gets a line each:
 * what it did, microseconds from start to end and on a processor, its largest resident set in KiB.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *work(int argc, char **argv) {
    const char *found = "other";
    for (int i = 1; i < argc; i++)
        if (!strcmp(argv[i], "-ast-dump=json"))
            return "analysis";
        else if (!strcmp(argv[i], "c-header"))
            found = "types";
        else if (!strcmp(argv[i], "-c"))
            found = "code";
    return found;
}

int main(int argc, char **argv) {
    const char *real = getenv("BENCH_CLANG"), *log = getenv("BENCH_LOG");
    if (!real || !log)
        return 126;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t child = vfork();
    if (child == 0) {
        argv[0] = (char *)real;
        execv(real, argv);
        _exit(127);
    }
    int status = 127 << 8;
    struct rusage use = {0};
    if (child > 0)
        wait4(child, &status, 0, &use);
    clock_gettime(CLOCK_MONOTONIC, &to);
    FILE *out = fopen(log, "a");
    if (out) {
        long micros = (to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000;
        long cpu = (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000L + use.ru_utime.tv_usec + use.ru_stime.tv_usec;
        fprintf(out, "%s %ld %ld %ld\n", work(argc, argv), micros, cpu, use.ru_maxrss);
        fclose(out);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
