// Names that are removed, through a ring buffer, with the file's own facts read by a chain of pointers.
// attach: kprobe:vfs_unlink=unlinks
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/dcache.h>
struct unlink_t {
    u64 size;
    u32 mode;
    u32 links;
    u32 name_length;
    u32 parent_mode;
    char name[32];
    char type[16];
};
BPF_RINGBUF_OUTPUT(unlink_events, 8);

int unlinks(struct pt_regs *ctx, void *idmap, struct inode *dir, struct dentry *dentry)
{
    struct unlink_t data = {};
    struct qstr name = dentry->d_name;

    data.size = dentry->d_inode->i_size;
    data.mode = dentry->d_inode->i_mode;
    data.links = dentry->d_inode->i_nlink;
    data.name_length = name.len;
    data.parent_mode = dir->i_mode;
    bpf_probe_read_kernel_str(&data.name, sizeof(data.name), name.name);
    bpf_probe_read_kernel_str(&data.type, sizeof(data.type), dentry->d_sb->s_type->name);
    unlink_events.ringbuf_output(&data, sizeof(data), 0);
    return 0;
}
