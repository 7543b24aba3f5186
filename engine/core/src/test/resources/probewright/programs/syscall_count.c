// System calls by process name and number: how many, and the longest of them.
// workload: cat /etc/passwd
#include <linux/sched.h>

struct caller_t { char comm[TASK_COMM_LEN]; long number; };
struct calls_t { u64 calls, longest_ns; };
BPF_TABLE("lru_percpu_hash", u64, u64, entered, 4096);
BPF_TABLE("lru_hash", struct caller_t, struct calls_t, callers, 2048);

TRACEPOINT_PROBE(raw_syscalls, sys_enter)
{
	u64 thread = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();

	entered.update(&thread, &now);
	return 0;
}

TRACEPOINT_PROBE(raw_syscalls, sys_exit)
{
	u64 thread = bpf_get_current_pid_tgid(), *at = entered.lookup(&thread), ns;
	struct caller_t c = {.number = args->id};
	struct calls_t first = {}, *sum;

	bpf_get_current_comm(c.comm, sizeof(c.comm));
	sum = callers.lookup_or_try_init(&c, &first);
	if (!sum)
		return 0;
	lock_xadd(&sum->calls, 1);
	// a thread that slept may come back on another processor, where nothing is known of it
	ns = at ? bpf_ktime_get_ns() - *at : 0;
	sum->longest_ns = max(sum->longest_ns, ns);
	return 0;
}
