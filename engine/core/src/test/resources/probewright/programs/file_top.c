// attach: kprobe:vfs_read=enter_read
// attach: kprobe:vfs_write=enter_write
// Files by bytes read and written.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/blkdev.h>

#ifndef PID_FILTER
#define PID_FILTER 0
#endif

struct file_t {
    unsigned long inode;
    dev_t dev;
    dev_t rdev;
    u32 pid;
    u32 name_len;
    char comm[TASK_COMM_LEN];

    char name[DNAME_INLINE_LEN];
    char type;
};

struct kept_t {
    u64 reads;
    u64 writes;
    u64 rbytes;
    u64 wbytes;
};

BPF_HASH(tally, struct file_t, struct kept_t);

static int note(struct pt_regs *ctx, struct file *file,
    char __user *buf, size_t count, int is_read)
{
    u32 tgid = bpf_get_current_pid_tgid() >> 32;
    if (PID_FILTER && tgid != PID_FILTER)
        return 0;

    u32 pid = bpf_get_current_pid_tgid();

    struct dentry *de = file->f_path.dentry;
    int mode = file->f_inode->i_mode;
    struct qstr d_name = de->d_name;
    if (d_name.len == 0)
        return 0;

    struct file_t file_key = {
        .pid = pid,
        .inode = file->f_inode->i_ino,
        .dev = file->f_inode->i_sb->s_dev,
        .rdev = file->f_inode->i_rdev,
    };
    bpf_get_current_comm(&file_key.comm, sizeof(file_key.comm));
    file_key.name_len = d_name.len;
    bpf_probe_read_kernel(&file_key.name, sizeof(file_key.name), d_name.name);
    if (S_ISREG(mode)) {
        file_key.type = 'R';
    } else if (S_ISSOCK(mode)) {
        file_key.type = 'S';
    } else {
        file_key.type = 'O';
    }

    struct kept_t *kept, zero = {};
    kept = tally.lookup_or_try_init(&file_key, &zero);
    if (kept) {
        if (is_read) {
            kept->reads++;
            kept->rbytes += count;
        } else {
            kept->writes++;
            kept->wbytes += count;
        }
    }
    return 0;
}

int enter_read(struct pt_regs *ctx, struct file *file,
    char __user *buf, size_t count)
{
    return note(ctx, file, buf, count, 1);
}

int enter_write(struct pt_regs *ctx, struct file *file,
    char __user *buf, size_t count)
{
    return note(ctx, file, buf, count, 0);
}
