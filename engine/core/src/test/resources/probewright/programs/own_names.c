// Maps and variables that are called as things of the kernel are.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>

BPF_HASH(jiffies);
BPF_HASH(current_task, u32, u64);
BPF_HASH(NR_FILE_PAGES);
BPF_HISTOGRAM(PIDTYPE_PID);
BPF_TABLE("array", int, u64, file, 4);
BPF_PERF_OUTPUT(HRTIMER_NORESTART);
BPF_STACK_TRACE(TCP_CLOSE, 64);

struct udp_t { u64 mine; u32 more; };

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u64 zero = 0, PIDTYPE_TGID = bpf_ktime_get_ns();
	u32 pid = bpf_get_current_pid_tgid();
	struct udp_t u = {.mine = pid};
	struct udp_t *p = &u;

	jiffies.update(&zero, &PIDTYPE_TGID);
	current_task.update(&pid, &PIDTYPE_TGID);
	NR_FILE_PAGES.increment(p->mine);
	PIDTYPE_PID.increment(TCP_CLOSE.get_stackid(ctx, 0) & 7);
	file.increment(1);
	HRTIMER_NORESTART.perf_submit(ctx, &u, sizeof(u));
	return 0;
}
