// attach: kprobe:finish_task_switch.isra.0=runs
// attach: kprobe:wake_up_new_task=born
// attach: kprobe:try_to_wake_up=wakes
// How long tasks wait for a processor after they are woken.
// workload: sleep 0.02; cat /proc/uptime
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/nsproxy.h>
#include <linux/pid_namespace.h>

typedef struct level_key {
    u32 id;
    u32 slot;
} level_key_t;

BPF_HASH(begun, u32);
BPF_HISTOGRAM(spread, level_key_t);

static int woken(u32 tgid, u32 pid)
{
    if (pid == 0)
        return 0;
    u64 now = bpf_ktime_get_ns();
    begun.update(&pid, &now);
    return 0;
}

static __always_inline unsigned int pid_namespace(struct task_struct *task)
{
    struct pid *pid = task->thread_pid;
    unsigned int level = pid->level;

    return level;
}

int born(struct pt_regs *ctx, struct task_struct *p)
{
    return woken(p->tgid, p->pid);
}

int wakes(struct pt_regs *ctx, struct task_struct *p)
{
    return woken(p->tgid, p->pid);
}

int runs(struct pt_regs *ctx, struct task_struct *prev)
{
    u32 pid, tgid;

    if (prev->__state == TASK_RUNNING) {
        tgid = prev->tgid;
        pid = prev->pid;
        if (pid != 0) {
            u64 now = bpf_ktime_get_ns();
            begun.update(&pid, &now);
        }
    }

    tgid = bpf_get_current_pid_tgid() >> 32;
    pid = bpf_get_current_pid_tgid();
    u64 *since, delta;

    since = begun.lookup(&pid);
    if (since == 0)
        return 0;
    delta = bpf_ktime_get_ns() - *since;
    delta /= 1000;

    level_key_t key = {.id = pid_namespace((struct task_struct *)bpf_get_current_task()), .slot = bpf_log2l(delta)};
    spread.increment(key);

    begun.delete(&pid);
    return 0;
}
