// Files that are opened, by trampolines: no reads of memory to be made.
// workload: cat /etc/passwd
#include <linux/fs.h>

struct opened_t { u64 ino; u32 flags, mode; int ret; char name[32]; };
BPF_PERF_OUTPUT(opened);

KFUNC_PROBE(vfs_open, const struct path *path, struct file *file)
{
	if (path->dentry->d_inode == NULL)
		bpf_trace_printk("no inode\n");
	return 0;
}

KRETFUNC_PROBE(vfs_open, const struct path *path, struct file *file, int ret)
{
	struct opened_t o = {.ret = ret};

	o.ino = path->dentry->d_inode->i_ino;
	o.mode = path->dentry->d_inode->i_mode;
	o.flags = file->f_flags;
	bpf_probe_read_kernel_str(&o.name, sizeof(o.name), path->dentry->d_name.name);
	opened.perf_submit(ctx, &o, sizeof(o));
	return 0;
}
