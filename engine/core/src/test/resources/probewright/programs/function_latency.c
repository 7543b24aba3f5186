// attach: kprobe:ksys_read=begin
// attach: kretprobe:ksys_read=end
// The time of any function, calls within calls too: one map has the depth, the other the moments.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>

#ifndef UNIT
#define UNIT 1000
#endif

struct call_t { u32 tid; s32 depth; };
BPF_HASH(depth_of, u32, s32);
BPF_HASH(moments, struct call_t, u64, 4096);
BPF_ARRAY(sums, u64, 2);
BPF_HISTOGRAM(times);

int begin(struct pt_regs *ctx)
{
	struct call_t c = {.tid = bpf_get_current_pid_tgid()};
	u64 now = bpf_ktime_get_ns();
	s32 none = 0, *depth = depth_of.lookup_or_try_init(&c.tid, &none);

	if (depth) {
		c.depth = ++*depth;
		moments.update(&c, &now);
	}
	return 0;
}

int end(struct pt_regs *ctx)
{
	struct call_t c = {.tid = bpf_get_current_pid_tgid()};
	s32 *depth = depth_of.lookup(&c.tid);
	u64 *since, ns;

	if (!depth || *depth <= 0)
		return 0;
	c.depth = (*depth)--;
	since = moments.lookup(&c);
	if (since) {
		ns = bpf_ktime_get_ns() - *since;
		moments.delete(&c);
		sums.atomic_increment(0);
		sums.atomic_increment(1, ns);
		times.atomic_increment(bpf_log2l(ns / UNIT));
	}
	return 0;
}
