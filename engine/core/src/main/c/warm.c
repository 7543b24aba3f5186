// SPDX-License-Identifier: Apache-2.0
/*
 * Keeps a clang loaded. More than half of a short run of clang is the loading of its libraries. Preloaded into clang,
 * this takes the place of its main: it listens at the socket that $PROBEWRIGHT_CLANG names, says so with a byte on
 * standard output, and for each connection forks a child that runs clang's own main. Nothing is kept from one run to
 * the next, and a run that crashes takes nothing else along.
 *
 * A request is `u32 size, u32 count` and then count times `u32 length, bytes`: the directory, what stands on standard
 * input, and clang's arguments from its name on. The answer is `u32 status, u32 microseconds on a processor, u32 largest
 * resident set in KiB, u32 length, standard output, u32 length, standard error`. Numbers are the machine's own; the
 * socket stays on it. Who hangs up has the run ended. A tree in JSON loses its line ends and the blanks at the
 * beginnings of its lines, which are two thirds of it.
 *
 * It ends with the process that started it (end of file on standard input), or when nobody asked for a while.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#define ADDRESS "PROBEWRIGHT_CLANG"
#define RUNS 8
#define PARTS 256
#define LARGEST (64u << 20)
#define IDLE (5 * 60 * 1000)

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void), void *);

struct run {
	int client, ended, out, err;
	pid_t pid;
};

static main_function *clang_main;

static int read_all(int fd, void *to, size_t size)
{
	for (char *at = to; size > 0;) {
		ssize_t n = read(fd, at, size);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		at += n;
		size -= n;
	}
	return 0;
}

static int write_all(int fd, const void *from, size_t size)
{
	for (const char *at = from; size > 0;) {
		ssize_t n = send(fd, at, size, MSG_NOSIGNAL);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		at += n;
		size -= n;
	}
	return 0;
}

/* The request's parts, each with a zero behind it; their number, or -1. */
static int read_request(int client, char *parts[PARTS], uint32_t sizes[PARTS])
{
	uint32_t head[2];

	if (read_all(client, head, sizeof(head)) || head[0] > LARGEST || head[1] < 3 || head[1] >= PARTS)
		return -1;
	char *request = malloc(head[0] + sizeof(uint32_t));
	uint32_t at = 0;

	if (!request || read_all(client, request, head[0]))
		return -1;
	for (uint32_t i = 0; i < head[1]; i++) {
		if (head[0] - at < sizeof(uint32_t))
			return -1;
		memcpy(&sizes[i], request + at, sizeof(uint32_t));
		/* the length of a part was read when the part before it is given its zero */
		request[at] = 0;
		at += sizeof(uint32_t);
		if (head[0] - at < sizes[i])
			return -1;
		parts[i] = request + at;
		at += sizes[i];
	}
	request[at] = 0;
	parts[head[1]] = NULL;
	return head[1];
}

static _Noreturn void compile(int client, int out, int err)
{
	static char *parts[PARTS];
	static uint32_t sizes[PARTS];
	int count = read_request(client, parts, sizes);
	int in = memfd_create("in", 0);

	if (count < 0 || in < 0 || write(in, parts[1], sizes[1]) != (ssize_t)sizes[1] || lseek(in, 0, SEEK_SET)
	    || chdir(parts[0]) || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(127);
	for (int fd = 3; fd < 3 + 5 * RUNS; fd++)
		close(fd);
	exit(clang_main(count - 2, parts + 2, environ));
}

static int open_process(pid_t pid)
{
	return syscall(SYS_pidfd_open, pid, 0);
}

static void end(struct run *run, int *status, struct rusage *use)
{
	if (run->pid > 0 && !kill(run->pid, SIGKILL))
		wait4(run->pid, status, 0, use);
}

static void forget(struct run *run)
{
	close(run->client);
	close(run->out);
	close(run->err);
	close(run->ended);
	run->client = -1;
}

static void begin(struct run *run, int listener)
{
	run->client = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
	if (run->client < 0)
		return;
	run->out = memfd_create("out", MFD_CLOEXEC);
	run->err = memfd_create("err", MFD_CLOEXEC);
	run->pid = fork();
	if (run->pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		compile(run->client, run->out, run->err);
	}
	run->ended = run->pid > 0 ? open_process(run->pid) : -1;
	if (run->ended < 0) {
		end(run, NULL, NULL);
		forget(run);
	}
}

/* A text in JSON has line ends only between its words; the new size. */
static uint32_t without_indents(char *text, uint32_t size)
{
	char *to = text;

	for (char *at = text, *end = text + size; at < end;) {
		char *line = memchr(at, '\n', end - at);
		size_t length = (line ? line : end) - at;

		memmove(to, at, length);
		to += length;
		for (at += length; at < end && (*at == '\n' || *at == ' '); at++)
			;
	}
	return to - text;
}

static int send_file(int client, int file)
{
	struct stat found;

	if (fstat(file, &found))
		return -1;
	uint32_t size = found.st_size;
	char *bytes = size ? mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : NULL;

	if (bytes == MAP_FAILED)
		return -1;
	uint32_t sent = size && *bytes == '{' ? without_indents(bytes, size) : size;
	int failed = write_all(client, &sent, sizeof(sent)) || write_all(client, bytes, sent);

	return (size ? munmap(bytes, size) : 0) || failed ? -1 : 0;
}

static void finish(struct run *run)
{
	int status = 0;
	struct rusage use = {0};

	end(run, &status, &use);
	uint32_t head[] = {
		WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
		(use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000 + use.ru_utime.tv_usec + use.ru_stime.tv_usec,
		use.ru_maxrss,
	};

	if (!write_all(run->client, head, sizeof(head)) && !send_file(run->client, run->out))
		send_file(run->client, run->err);
	forget(run);
}

static int listen_at(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (listener < 0 || strlen(path) >= sizeof(address.sun_path))
		return -1;
	strcpy(address.sun_path, path);
	if (bind(listener, (struct sockaddr *)&address, sizeof(address)) || listen(listener, RUNS))
		return -1;
	return listener;
}

static void serve(int listener)
{
	struct run runs[RUNS];

	for (int i = 0; i < RUNS; i++)
		runs[i].client = -1;
	for (;;) {
		struct pollfd fds[2 + 2 * RUNS] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.fd = -1, .events = POLLIN}};
		int busy = 0;
		struct run *free_run = NULL;

		for (int i = 0; i < RUNS; i++) {
			int used = runs[i].client >= 0;

			busy |= used;
			if (!used)
				free_run = &runs[i];
			/* the client sends nothing more: whatever comes of it is its end */
			fds[2 + 2 * i] = (struct pollfd){.fd = used ? runs[i].client : -1, .events = POLLRDHUP};
			fds[3 + 2 * i] = (struct pollfd){.fd = used ? runs[i].ended : -1, .events = POLLIN};
		}
		if (free_run)
			fds[1].fd = listener;
		int n = poll(fds, 2 + 2 * RUNS, busy ? -1 : IDLE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || fds[0].revents)
			return;
		for (int i = 0; i < RUNS; i++)
			if (runs[i].client >= 0 && (fds[2 + 2 * i].revents || fds[3 + 2 * i].revents))
				finish(&runs[i]);
		if (fds[1].revents)
			begin(free_run, listener);
	}
}

static int main_in_its_place(int argc, char **argv, char **envp)
{
	char *path = strdup(getenv(ADDRESS));
	int listener = open_process(getpid()) < 0 ? -1 : listen_at(path);

	unsetenv(ADDRESS);
	unsetenv("LD_PRELOAD");
	unsetenv("LD_BIND_NOW");
	if (listener < 0 || write(STDOUT_FILENO, "\n", 1) != 1)
		return 1;
	serve(listener);
	unlink(path);
	rmdir(dirname(path));
	/* what clang registered for its own end is not for this one */
	_exit(0);
}

/* Whether this program is clang itself, not a shell or a wrapper on the way to it. */
static int is_clang(void)
{
	char file[PATH_MAX];
	ssize_t size = readlink("/proc/self/exe", file, sizeof(file) - 1);

	if (size <= 0)
		return 0;
	file[size] = 0;
	return strncmp(basename(file), "clang", strlen("clang")) == 0;
}

__attribute__((visibility("default"))) int __libc_start_main(main_function *main, int argc, char **argv,
							      void (*init)(void), void (*fini)(void),
							      void (*rtld_fini)(void), void *stack_end)
{
	start_function *start = (start_function *)dlsym(RTLD_NEXT, "__libc_start_main");

	clang_main = main;
	return start(getenv(ADDRESS) && is_clang() ? main_in_its_place : main, argc, argv, init, fini, rtld_fini,
		     stack_end);
}
