// The longest wait for a processor of each task name, by raw tracepoints and explicit reads.
// workload: sleep 0.01
#include <linux/sched.h>

struct name_t { char comm[TASK_COMM_LEN]; };
struct wait_t { u64 longest; struct name_t behind; };
BPF_HASH(ready, struct task_struct *, u64);
BPF_HASH(waits, struct name_t, struct wait_t);

static int is_ready(struct task_struct *task)
{
	u64 now = bpf_ktime_get_ns();

	ready.update(&task, &now);
	return 0;
}

RAW_TRACEPOINT_PROBE(sched_wakeup)
{
	return is_ready((struct task_struct *)ctx->args[0]);
}

RAW_TRACEPOINT_PROBE(sched_wakeup_new)
{
	return is_ready((struct task_struct *)ctx->args[0]);
}

RAW_TRACEPOINT_PROBE(sched_switch)
{
	struct task_struct *old = (void *)ctx->args[1], *new = (void *)ctx->args[2];
	u64 now = bpf_ktime_get_ns(), *since = ready.lookup(&new);
	struct wait_t none = {}, *w;
	struct name_t who = {};
	unsigned int state = 0;

	bpf_probe_read_kernel(&state, sizeof(state), (const void *)&old->__state);
	if (state == TASK_RUNNING)
		is_ready(old);
	if (!since)
		return 0;
	bpf_probe_read_kernel(&who, sizeof(who), &new->comm);
	w = waits.lookup_or_try_init(&who, &none);
	if (w && now - *since > w->longest) {
		w->longest = now - *since;
		bpf_probe_read_kernel(&w->behind, sizeof(w->behind), &old->comm);
	}
	ready.delete(&new);
	return 0;
}
