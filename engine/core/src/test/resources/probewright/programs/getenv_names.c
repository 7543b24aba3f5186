// attach: uprobe:c:getenv=asked
// Variables of the environment that programs ask for; a parameter that points to the user's memory.
// workload: ls /
#include <uapi/linux/ptrace.h>

struct name_t { char name[24]; };
BPF_HASH(names, struct name_t);

int asked(struct pt_regs *ctx, const char *name)
{
	struct name_t n = {};

	if (name == NULL)
		return 0;
	bpf_probe_read_user_str(n.name, sizeof(n.name), name);
	names.increment(n);
	return 0;
}
