// attach: kprobe:syscall:mount=syscall__mount
// attach: kretprobe:syscall:mount=mounted
// attach: kprobe:syscall:umount=syscall__umount
// Mounts as a stream of parts: the call, its three texts, its result.
// workload: mount -t tmpfs none /mnt && umount /mnt
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/nsproxy.h>

#define PART_LEN 128

struct part_t {
	enum { CALL, SOURCE, TARGET, FSTYPE, RESULT, UMOUNT } what;
	pid_t pid;
	union {
		struct {
			unsigned long flags;
			char comm[TASK_COMM_LEN];
		} call;
		char text[PART_LEN];
		int result;
	};
};
BPF_PERF_OUTPUT(parts);

int syscall__mount(struct pt_regs *ctx, char __user *source, char __user *target, char __user *type, unsigned long flags)
{
	struct part_t part = {};

	part.pid = bpf_get_current_pid_tgid() >> 32;
	part.what = CALL;
	part.call.flags = flags;
	bpf_get_current_comm(part.call.comm, sizeof(part.call.comm));
	parts.perf_submit(ctx, &part, sizeof(part));

	part.what = SOURCE;
	__builtin_memset(part.text, 0, sizeof(part.text));
	bpf_probe_read_user_str(part.text, sizeof(part.text), source);
	parts.perf_submit(ctx, &part, sizeof(part));

	part.what = TARGET;
	bpf_probe_read_user_str(part.text, sizeof(part.text), target);
	parts.perf_submit(ctx, &part, sizeof(part));

	part.what = FSTYPE;
	bpf_probe_read_user_str(part.text, sizeof(part.text), type);
	parts.perf_submit(ctx, &part, sizeof(part));
	return 0;
}

int mounted(struct pt_regs *ctx)
{
	struct part_t part = {.what = RESULT, .result = PT_REGS_RC(ctx)};
	struct task_struct *me = (struct task_struct *)bpf_get_current_task();

	part.pid = me->nsproxy->mnt_ns ? me->tgid : 0;
	parts.perf_submit(ctx, &part, sizeof(part));
	return 0;
}

int syscall__umount(struct pt_regs *ctx, char __user *target, int flags)
{
	struct part_t part = {.what = UMOUNT};

	part.pid = bpf_get_current_pid_tgid() >> 32;
	bpf_probe_read_user_str(part.text, sizeof(part.text), target);
	parts.perf_submit(ctx, &part, sizeof(part));
	return 0;
}
