// Time off the processors, by the stack that went off; the stack is taken there and not on return.
// workload: sleep 0.02; cat /proc/uptime
#include <linux/sched.h>

#define IDLE 0
#ifndef LEAST_NS
#define LEAST_NS 1000ULL
#endif

struct pause_t { u64 at; int user, kernel; long state; };
struct reason_t { char comm[TASK_COMM_LEN]; int user, kernel; };
BPF_HASH(pauses, u32, struct pause_t);
BPF_HASH(reasons, struct reason_t);
BPF_STACK_TRACE(stacks, 2048);

TRACEPOINT_PROBE(sched, sched_switch)
{
	u32 goes = args->prev_pid, comes = args->next_pid;
	u64 now = bpf_ktime_get_ns();
	struct pause_t *over;

	if (goes != IDLE) {
		struct pause_t p = {
			.at = now,
			.user = stacks.get_stackid(args, BPF_F_USER_STACK),
			.kernel = stacks.get_stackid(args, 0),
			.state = args->prev_state,
		};
		pauses.update(&goes, &p);
	}
	over = pauses.lookup(&comes);
	if (over == NULL)
		return 0;
	if (now - over->at >= LEAST_NS) {
		struct reason_t r = {.user = over->user, .kernel = over->kernel};

		__builtin_memcpy(r.comm, args->next_comm, TASK_COMM_LEN);
		reasons.increment(r, now - over->at);
	}
	pauses.delete(&comes);
	return 0;
}
