// Short-lived files: created and removed.
// workload: touch /usr/short-lived; rm /usr/short-lived
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/sched.h>

struct record_t {
    u32 pid;
    u64 delta;
    char comm[TASK_COMM_LEN];
    char fname[DNAME_INLINE_LEN];
};

BPF_HASH(birth, struct dentry *);
BPF_HASH(unlink_data, u32, struct record_t);
BPF_PERF_OUTPUT(records);

static int came(struct pt_regs *ctx, struct dentry *dentry)
{
    u64 now = bpf_ktime_get_ns();
    birth.update(&dentry, &now);
    return 0;
}

int kprobe__security_inode_create(struct pt_regs *ctx, struct inode *dir, struct dentry *dentry)
{
    return came(ctx, dentry);
}

int kprobe__vfs_open(struct pt_regs *ctx, struct path *path, struct file *file)
{
    struct dentry *dentry = path->dentry;

    if (!(file->f_mode & FMODE_CREATED))
        return 0;
    return came(ctx, dentry);
}

int kprobe__security_inode_unlink(struct pt_regs *ctx, struct inode *dir, struct dentry *dentry)
{
    struct record_t rec = {};
    u32 tid = bpf_get_current_pid_tgid();
    u64 *since, delta;

    since = birth.lookup(&dentry);
    if (since == 0)
        return 0;
    delta = (bpf_ktime_get_ns() - *since) / 1000000;

    struct qstr d_name = dentry->d_name;
    if (d_name.len == 0)
        return 0;
    if (bpf_get_current_comm(&rec.comm, sizeof(rec.comm)) == 0) {
        rec.pid = tid;
        rec.delta = delta;
        bpf_probe_read_kernel(&rec.fname, sizeof(rec.fname), d_name.name);
    }
    birth.delete(&dentry);
    records.perf_submit(ctx, &rec, sizeof(rec));
    return 0;
}
