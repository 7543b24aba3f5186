// Names that are asked about by stat, with how often and with what result.
// workload: ls -l /etc/passwd
#include <uapi/linux/limits.h>

struct path_t { char text[NAME_MAX + 1]; };
struct asked_t { u32 times, missing; };
BPF_HASH(under_way, u64, const char *);
BPF_HASH(paths, struct path_t, struct asked_t, 1024);

TRACEPOINT_PROBE(syscalls, sys_enter_newfstatat)
{
	u64 who = bpf_get_current_pid_tgid();
	const char *path = args->filename;

	under_way.update(&who, &path);
	return 0;
}

TRACEPOINT_PROBE(syscalls, sys_exit_newfstatat)
{
	u64 who = bpf_get_current_pid_tgid();
	const char **path = under_way.lookup(&who);
	struct path_t key = {};
	struct asked_t none = {}, *a;

	if (!path)
		return 0;
	bpf_probe_read_user_str(key.text, sizeof(key.text), *path);
	under_way.delete(&who);
	a = paths.lookup_or_try_init(&key, &none);
	if (a) {
		a->times++;
		a->missing += args->ret == -2 ? 1 : 0;
	}
	return 0;
}
