// attach: kprobe:syscall:sync=on_sync
// The exercise of lesson 8 of bcc's tutorial.
// workload: sync; sync
#include <uapi/linux/ptrace.h>

BPF_HASH(last, u32);
struct gap_t {
    u64 ms;
};
BPF_PERF_OUTPUT(gaps);

int on_sync(struct pt_regs *ctx)
{
    u32 zero = 0;
    u64 now = bpf_ktime_get_ns(), *before = last.lookup(&zero);

    if (before && now - *before < 1000000000ULL) {
        struct gap_t gap = { .ms = (now - *before) / 1000000 };
        gaps.perf_submit(ctx, &gap, sizeof gap);
    }
    last.update(&zero, &now);
    return 0;
}
