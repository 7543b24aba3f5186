// Files by their traffic: the inode is the key, what is known of it is the value.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/stat.h>

#ifndef ONLY_UID
#define ONLY_UID -1
#endif

struct inode_t { u64 ino; dev_t dev; dev_t special; };
struct use_t { u64 calls[2], bytes[2]; char kind, name[31]; };
BPF_HASH(uses, struct inode_t, struct use_t, 4096);

static int used(struct file *file, size_t count, int writing)
{
	int uid = bpf_get_current_uid_gid();
	struct inode *inode = file->f_inode;
	umode_t mode = inode->i_mode;
	struct inode_t key = {.ino = inode->i_ino, .dev = inode->i_sb->s_dev, .special = inode->i_rdev};
	struct use_t first = {.kind = S_ISREG(mode) ? 'f' : S_ISSOCK(mode) ? 's' : S_ISFIFO(mode) ? 'p' : '?'}, *u;

	if (ONLY_UID >= 0 && uid != ONLY_UID)
		return 0;
	bpf_probe_read_kernel_str(first.name, sizeof(first.name), file->f_path.dentry->d_name.name);
	u = uses.lookup_or_try_init(&key, &first);
	if (u) {
		u->calls[writing]++;
		u->bytes[writing] += count;
	}
	return 0;
}

int kprobe__vfs_read(struct pt_regs *ctx, struct file *file, char __user *buf, size_t count)
{
	return used(file, count, 0);
}

int kprobe__vfs_write(struct pt_regs *ctx, struct file *file, const char __user *buf, size_t count)
{
	return used(file, count, 1);
}
