// attach: kprobe:submit_bio=count_here
// The stacks that lead to block I/O.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=2 iflag=direct
#include <uapi/linux/ptrace.h>

struct who_t {
    u32 tgid;
    int kernel_stackid;
    int user_stackid;
    char name[TASK_COMM_LEN];
};

BPF_HASH(tally, struct who_t);
BPF_STACK_TRACE(stacks, 1024);

int count_here(void *ctx) {
    struct who_t key = {};

    bpf_get_current_comm(&key.name, sizeof(key.name));
    key.tgid = bpf_get_current_pid_tgid() >> 32;
    key.kernel_stackid = stacks.get_stackid(ctx, 0);
    key.user_stackid = stacks.get_stackid(ctx, BPF_F_USER_STACK);
    tally.atomic_increment(key);
    return 0;
}
