// Numbers of any width printed by any conversion, as bcc lets them pass.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>

struct pair_t { u64 first; u32 second; };

BPF_HASH(pairs, u32, struct pair_t);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = 1;
	struct pair_t pair = {.first = bpf_ktime_get_ns()}, *found;

	pairs.update(&key, &pair);
	found = pairs.lookup(&key);
	if (found)
		bpf_trace_printk("%d %x\n", found->first / 1000, bpf_get_current_pid_tgid());
	return 0;
}
