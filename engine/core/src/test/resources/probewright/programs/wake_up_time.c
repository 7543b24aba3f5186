// attach: kprobe:schedule=sleeps
// attach: kprobe:try_to_wake_up=wakes
// Who wakes whom, and after how long a sleep.
// workload: sleep 0.02; cat /proc/uptime | cat
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct who_t {
    int w_k_stack_id;
    char wakes[TASK_COMM_LEN];
    char target[TASK_COMM_LEN];
};
BPF_HASH(tally, struct who_t);
BPF_HASH(begun, u32);
BPF_STACK_TRACE(stacks, 1024);

int sleeps(struct pt_regs *ctx) {
    u32 pid = bpf_get_current_pid_tgid();
    struct task_struct *p = (struct task_struct *)bpf_get_current_task();

    if (p->flags & PF_KTHREAD)
        return 0;
    u64 now = bpf_ktime_get_ns();
    begun.update(&pid, &now);
    return 0;
}

int wakes(struct pt_regs *ctx, struct task_struct *p) {
    u32 pid = p->pid;
    u64 delta, *since, now;

    since = begun.lookup(&pid);
    if (since == 0)
        return 0;
    begun.delete(&pid);

    delta = bpf_ktime_get_ns() - *since;
    delta = delta / 1000;

    struct who_t key = {};
    u64 zero = 0, *keep;

    key.w_k_stack_id = stacks.get_stackid(ctx, 0);
    bpf_probe_read_kernel(&key.target, sizeof(key.target), p->comm);
    bpf_get_current_comm(&key.wakes, sizeof(key.wakes));

    keep = tally.lookup_or_init(&key, &zero);
    (*keep) += delta;
    return 0;
}
