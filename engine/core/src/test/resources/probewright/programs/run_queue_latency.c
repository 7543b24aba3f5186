// attach: kprobe:finish_task_switch.isra.0=came
// How long tasks waited for a processor, from the kernel's own sum of it, by depth of name space.
// workload: sleep 0.02; cat /proc/uptime
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/pid_namespace.h>

typedef struct wait_key {
	u32 level;
	u32 log_us;
} wait_key_t;
BPF_HASH(waited_before, u32, u64, 65536);
BPF_HISTOGRAM(waits, wait_key_t);

static __always_inline u32 level_of(struct task_struct *t)
{
	return t->thread_pid->level;
}

int came(struct pt_regs *ctx, struct task_struct *gone)
{
	struct task_struct *me = (struct task_struct *)bpf_get_current_task();
	u64 waited = me->sched_info.run_delay, *before;
	u32 tid = me->pid;

	if (tid == 0 || me->flags & PF_KTHREAD)
		return 0;
	before = waited_before.lookup(&tid);
	if (before && waited > *before) {
		wait_key_t k = {.level = level_of(me), .log_us = bpf_log2l((waited - *before) / 1000)};

		waits.increment(k);
	}
	waited_before.update(&tid, &waited);
	return 0;
}
