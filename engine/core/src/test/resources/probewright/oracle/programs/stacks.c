// The ways that lead to sync, as stacks.
// attach: kprobe:ksys_sync=stacks
#include <uapi/linux/ptrace.h>
BPF_STACK_TRACE(sync_stacks, 1024);
BPF_HASH(stack_counts, int, u64);

int stacks(struct pt_regs *ctx)
{
    int id = sync_stacks.get_stackid(ctx, 0);

    if (id >= 0)
        stack_counts.increment(id);
    return 0;
}
