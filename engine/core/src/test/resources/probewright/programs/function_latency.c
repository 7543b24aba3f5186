// attach: kprobe:ksys_read=begin
// attach: kretprobe:ksys_read=end
// The time of any function, nested calls too: a stack of calls for each thread.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>

#define DEEPEST 4
#ifndef FACTOR
#define FACTOR 1000
#endif

struct calls_t { u32 depth; u64 at[DEEPEST]; };
BPF_HASH(calls, u32, struct calls_t);
BPF_ARRAY(average, u64, 2);
BPF_HISTOGRAM(dist);

int begin(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct calls_t none = {}, *c = calls.lookup_or_try_init(&tid, &none);

	if (!c)
		return 0;
	u32 d = c->depth;
	if (d < DEEPEST) {
		c->at[d] = bpf_ktime_get_ns();
		c->depth = d + 1;
	}
	return 0;
}

int end(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct calls_t *c = calls.lookup(&tid);
	u64 delta;

	if (!c)
		return 0;
	u32 d = c->depth - 1;
	if (d >= DEEPEST)
		return 0;
	delta = bpf_ktime_get_ns() - c->at[d];
	c->depth = d;
	average.atomic_increment(0, delta);
	average.atomic_increment(1);
	dist.atomic_increment(bpf_log2l(delta / FACTOR));
	return 0;
}
