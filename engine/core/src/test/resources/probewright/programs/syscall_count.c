// System calls by process, and their time.
// workload: cat /etc/passwd
BPF_HASH(entered, u64);
struct total {
	u64 calls, ns;
};
BPF_HASH(totals, u32, struct total);

TRACEPOINT_PROBE(raw_syscalls, sys_enter)
{
	u64 who = bpf_get_current_pid_tgid(), now = bpf_ktime_get_ns();

	entered.update(&who, &now);
	return 0;
}

TRACEPOINT_PROBE(raw_syscalls, sys_exit)
{
	u64 who = bpf_get_current_pid_tgid(), *since = entered.lookup(&who);
	u32 nr = args->id;
	struct total first = {}, *sum;

	if (!since)
		return 0;
	sum = totals.lookup_or_try_init(&nr, &first);
	if (sum) {
		lock_xadd(&sum->calls, 1);
		lock_xadd(&sum->ns, bpf_ktime_get_ns() - *since);
	}
	return 0;
}
