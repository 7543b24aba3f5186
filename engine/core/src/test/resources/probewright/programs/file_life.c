// Files that were removed soon after they were made, known by directory and hash of their name.
// workload: touch /usr/short-lived; rm /usr/short-lived
#include <linux/fs.h>
#include <linux/dcache.h>

struct entry_t { u64 dir; u32 hash, len; };
struct gone_t { struct entry_t entry; u64 lived_ns; u32 maker, remover; char name[40]; };
struct made_t { u64 at; u32 by; u32 mode; };
BPF_HASH(made, struct entry_t, struct made_t);
BPF_PERF_OUTPUT(gone);

static inline void place(struct entry_t *e, struct inode *dir, struct dentry *dentry)
{
	e->dir = dir->i_ino;
	e->hash = dentry->d_name.hash;
	e->len = dentry->d_name.len;
}

int kprobe__security_inode_create(struct pt_regs *ctx, struct inode *dir, struct dentry *dentry, umode_t mode)
{
	struct made_t m = {bpf_ktime_get_ns(), bpf_get_current_pid_tgid() >> 32, mode};
	struct entry_t e = {};

	place(&e, dir, dentry);
	made.update(&e, &m);
	return 0;
}

int kprobe__security_inode_unlink(struct pt_regs *ctx, struct inode *dir, struct dentry *dentry)
{
	struct gone_t g = {};
	struct made_t *m;

	place(&g.entry, dir, dentry);
	m = made.lookup(&g.entry);
	if (!m)
		return 0;
	g.lived_ns = bpf_ktime_get_ns() - m->at;
	g.maker = m->by;
	g.remover = bpf_get_current_pid_tgid() >> 32;
	bpf_probe_read_kernel_str(g.name, sizeof(g.name), dentry->d_name.name);
	made.delete(&g.entry);
	gone.perf_submit(ctx, &g, sizeof(g));
	return 0;
}
