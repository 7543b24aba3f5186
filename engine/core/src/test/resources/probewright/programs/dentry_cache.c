// attach: kprobe:d_alloc_parallel=not_there
// The directory cache: names that are walked over, and those it had to make room for.
// workload: ls /nowhere || true
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/dcache.h>

// a struct of the program's under a name that the kernel keeps to itself
struct nameidata {
	struct path path;
	struct qstr last;
};
BPF_ARRAY(walks, u64, 3);

int kprobe__lookup_fast(struct pt_regs *ctx, struct nameidata *nd)
{
	int which = nd->last.len > 12 ? 1 : 0;

	walks.increment(which);
	return 0;
}

int not_there(void *ctx)
{
	walks.atomic_increment(2);
	return 0;
}
