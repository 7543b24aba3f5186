// attach: kprobe:syscall:newfstatat=syscall__newfstatat
// attach: kretprobe:syscall:newfstatat=leave
// Calls of stat with the name that was asked for.
// workload: ls -l /etc/passwd
#include <uapi/linux/ptrace.h>
#include <uapi/linux/limits.h>
#include <linux/sched.h>

struct kept_t {
    const char *fname;
};

struct record_t {
    u32 pid;
    u64 ts_ns;
    int ret;
    char comm[TASK_COMM_LEN];
    char fname[NAME_MAX];
};

BPF_HASH(pending, u32, struct kept_t);
BPF_PERF_OUTPUT(records);

int syscall__newfstatat(struct pt_regs *ctx, int dfd, const char __user *filename)
{
    struct kept_t keep = {};
    u64 pid_tgid = bpf_get_current_pid_tgid();
    u32 pid = pid_tgid >> 32;
    u32 tid = (u32)pid_tgid;

    keep.fname = filename;
    pending.update(&tid, &keep);
    return 0;
};

int leave(struct pt_regs *ctx)
{
    u64 pid_tgid = bpf_get_current_pid_tgid();
    u32 tid = (u32)pid_tgid;
    struct kept_t *kept;

    kept = pending.lookup(&tid);
    if (kept == 0) {
        return 0;
    }

    struct record_t rec = {.pid = pid_tgid >> 32};
    bpf_probe_read_user(&rec.fname, sizeof(rec.fname), (void *)kept->fname);
    bpf_get_current_comm(&rec.comm, sizeof(rec.comm));
    rec.ts_ns = bpf_ktime_get_ns();
    rec.ret = PT_REGS_RC(ctx);
    records.perf_submit(ctx, &rec, sizeof(rec));
    pending.delete(&tid);
    return 0;
}
