// The out-of-memory killer's choice: what was asked for, whom it chose and why.
#include <uapi/linux/ptrace.h>
#include <linux/oom.h>
#include <linux/sched/signal.h>

struct choice_t {
	u32 chosen, by_tgid;
	s16 adjusted;
	u8 by_group, order;
	long points;
	u64 pages;
	char comm[TASK_COMM_LEN];
	char message[40];
};
BPF_PERF_OUTPUT(choices);

int kprobe__oom_kill_process(struct pt_regs *ctx, struct oom_control *oc, const char *message)
{
	struct task_struct *victim = oc->chosen;
	struct choice_t c = {
		.chosen = victim->tgid,
		.by_group = oc->memcg ? 1 : 0,
		.order = oc->order,
		.points = oc->chosen_points,
		.adjusted = victim->signal->oom_score_adj,
	};

	if (victim->mm)
		c.pages = victim->mm->total_vm;
	c.by_tgid = bpf_get_current_pid_tgid() >> 32;
	bpf_probe_read_kernel_str(c.comm, sizeof(c.comm), victim->comm);
	bpf_probe_read_kernel_str(c.message, sizeof(c.message), message);
	choices.perf_submit(ctx, &c, sizeof(c));
	return 0;
}
