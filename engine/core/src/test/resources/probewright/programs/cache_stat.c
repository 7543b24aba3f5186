// attach: kprobe:filemap_add_folio=page_added
// attach: kprobe:folio_mark_accessed=page_used
// attach: kprobe:mark_buffer_dirty=buffer_dirtied
// The page cache's hits and misses, counted by what they call.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>

enum stat_types {
    APCL = 1,
    MPA,
    MBD,
    APD,
};

struct who_t {
    u32 nf;
};

BPF_HASH(tally, struct who_t);

static int count_one(void *ctx, u32 nf) {
    struct who_t key = {};

    key.nf = nf;
    tally.atomic_increment(key);
    return 0;
}

int page_added(struct pt_regs *ctx) {
    return count_one(ctx, APCL);
}
int page_used(struct pt_regs *ctx) {
    return count_one(ctx, MPA);
}
int buffer_dirtied(struct pt_regs *ctx) {
    return count_one(ctx, MBD);
}
TRACEPOINT_PROBE(writeback, writeback_dirty_folio) {
    return count_one(args, APD);
}
