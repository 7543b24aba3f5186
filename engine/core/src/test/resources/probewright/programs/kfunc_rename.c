// Names before and after a rename, by trampolines with many arguments.
// workload: touch /tmp/one; mv /tmp/one /tmp/two
#include <linux/fs.h>

struct renamed_t { char from[40], to[40]; int ret; };
BPF_PERF_OUTPUT(renamed);

KRETFUNC_PROBE(vfs_rename, struct renamedata *rd, int ret)
{
	struct renamed_t r = {.ret = ret};

	bpf_probe_read_kernel_str(r.from, sizeof(r.from), rd->old_dentry->d_name.name);
	bpf_probe_read_kernel_str(r.to, sizeof(r.to), rd->new_dentry->d_name.name);
	renamed.perf_submit(ctx, &r, sizeof(r));
	return 0;
}
