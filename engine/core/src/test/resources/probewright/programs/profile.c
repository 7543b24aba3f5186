// attach: perf:software:cpu-clock:freq:49=sample
// What runs, by sampled stacks.
// workload: dd if=/dev/zero of=/dev/null bs=64k count=2000
#include <uapi/linux/ptrace.h>
#include <uapi/linux/bpf_perf_event.h>
#include <linux/sched.h>

struct who_t {
    u32 pid;
    u64 kernel_ip;
    int user_stack_id;
    int kernel_stack_id;
    char name[TASK_COMM_LEN];
};
BPF_HASH(tally, struct who_t);
BPF_STACK_TRACE(stacks, 16384);

int sample(struct bpf_perf_event_data *ctx) {
    u32 id = bpf_get_current_pid_tgid();
    u64 pid = bpf_get_current_pid_tgid() >> 32;

    if (id == 0)
        return 0;

    struct who_t key = {.pid = pid};
    bpf_get_current_comm(&key.name, sizeof(key.name));

    key.user_stack_id = stacks.get_stackid(&ctx->regs, BPF_F_USER_STACK);
    key.kernel_stack_id = stacks.get_stackid(&ctx->regs, 0);

    if (key.kernel_stack_id >= 0) {
        u64 ip = PT_REGS_IP(&ctx->regs);
        u64 page_offset;

#if defined(CONFIG_X86_64)
        page_offset = 0xff11000000000000UL;
#else
        page_offset = 0;
#endif
        if (ip > page_offset) {
            key.kernel_ip = ip;
        }
    }

    tally.increment(key);
    return 0;
}
