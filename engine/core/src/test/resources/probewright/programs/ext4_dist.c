// attach: kprobe:ext4_file_read_iter=enter
// attach: kretprobe:ext4_file_read_iter=leave_read
// Latency of reads from ext4, keyed by a text.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

#define OP_NAME_LEN 8
typedef struct dist_key {
    char op[OP_NAME_LEN];
    u64 slot;
} dist_key_t;
BPF_HASH(begun, u32);
BPF_HISTOGRAM(spread, dist_key_t);

int enter(struct pt_regs *ctx)
{
    u32 tid = (u32)bpf_get_current_pid_tgid();
    u64 now = bpf_ktime_get_ns();
    begun.update(&tid, &now);
    return 0;
}

static int leave(struct pt_regs *ctx, const char *op)
{
    u64 *since;
    u32 tid = (u32)bpf_get_current_pid_tgid();

    since = begun.lookup(&tid);
    if (since == 0) {
        return 0;
    }
    s64 delta = bpf_ktime_get_ns() - *since;

    if (delta < 0)
        return 0;
    delta /= 1000;

    dist_key_t key = {.slot = bpf_log2l(delta)};
    __builtin_memcpy(&key.op, op, sizeof(key.op));
    spread.increment(key);

    begun.delete(&tid);
    return 0;
}

int leave_read(struct pt_regs *ctx)
{
    char *op = "read";
    return leave(ctx, op);
}
