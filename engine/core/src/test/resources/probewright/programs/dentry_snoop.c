// Names that the directory cache has not got, below which directory; a struct is copied whole.
// workload: ls /nowhere/at/all || true
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/dcache.h>

#define SHOWN 48

enum where_t { ROOT, BELOW };
struct unknown_t { u32 tgid; enum where_t where; u32 len; char below[DNAME_INLINE_LEN], name[SHOWN]; };
BPF_PERF_OUTPUT(unknown);

static inline void keep_text(char *to, int room, const unsigned char *from)
{
	bpf_probe_read_kernel_str(to, room, from);
}

int kprobe__d_alloc_parallel(struct pt_regs *ctx, struct dentry *parent, const struct qstr *name)
{
	struct unknown_t u = {.tgid = bpf_get_current_pid_tgid() >> 32};
	struct qstr dir = parent->d_name;

	if (!name->len)
		return 0;
	u.where = parent == parent->d_parent ? ROOT : BELOW;
	u.len = name->len;
	keep_text(u.below, sizeof(u.below), dir.name);
	keep_text(u.name, sizeof(u.name), name->name);
	unknown.perf_submit(ctx, &u, sizeof(u));
	return 0;
}
