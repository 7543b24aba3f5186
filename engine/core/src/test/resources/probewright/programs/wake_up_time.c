// attach: kprobe:try_to_wake_up=woken
// attach: kprobe:wake_up_new_task=born
// Who wakes whom, from which stack, and how long the sleeps were in all.
// workload: sleep 0.02; cat /proc/uptime | cat
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct pair_t { char waker[TASK_COMM_LEN], sleeper[TASK_COMM_LEN]; };
struct sleep_t { u64 ns, times; int last_stack, longest_stack; u64 longest; };
BPF_HASH(asleep, u32);
BPF_HASH(sleeps, struct pair_t, struct sleep_t);
BPF_ARRAY(births, u64, 2);
BPF_STACK_TRACE(stacks, 1024);

TRACEPOINT_PROBE(sched, sched_switch)
{
	u32 tid = args->prev_pid;
	u64 now = bpf_ktime_get_ns();

	if (args->prev_state != 0)
		asleep.update(&tid, &now);
	return 0;
}

int woken(struct pt_regs *ctx, struct task_struct *sleeper)
{
	u32 tid = sleeper->pid;
	u64 *since = asleep.lookup(&tid), ns;
	struct pair_t p = {};
	struct sleep_t none = {}, *s;

	if (!since)
		return 0;
	ns = bpf_ktime_get_ns() - *since;
	asleep.delete(&tid);
	bpf_get_current_comm(p.waker, sizeof(p.waker));
	bpf_probe_read_kernel_str(p.sleeper, sizeof(p.sleeper), sleeper->comm);
	s = sleeps.lookup_or_init(&p, &none);
	s->ns += ns;
	s->times++;
	s->last_stack = stacks.get_stackid(ctx, 0);
	if (ns > s->longest) {
		s->longest = ns;
		s->longest_stack = s->last_stack;
	}
	return 0;
}

int born(struct pt_regs *ctx, struct task_struct *child)
{
	births.increment(child->flags & PF_KTHREAD ? 1 : 0);
	return 0;
}
