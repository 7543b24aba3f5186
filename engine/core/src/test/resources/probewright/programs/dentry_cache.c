// attach: kprobe:lookup_fast=looked
// attach: kretprobe:d_lookup=missed
// The directory cache's use and its misses.
// workload: ls /nowhere || true
#include <uapi/linux/ptrace.h>

enum calls {
    S_REFS = 1,
    S_SLOW,
    S_MISS,
    S_MAXSTAT
};

BPF_ARRAY(calls, u64, S_MAXSTAT);

int looked(struct pt_regs *ctx) {
    calls.increment(S_REFS);
    return 0;
}

int missed(struct pt_regs *ctx) {
    int key = S_SLOW;
    u64 *leaf = calls.lookup(&key);

    if (leaf)
        (*leaf)++;
    if (PT_REGS_RC(ctx) == 0) {
        key = S_MISS;
        calls.increment(key);
    }
    return 0;
}
