// attach: kprobe:vfs_*=count_this
// Calls of every function of the file system layer, by address.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>

struct who_t {
    u64 ip;
};

BPF_HASH(tally, struct who_t, u64, 256);

int count_this(struct pt_regs *ctx) {
    struct who_t key = {};
    key.ip = PT_REGS_IP(ctx);
    tally.atomic_increment(key);
    return 0;
}
