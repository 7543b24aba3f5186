// attach: kprobe:mutex_lock=wanted
// attach: kretprobe:mutex_lock=taken
// attach: kprobe:mutex_unlock=let_go
// Waits for the kernel's mutexes, and how long they are held.
// workload: ls /
#include <uapi/linux/ptrace.h>
#include <linux/mutex.h>

struct held_t { u64 at; u32 tid; };
BPF_HASH(waits, u32, struct held_t);
BPF_HASH(locks, u32, struct mutex *);
BPF_HASH(held, struct mutex *, struct held_t);
BPF_HISTOGRAM(wait_ns);
BPF_HISTOGRAM(hold_ns);

int wanted(struct pt_regs *ctx, struct mutex *lock)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct held_t h = {bpf_ktime_get_ns(), tid};

	waits.update(&tid, &h);
	locks.update(&tid, &lock);
	return 0;
}

int taken(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct held_t *w = waits.lookup(&tid), now;
	struct mutex **lockp = locks.lookup(&tid), *lock;

	if (!w || !lockp)
		return 0;
	lock = *lockp;
	now.at = bpf_ktime_get_ns();
	now.tid = tid;
	__builtin_memset((char *)&now + 12, 0, 4);
	wait_ns.increment(bpf_log2l(now.at - w->at));
	held.update(&lock, &now);
	waits.delete(&tid);
	locks.delete(&tid);
	return 0;
}

int let_go(struct pt_regs *ctx, struct mutex *lock)
{
	struct held_t *h = held.lookup(&lock);

	if (!h)
		return 0;
	hold_ns.increment(bpf_log2l(bpf_ktime_get_ns() - h->at));
	held.delete(&lock);
	return 0;
}
