/*
 * Starts the agent's JVM with no more rights than it needs.
 *
 *   launch --java /path/to/java [--channel /dev/vportNpM] [--pdeathsig TERM|KILL] [--heap 64m]
 *
 * Capabilities belong to threads and a running JVM has many, so rights must be given up before it
 * starts: the bounding set is cut here, and as root's rights after an exec are those of the bounding
 * set, the JVM never has the others. The environment is not passed on, since JAVA_TOOL_OPTIONS,
 * CLASSPATH or LD_PRELOAD of a person would become code in a privileged process.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static const int kept[] = {
	CAP_BPF,             /* loads programs, makes maps */
	CAP_PERFMON,         /* tracing programs, perf events, kernel addresses in programs */
	CAP_SYS_ADMIN,       /* user probes since 6.1.146 / 6.12.39; other programs' maps by id; before 5.8 all BPF */
	CAP_SYSLOG,          /* true addresses in /proc/kallsyms where kptr_restrict is set */
	CAP_SYS_RESOURCE,    /* memory lock limit, which counts BPF memory before 5.11 and perf buffers always */
	CAP_DAC_READ_SEARCH, /* tracefs, and binaries of other users to be probed; reading only */
	CAP_SYS_PTRACE,      /* which files a process has mapped, and its root, for --pid */
	CAP_NET_RAW,         /* sockets of a device's packets, for their filters */
	CAP_NET_ADMIN,       /* maps of sockets and network devices, programs of XDP at a device; 6.1 asks for it by itself */
};

static _Noreturn void die(const char *what, const char *which)
{
	fprintf(stderr, "launch: %s%s%s%s%s\n", what, which ? " " : "", which ? which : "", errno ? ": " : "",
		errno ? strerror(errno) : "");
	exit(126);
}

static int is_kept(int capability)
{
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++)
		if (kept[i] == capability)
			return 1;
	return 0;
}

/* Without CAP_SETPCAP the set cannot be cut: then nothing above the caller's own rights is there to cut. */
static void cut_bounding_set(void)
{
	for (int capability = 0; prctl(PR_CAPBSET_READ, capability) >= 0; capability++)
		if (!is_kept(capability) && prctl(PR_CAPBSET_DROP, capability) && (errno != EPERM || geteuid() == 0))
			die("cannot give up a capability", NULL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		die("cannot set no_new_privs", NULL);
	errno = 0;
}

static int is_jar(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 4 && !strcmp(entry->d_name + length - 4, ".jar");
}

/* Every jar beside the launcher, in the order of their names: a class data archive wants the same path each time. */
static char *class_path(const char *folder)
{
	struct dirent **jars;
	int count = scandir(folder, &jars, is_jar, alphasort);
	if (count <= 0)
		die("no jars in", folder);
	size_t size = 1;
	for (int i = 0; i < count; i++)
		size += strlen(folder) + strlen(jars[i]->d_name) + 2;
	char *path = malloc(size), *end = path;
	if (!path)
		die("no memory", NULL);
	for (int i = 0; i < count; i++)
		end += sprintf(end, "%s%s/%s", i ? ":" : "", folder, jars[i]->d_name);
	return path;
}

static char *text(const char *format, const char *first, const char *second)
{
	char *result;
	if (asprintf(&result, format, first, second) < 0)
		die("no memory", NULL);
	return result;
}

/* The signal is sent when the parent's thread ends that started this process, so a parent in Java does without. */
static void die_with_parent(const char *name)
{
	int signal = !strcmp(name, "KILL") ? SIGKILL : !strcmp(name, "TERM") ? SIGTERM : 0;
	pid_t parent = getppid();
	if (!signal)
		die("no such signal here:", name);
	if (prctl(PR_SET_PDEATHSIG, signal))
		die("cannot set the parent death signal", NULL);
	if (getppid() != parent)
		exit(125);
}

/* A JVM prints to descriptor 1, so the channel is moved away from it before the JVM starts. */
static void move_channel(char *in, char *out, size_t size)
{
	int from = fcntl(0, F_DUPFD, 3), to = fcntl(1, F_DUPFD, 3), null = open("/dev/null", O_RDONLY);
	if (from < 0 || to < 0 || null < 0 || dup2(null, 0) < 0 || dup2(2, 1) < 0)
		die("cannot move the channel", NULL);
	close(null);
	snprintf(in, size, "%d", from);
	snprintf(out, size, "%d", to);
}

int main(int argc, char **argv)
{
	const char *java = NULL, *channel = NULL, *signal = NULL, *heap = "64m";
	errno = 0;
	for (int i = 1; i < argc; i += 2) {
		if (i + 1 == argc)
			die("no value for", argv[i]);
		if (!strcmp(argv[i], "--java"))
			java = argv[i + 1];
		else if (!strcmp(argv[i], "--channel"))
			channel = argv[i + 1];
		else if (!strcmp(argv[i], "--pdeathsig"))
			signal = argv[i + 1];
		else if (!strcmp(argv[i], "--heap"))
			heap = argv[i + 1];
		else
			die("unknown option", argv[i]);
	}
	if (!java)
		die("usage: launch --java JAVA [--channel PORT] [--pdeathsig TERM|KILL] [--heap SIZE]", NULL);

	char folder[4096], in[16], out[16];
	ssize_t length = readlink("/proc/self/exe", folder, sizeof(folder) - 1);
	if (length < 0)
		die("cannot find myself", NULL);
	folder[length] = 0;
	*strrchr(folder, '/') = 0;

	char *arguments[24];
	int n = 0;
	arguments[n++] = (char *)java;
	arguments[n++] = "-Xshare:auto";
	char *archive = text("%s/%s", folder, "agent.jsa");
	if (!access(archive, R_OK))
		arguments[n++] = text("-XX:SharedArchiveFile=%s%s", archive, "");
	errno = 0;
	arguments[n++] = "-XX:TieredStopAtLevel=1";
	arguments[n++] = "-XX:+UseSerialGC";
	arguments[n++] = "-XX:-UsePerfData";
	arguments[n++] = text("-Xmx%s%s", heap, "");
	arguments[n++] = text("-Djava.library.path=%s%s", folder, "");
	arguments[n++] = "-cp";
	arguments[n++] = class_path(folder);
	arguments[n++] = "probewright.agent.Agent";
	if (channel) {
		arguments[n++] = "--port";
		arguments[n++] = (char *)channel;
	} else {
		move_channel(in, out, sizeof(in));
		arguments[n++] = "--descriptors";
		arguments[n++] = in;
		arguments[n++] = out;
	}
	arguments[n] = NULL;

	if (signal)
		die_with_parent(signal);
	cut_bounding_set();
	char *environment[] = {"PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8", NULL};
	execve(java, arguments, environment);
	die("cannot start", java);
}
