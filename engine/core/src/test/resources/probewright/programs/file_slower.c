// attach: kprobe:vfs_read=entry
// attach: kretprobe:vfs_read=leave
// Slow synchronous reads, with the file's name and its directory's.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

struct val_t {
	u32 sz;
	u64 ts;
	u32 name_len;
	char name[DNAME_INLINE_LEN];
	char parent[DNAME_INLINE_LEN];
};
struct slow_t {
	u32 pid, sz;
	u64 delta_us;
	char name[DNAME_INLINE_LEN], parent[DNAME_INLINE_LEN];
};
BPF_HASH(entryinfo, pid_t, struct val_t);
BPF_PERF_OUTPUT(slow);

int entry(struct pt_regs *ctx, struct file *file, char __user *buf, size_t count)
{
	pid_t pid = bpf_get_current_pid_tgid();
	struct dentry *de = file->f_path.dentry;
	struct val_t val = {};

	if (!S_ISREG(file->f_inode->i_mode) || file->f_op == NULL)
		return 0;
	val.sz = count;
	val.ts = bpf_ktime_get_ns();
	val.name_len = de->d_name.len;
	bpf_probe_read_kernel_str(&val.name, sizeof(val.name), de->d_name.name);
	bpf_probe_read_kernel_str(&val.parent, sizeof(val.parent), de->d_parent->d_name.name);
	entryinfo.update(&pid, &val);
	return 0;
}

int leave(struct pt_regs *ctx)
{
	pid_t pid = bpf_get_current_pid_tgid();
	struct val_t *valp = entryinfo.lookup(&pid);
	struct slow_t s = {};

	if (!valp)
		return 0;
	s.delta_us = (bpf_ktime_get_ns() - valp->ts) / 1000;
	s.pid = pid;
	s.sz = PT_REGS_RC(ctx);
	bpf_probe_read_kernel(&s.name, sizeof(s.name), valp->name);
	__builtin_memcpy(s.parent, valp->parent, sizeof(s.parent));
	entryinfo.delete(&pid);
	slow.perf_submit(ctx, &s, sizeof(s));
	return 0;
}
