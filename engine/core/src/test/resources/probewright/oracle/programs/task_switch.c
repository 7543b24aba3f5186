// Lesson 16, after bcc's task_switch.c: from whom to whom the processors go.
// attach: kprobe:finish_task_switch.isra.0=task_switch
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
struct switch_t {
    u32 prev_pid;
    u32 curr_pid;
};
BPF_HASH(switches, struct switch_t, u64, 4096);

int task_switch(struct pt_regs *ctx, struct task_struct *prev)
{
    struct switch_t key = {};
    u64 zero = 0, *val;

    key.curr_pid = bpf_get_current_pid_tgid();
    key.prev_pid = prev->pid;
    val = switches.lookup_or_try_init(&key, &zero);
    if (val) {
        (*val)++;
    }
    return 0;
}
