// Locks of user programs that make threads wait.
#include <linux/futex.h>

#ifndef FUTEX_CMD_MASK
#define FUTEX_CMD_MASK ~(128 | 256)
#endif
BPF_HASH(since, u32);
struct lock_t { u64 uaddr; u32 tgid; };
BPF_HASH(contended, struct lock_t, u64);
BPF_HASH(addresses, u32, u64);

TRACEPOINT_PROBE(syscalls, sys_enter_futex)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 now = bpf_ktime_get_ns(), uaddr = (u64)args->uaddr;
	int cmd = args->op & FUTEX_CMD_MASK;

	if (cmd != 0 && cmd != 9)
		return 0;
	since.update(&tid, &now);
	addresses.update(&tid, &uaddr);
	return 0;
}

TRACEPOINT_PROBE(syscalls, sys_exit_futex)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 *t = since.lookup(&tid), *a = addresses.lookup(&tid);

	if (t && a) {
		struct lock_t l = {};
		l.uaddr = *a;
		l.tgid = bpf_get_current_pid_tgid() >> 32;
		contended.increment(l, bpf_ktime_get_ns() - *t);
		since.delete(&tid);
		addresses.delete(&tid);
	}
	return 0;
}
