// attach: kprobe:filemap_add_folio=count_this
// attach: kprobe:folio_mark_accessed=count_this
// attach: kprobe:mark_buffer_dirty=count_this
// The page cache by process and place: three probes on one function, told apart by address.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
struct who_t {
    u64 ip;
    u32 pid;
    u32 uid;
    char comm[16];
};

BPF_HASH(tally, struct who_t);

int count_this(struct pt_regs *ctx) {
    struct who_t key = {};
    u64 pid = bpf_get_current_pid_tgid();
    u32 uid = bpf_get_current_uid_gid();

    key.ip = PT_REGS_IP(ctx);
    key.pid = pid >> 32;
    key.uid = uid;
    bpf_get_current_comm(&(key.comm), 16);

    tally.increment(key);
    return 0;
}
