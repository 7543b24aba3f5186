// Tasks that leave a processor, by a raw tracepoint: what the scheduler knows of them.
#include <linux/sched.h>
struct task_t {
    u32 prio;
    u32 static_prio;
    u32 policy;
    u64 left;
};
BPF_HASH(tasks, u32, struct task_t);

RAW_TRACEPOINT_PROBE(sched_switch)
{
    struct task_struct *prev = (struct task_struct *)ctx->args[1];
    struct task_t zero = {}, *task;
    u32 pid = prev->pid;

    zero.prio = prev->prio;
    zero.static_prio = prev->static_prio;
    zero.policy = prev->policy;
    task = tasks.lookup_or_try_init(&pid, &zero);
    if (task)
        task->left++;
    return 0;
}
