// attach: kprobe:ext4_file_read_iter=enter_rw
// attach: kprobe:ext4_file_write_iter=enter_rw
// attach: kprobe:ext4_file_open=enter_open
// attach: kprobe:ext4_sync_file=enter_fsync
// attach: kretprobe:ext4_file_read_iter=leave_read
// attach: kretprobe:ext4_file_write_iter=leave_write
// attach: kretprobe:ext4_file_open=leave_open
// attach: kretprobe:ext4_sync_file=leave_fsync
// File system operations that take longer than a limit.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/dcache.h>

#define TRACE_READ      0
#define TRACE_WRITE     1
#define TRACE_OPEN      2
#define TRACE_FSYNC     3

#ifndef MIN_NS
#define MIN_NS 0
#endif

struct kept_t {
    u64 now;
    u64 offset;
    struct file *fp;
};

struct record_t {
    u64 ts_us;
    u64 type;
    u32 size;
    u64 offset;
    u64 delta_us;
    u32 pid;
    char task[TASK_COMM_LEN];
    char file[DNAME_INLINE_LEN];
};

BPF_HASH(pending, u64, struct kept_t);
BPF_PERF_OUTPUT(records);

int enter_rw(struct pt_regs *ctx, struct kiocb *iocb)
{
    u64 id = bpf_get_current_pid_tgid();
    u32 pid = id >> 32;

    struct kept_t keep = {};
    keep.now = bpf_ktime_get_ns();
    keep.fp = iocb->ki_filp;
    keep.offset = iocb->ki_pos;
    if (keep.fp)
        pending.update(&id, &keep);

    return 0;
}

int enter_open(struct pt_regs *ctx, struct inode *inode, struct file *file)
{
    u64 id = bpf_get_current_pid_tgid();

    struct kept_t keep = {};
    keep.now = bpf_ktime_get_ns();
    keep.fp = file;
    keep.offset = 0;
    if (keep.fp)
        pending.update(&id, &keep);
    return 0;
}

int enter_fsync(struct pt_regs *ctx, struct file *file)
{
    u64 id = bpf_get_current_pid_tgid();
    struct kept_t keep = {.now = bpf_ktime_get_ns(), .fp = file};

    if (keep.fp)
        pending.update(&id, &keep);
    return 0;
}

static int leave(struct pt_regs *ctx, int type)
{
    struct kept_t *kept;
    u64 id = bpf_get_current_pid_tgid();
    u32 pid = id >> 32;

    kept = pending.lookup(&id);
    if (kept == 0) {
        return 0;
    }

    u64 now = bpf_ktime_get_ns();
    u64 delta_us = (now - kept->now) / 1000;
    pending.delete(&id);
    if (delta_us < MIN_NS / 1000)
        return 0;

    struct record_t rec = {};
    rec.type = type;
    rec.size = PT_REGS_RC(ctx);
    rec.delta_us = delta_us;
    rec.pid = pid;
    rec.ts_us = now / 1000;
    rec.offset = kept->offset;
    bpf_get_current_comm(&rec.task, sizeof(rec.task));

    struct dentry *de = NULL;
    struct qstr qs = {};
    de = kept->fp->f_path.dentry;
    qs = de->d_name;
    if (qs.len == 0)
        return 0;
    bpf_probe_read_kernel(&rec.file, sizeof(rec.file), (void *)qs.name);

    records.perf_submit(ctx, &rec, sizeof(rec));
    return 0;
}

int leave_read(struct pt_regs *ctx) { return leave(ctx, TRACE_READ); }
int leave_write(struct pt_regs *ctx) { return leave(ctx, TRACE_WRITE); }
int leave_open(struct pt_regs *ctx) { return leave(ctx, TRACE_OPEN); }
int leave_fsync(struct pt_regs *ctx) { return leave(ctx, TRACE_FSYNC); }
