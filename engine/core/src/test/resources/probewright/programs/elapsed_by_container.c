// attach: kprobe:finish_task_switch.isra.0=switched
// Processor time by process-id namespace, with container_of.
// workload: sleep 0.01
#include <linux/sched.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>

BPF_HASH(begun, u32);
BPF_HASH(time_of, u32);

static struct pid_namespace *of(struct task_struct *t)
{
	struct pid *pid = t->thread_pid;
	unsigned int level = pid->level;
	struct upid up = pid->numbers[level];

	return up.ns;
}

int switched(struct pt_regs *ctx, struct task_struct *prev)
{
	u32 cpu = bpf_get_smp_processor_id();
	u64 now = bpf_ktime_get_ns(), *since = begun.lookup(&cpu);
	struct sched_entity *se = &prev->se;
	struct task_struct *same = container_of(se, struct task_struct, se);
	u32 inum = of(same)->ns.inum;

	if (since)
		time_of.increment(inum, now - *since);
	begun.update(&cpu, &now);
	return 0;
}
