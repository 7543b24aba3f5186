// Reads of plain files that took their time; the trampoline at the end still has the arguments.
// workload: cat /etc/passwd
#include <linux/fs.h>
#include <linux/dcache.h>

#define MILLIS(ns) ((ns) / 1000000)
#ifndef LIMIT_MS
#define LIMIT_MS 0
#endif

struct read_t { u64 ns; size_t asked; ssize_t got; char dir[DNAME_INLINE_LEN], name[DNAME_INLINE_LEN]; };
BPF_HASH(entered, pid_t);
BPF_RINGBUF_OUTPUT(reads, 8);

KFUNC_PROBE(vfs_read, struct file *file)
{
	pid_t tid = bpf_get_current_pid_tgid();
	u64 now = bpf_ktime_get_ns();

	if (S_ISREG(file->f_inode->i_mode))
		entered.update(&tid, &now);
	return 0;
}

KRETFUNC_PROBE(vfs_read, struct file *file, char *buf, size_t count, loff_t *pos, ssize_t ret)
{
	pid_t tid = bpf_get_current_pid_tgid();
	u64 *since = entered.lookup(&tid);
	struct read_t r = {.asked = count, .got = ret};

	if (!since)
		return 0;
	r.ns = bpf_ktime_get_ns() - *since;
	entered.delete(&tid);
	if (MILLIS(r.ns) < LIMIT_MS)
		return 0;
	bpf_probe_read_kernel_str(r.name, sizeof(r.name), file->f_path.dentry->d_name.name);
	bpf_probe_read_kernel(r.dir, sizeof(r.dir), file->f_path.dentry->d_parent->d_iname);
	reads.ringbuf_output(&r, sizeof(r), 0);
	return 0;
}
