// attach: kprobe:finish_task_switch.isra.0=comes_on
// Time off the processors, by kernel and user stack.
// workload: sleep 0.02; cat /proc/uptime
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

#define LEAST_US    1ULL
#define MOST_US    18446744073709551615ULL

struct who_t {
    u64 pid;
    u64 tgid;
    int user_stack_id;
    int kernel_stack_id;
    char name[TASK_COMM_LEN];
};
BPF_HASH(tally, struct who_t);
BPF_HASH(begun, u32);
BPF_STACK_TRACE(stacks, 1024);

struct backwards_t {
    u32 pid;
    u32 tgid;
    u32 t_start;
    u32 t_end;
};
BPF_PERF_OUTPUT(backwards);

int comes_on(struct pt_regs *ctx, struct task_struct *prev) {
    u32 pid = prev->pid;
    u32 tgid = prev->tgid;
    u64 now, *since;

    if (!(prev->flags & PF_KTHREAD)) {
        now = bpf_ktime_get_ns();
        begun.update(&pid, &now);
    }

    pid = bpf_get_current_pid_tgid();
    tgid = bpf_get_current_pid_tgid() >> 32;
    since = begun.lookup(&pid);
    if (since == 0) {
        return 0;
    }

    u64 t_start = *since;
    u64 t_end = bpf_ktime_get_ns();
    begun.delete(&pid);
    if (t_start > t_end) {
        struct backwards_t one = {
            .pid = pid,
            .tgid = tgid,
            .t_start = t_start,
            .t_end = t_end,
        };
        backwards.perf_submit(ctx, &one, sizeof(one));
        return 0;
    }
    u64 delta = t_end - t_start;
    delta = delta / 1000;
    if ((delta < LEAST_US) || (delta > MOST_US)) {
        return 0;
    }

    struct who_t key = {};

    key.pid = pid;
    key.tgid = tgid;
    key.user_stack_id = stacks.get_stackid(ctx, BPF_F_USER_STACK);
    key.kernel_stack_id = stacks.get_stackid(ctx, 0);
    bpf_get_current_comm(&key.name, sizeof(key.name));

    tally.increment(key, delta);
    return 0;
}
