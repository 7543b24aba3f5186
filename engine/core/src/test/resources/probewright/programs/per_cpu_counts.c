// attach: kprobe:vfs_read=counted
// Maps for each processor, a queue and a stack.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

BPF_PERCPU_ARRAY(reads, u64, 1);
BPF_PERCPU_HASH(by_tid, u32);
BPF_TABLE("lru_percpu_hash", u32, u64, recent, 256);
BPF_QUEUE(last_sizes, u32, 64);
BPF_STACK(newest, u32, 16);

int counted(struct pt_regs *ctx, struct file *file, char *buf, size_t count)
{
	u32 tid = bpf_get_current_pid_tgid(), size = count;
	u64 one = 1, *n;

	reads.increment(0);
	n = by_tid.lookup(&tid);
	if (n)
		*n += 1;
	else
		by_tid.update(&tid, &one);
	recent.update(&tid, &one);
	last_sizes.push(&size, BPF_EXIST);
	newest.push(&size, BPF_EXIST);
	return 0;
}
