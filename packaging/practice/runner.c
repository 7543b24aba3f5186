// SPDX-License-Identifier: Apache-2.0
/*
 * The practice guest's first process: it runs workloads, starts the agent and reaps everybody.
 *
 *   runner PORT [AGENT ARGUMENT...]
 *
 * It speaks frames over the virtio-serial port PORT. A frame is: length of what follows (u32, big
 * endian), type (u8), command id (u32), payload. Output flows by credit: a command may have CREDIT
 * bytes under way that the host has not consumed, so a flood blocks its own writer in its own pipe
 * and nothing else. The loop never blocks, which is what keeps KILL working under a flood.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/random.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { START = 1, KILL = 2, CREDIT = 3, WAKE = 4, PING = 5 };
enum { OUT = 16, ERR = 17, EXIT = 18, AWAKE = 19, PONG = 20, REFUSED = 21, AGENT_ENDED = 22 };
enum { HEAD = 9, CHUNK = 32 * 1024, WINDOW = 256 * 1024, MAX_FRAME = 1 << 20, MAX_COMMANDS = 256 };

struct command {
    uint32_t id;
    pid_t pid;
    int fd[2]; /* our ends of its stdout and stderr, -1 when at their end */
    int64_t window;
    int status; /* -1 while its shell lives */
    int used;
};

static struct command commands[MAX_COMMANDS];
static int port;
static uint8_t in[4 + MAX_FRAME];
static size_t in_size;
/* room for one chunk of every command on top of what the high-water mark lets in, and for replies */
static uint8_t out[4 * WINDOW];
static size_t out_from, out_to;

static void say(const char *format, ...) {
    va_list args;
    va_start(args, format);
    dprintf(2, "runner: ");
    vdprintf(2, format, args);
    dprintf(2, "\n");
    va_end(args);
}

static void put32(uint8_t *p, uint32_t v) {
    p[0] = v >> 24, p[1] = v >> 16, p[2] = v >> 8, p[3] = v;
}

static uint32_t get32(const uint8_t *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static size_t room(void) {
    return sizeof out - (out_to - out_from);
}

/* Appends a frame's head and returns where its payload goes; the caller has seen that there is room. */
static uint8_t *frame(int type, uint32_t id, uint32_t size) {
    if (out_to + HEAD + size > sizeof out) {
        memmove(out, out + out_from, out_to - out_from);
        out_to -= out_from;
        out_from = 0;
    }
    uint8_t *p = out + out_to;
    put32(p, 5 + size);
    p[4] = type;
    put32(p + 5, id);
    out_to += HEAD + size;
    return p + HEAD;
}

static void reply(int type, uint32_t id, const void *payload, uint32_t size) {
    if (room() >= HEAD + size)
        memcpy(frame(type, id, size), payload, size);
    else
        say("no room for a reply of type %d", type); /* cannot happen below the high-water mark */
}

static void reply32(int type, uint32_t id, uint32_t value) {
    uint8_t b[4];
    put32(b, value);
    reply(type, id, b, sizeof b);
}

static struct command *find(uint32_t id) {
    for (int i = 0; i < MAX_COMMANDS; i++)
        if (commands[i].used && commands[i].id == id)
            return &commands[i];
    return NULL;
}

static void set_oom(const char *score) {
    int fd = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0 || write(fd, score, strlen(score)) < 0)
        say("oom_score_adj: %s", strerror(errno));
    if (fd >= 0)
        close(fd);
}

static void child_of_ours(const char *oom) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setsid();
    set_oom(oom);
}

static void start(uint32_t id, const uint8_t *text, uint32_t size) {
    struct command *c = NULL;
    int o[2], e[2];
    for (int i = 0; i < MAX_COMMANDS && !c; i++)
        if (!commands[i].used)
            c = &commands[i];
    const char *why = c ? NULL : "too many commands";
    if (!why && pipe2(o, O_CLOEXEC))
        why = strerror(errno);
    else if (!why && pipe2(e, O_CLOEXEC)) {
        why = strerror(errno);
        close(o[0]), close(o[1]);
    }
    char *shell = why ? NULL : strndup((const char *)text, size);
    pid_t pid = why ? -1 : fork();
    if (pid == 0) {
        child_of_ours("0");
        int null = open("/dev/null", O_RDONLY);
        dup2(null, 0), dup2(o[1], 1), dup2(e[1], 2);
        execl("/bin/bash", "bash", "-c", shell, (char *)NULL);
        say("/bin/bash: %s", strerror(errno));
        _exit(127);
    }
    free(shell);
    if (!why && pid < 0) {
        why = strerror(errno);
        close(o[0]), close(e[0]);
        close(o[1]), close(e[1]);
    }
    if (why) {
        reply(REFUSED, id, why, strlen(why));
        return;
    }
    close(o[1]), close(e[1]);
    fcntl(o[0], F_SETFL, O_NONBLOCK), fcntl(e[0], F_SETFL, O_NONBLOCK);
    *c = (struct command){id, pid, {o[0], e[0]}, WINDOW, -1, 1};
}

/* A restored guest still has the clock and the random numbers of the day it was saved. */
static void wake(const uint8_t *p, uint32_t size) {
    if (size < 12)
        return;
    struct timespec now = {(int64_t)((uint64_t)get32(p) << 32 | get32(p + 4)), get32(p + 8)};
    if (clock_settime(CLOCK_REALTIME, &now))
        say("clock_settime: %s", strerror(errno));
    struct {
        struct rand_pool_info head;
        uint8_t bytes[512];
    } pool = {0};
    uint32_t n = size - 12 < sizeof pool.bytes ? size - 12 : sizeof pool.bytes;
    pool.head.entropy_count = 8 * n;
    pool.head.buf_size = n;
    memcpy(pool.bytes, p + 12, n);
    int fd = open("/dev/urandom", O_RDWR | O_CLOEXEC);
    /* reseeding at once matters: the kernel would go on for a minute with the key it was saved with */
    if (fd < 0 || ioctl(fd, RNDADDENTROPY, &pool) || ioctl(fd, RNDRESEEDCRNG))
        say("random: %s", strerror(errno));
    if (fd >= 0)
        close(fd);
}

static void handle(int type, uint32_t id, const uint8_t *p, uint32_t size) {
    struct command *c = find(id);
    switch (type) {
    case START:
        start(id, p, size);
        break;
    case KILL:
        /* one that has just been forked leads no group yet; one that was reaped has lost its number */
        if (c && c->status < 0 && kill(-c->pid, SIGKILL))
            kill(c->pid, SIGKILL);
        break;
    case CREDIT:
        if (c && size == 4)
            c->window += get32(p);
        break;
    case WAKE:
        wake(p, size);
        reply(AWAKE, id, NULL, 0);
        break;
    case PING:
        reply(PONG, id, NULL, 0);
        break;
    default:
        say("unknown frame %d", type);
    }
}

/* 0 when the host's end is not there */
static int receive(void) {
    ssize_t n = read(port, in + in_size, sizeof in - in_size);
    if (n <= 0)
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    in_size += n;
    size_t at = 0;
    while (in_size - at >= 4) {
        uint32_t length = get32(in + at);
        if (length < 5 || length > MAX_FRAME) {
            say("frame of %u bytes: the channel is out of step", length);
            abort(); /* the kernel panics, which the host reports */
        }
        if (in_size - at < 4 + length)
            break;
        handle(in[at + 4], get32(in + at + 5), in + at + HEAD, length - 5);
        at += 4 + length;
    }
    memmove(in, in + at, in_size - at);
    in_size -= at;
    return 1;
}

static void transmit(void) {
    while (out_from < out_to) {
        ssize_t n = write(port, out + out_from, out_to - out_from);
        if (n <= 0)
            break;
        out_from += n;
    }
    if (out_from == out_to)
        out_from = out_to = 0;
}

static int may_read(const struct command *c) {
    return c->window > 0 && room() > sizeof out / 2;
}

/* 1 when there is nothing to read just now */
static int pump(struct command *c, int which) {
    uint32_t size = c->window < CHUNK ? (uint32_t)c->window : CHUNK;
    uint8_t bytes[CHUNK];
    ssize_t n = read(c->fd[which], bytes, size);
    if (n > 0) {
        reply(OUT + which, c->id, bytes, n);
        c->window -= n;
        return 0;
    }
    if (n == 0 || errno != EAGAIN) {
        close(c->fd[which]);
        c->fd[which] = -1;
    }
    return 1;
}

/* Its shell has ended, and its group with it: what they wrote goes out first, then the status. */
static void finish(struct command *c) {
    for (int i = 0; i < 2; i++) {
        while (c->fd[i] >= 0 && may_read(c) && !pump(c, i))
            ;
        if (c->fd[i] >= 0 && !may_read(c))
            return;
    }
    for (int i = 0; i < 2; i++)
        if (c->fd[i] >= 0)
            close(c->fd[i]);
    c->used = 0;
    reply32(EXIT, c->id, c->status);
}

static void reap(pid_t agent) {
    siginfo_t ended;
    for (;;) {
        /* looked at before it is reaped: until then its number cannot belong to another group */
        ended.si_pid = 0;
        if (waitid(P_ALL, 0, &ended, WEXITED | WNOHANG | WNOWAIT) || ended.si_pid == 0)
            return;
        int code = ended.si_code == CLD_EXITED ? ended.si_status : 128 + ended.si_status;
        if (ended.si_pid == agent) {
            say("the agent ended with status %d", code);
            tcdrain(2); /* its own last words are on the console before the host looks there */
            reply32(AGENT_ENDED, 0, code);
        }
        for (int i = 0; i < MAX_COMMANDS; i++)
            if (commands[i].used && commands[i].pid == ended.si_pid && commands[i].status < 0) {
                commands[i].status = code;
                kill(-ended.si_pid, SIGKILL);
            }
        waitpid(ended.si_pid, NULL, 0);
    }
}

int main(int argc, char **argv) {
    if (argc < 2)
        return 2;
    sigset_t children;
    sigemptyset(&children);
    sigaddset(&children, SIGCHLD);
    sigprocmask(SIG_BLOCK, &children, NULL);
    signal(SIGPIPE, SIG_IGN);
    int signals = signalfd(-1, &children, SFD_CLOEXEC | SFD_NONBLOCK);
    port = open(argv[1], O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (port < 0 || signals < 0) {
        say("%s: %s", argv[1], strerror(errno));
        return 1;
    }
    set_oom("-1000");
    pid_t agent = 0;
    if (argc > 2 && (agent = fork()) == 0) {
        child_of_ours("-900");
        execvp(argv[2], argv + 2);
        say("%s: %s", argv[2], strerror(errno));
        _exit(127);
    }
    for (;;) {
        struct pollfd fds[2 + 2 * MAX_COMMANDS] = {
            {port, POLLIN | (out_from < out_to ? POLLOUT : 0), 0}, {signals, POLLIN, 0}};
        struct {
            struct command *command;
            int which;
        } of[2 + 2 * MAX_COMMANDS];
        int n = 2, read_one[2 + 2 * MAX_COMMANDS] = {0};
        for (int i = 0; i < MAX_COMMANDS; i++)
            for (int w = 0; w < 2; w++)
                if (commands[i].used && commands[i].fd[w] >= 0 && may_read(&commands[i])) {
                    of[n].command = &commands[i], of[n].which = w, read_one[n] = 1;
                    fds[n++] = (struct pollfd){commands[i].fd[w], POLLIN, 0};
                }
        if (poll(fds, n, -1) < 0 && errno != EINTR)
            say("poll: %s", strerror(errno));
        if (fds[0].revents && !receive()) {
            struct timespec pause = {0, 20 * 1000 * 1000}; /* no host yet: POLLHUP would spin */
            nanosleep(&pause, NULL);
        }
        for (int i = 2; i < n; i++)
            if (read_one[i] && fds[i].revents && of[i].command->used &&
                of[i].command->fd[of[i].which] >= 0 && may_read(of[i].command))
                pump(of[i].command, of[i].which);
        struct signalfd_siginfo info;
        while (read(signals, &info, sizeof info) > 0)
            ;
        reap(agent);
        for (int i = 0; i < MAX_COMMANDS; i++)
            if (commands[i].used && commands[i].status >= 0)
                finish(&commands[i]);
        transmit();
    }
}
