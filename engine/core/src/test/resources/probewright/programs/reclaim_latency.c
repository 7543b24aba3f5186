// Tasks that had to free memory for themselves.
#include <linux/sched.h>

BPF_HASH(begun, u32);
struct wait_t { u32 pid; u64 us; u64 pages; };
BPF_PERF_OUTPUT(waits);

TRACEPOINT_PROBE(vmscan, mm_vmscan_direct_reclaim_begin)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 now = bpf_ktime_get_ns();

	begun.update(&tid, &now);
	return 0;
}

TRACEPOINT_PROBE(vmscan, mm_vmscan_direct_reclaim_end)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 *since = begun.lookup(&tid);
	struct wait_t w = {};

	if (!since) { return 0; }
	w.pid = tid;
	w.us = (bpf_ktime_get_ns() - *since) / 1000;
	w.pages = args->nr_reclaimed;
	waits.perf_submit(args, &w, sizeof w);
	begun.delete(&tid);
	return 0;
}
