// Switches by the name of the task that comes, and whether the one that goes could still run.
// workload: sleep 0.01
#include <linux/sched.h>

struct who {
	char comm[16];
	bool willing;
};
BPF_HASH(switches, struct who, u32);

TRACEPOINT_PROBE(sched, sched_switch)
{
	struct who w = {};
	u32 one = 1, *n;

	bpf_probe_read_kernel(&w.comm, sizeof(w.comm), args->next_comm);
	w.willing = args->prev_state ? true : false;
	n = switches.lookup(&w);
	if (n)
		__sync_fetch_and_add(n, 1);
	else
		switches.insert(&w, &one);
	return 0;
}
