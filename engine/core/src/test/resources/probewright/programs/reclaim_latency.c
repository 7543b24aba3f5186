// Tasks that had to free memory for themselves: by the order they needed, the time and the pages freed.
#include <linux/sched.h>

struct need_t { u64 at; int order; };
struct toil_t { u32 order, log_us; };
BPF_HASH(needs, u32, struct need_t);
BPF_HISTOGRAM(toil, struct toil_t);
BPF_HASH(freed, u32);

TRACEPOINT_PROBE(vmscan, mm_vmscan_direct_reclaim_begin)
{
	struct need_t n = {bpf_ktime_get_ns(), args->order};
	u32 tid = bpf_get_current_pid_tgid();

	needs.update(&tid, &n);
	return 0;
}

TRACEPOINT_PROBE(vmscan, mm_vmscan_direct_reclaim_end)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct need_t *n = needs.lookup(&tid);

	if (!n) { return 0; }
	toil.increment((struct toil_t){n->order, bpf_log2l((bpf_ktime_get_ns() - n->at) / 1000)});
	freed.increment(tid, args->nr_reclaimed);
	needs.delete(&tid);
	return 0;
}
