// How long tasks stay on a processor: each processor remembers when its task came.
// workload: sleep 0.01; cat /proc/uptime
#include <linux/sched.h>

typedef struct turn {
	u64 since;
	u32 turns;
	u32 left_willingly;
} turn_t;
typedef struct { char comm[TASK_COMM_LEN]; u64 log_us; } stay_t;
BPF_PERCPU_ARRAY(turns, turn_t, 1);
BPF_HISTOGRAM(stays, stay_t);

RAW_TRACEPOINT_PROBE(sched_switch)
{
	struct task_struct *goes = (struct task_struct *)ctx->args[1];
	u64 now = bpf_ktime_get_ns();
	int only = 0;
	turn_t *turn = turns.lookup(&only);

	if (!turn)
		return 0;
	if (turn->since && goes->pid) {
		stay_t stay = {.log_us = bpf_log2l((now - turn->since) / 1000)};

		bpf_probe_read_kernel_str(stay.comm, sizeof(stay.comm), goes->comm);
		stays.increment(stay);
	}
	turn->left_willingly += goes->__state == TASK_RUNNING ? 0 : 1;
	turn->turns++;
	turn->since = now;
	return 0;
}
