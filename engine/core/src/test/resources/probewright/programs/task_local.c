// Memory that hangs on tasks, by a trampoline.
// workload: cat /etc/passwd
#include <linux/fs.h>

BPF_TASK_STORAGE(reads_of, u64);
BPF_ARRAY(most, u64, 1);

KFUNC_PROBE(vfs_read, struct file *file)
{
	struct task_struct *me = bpf_get_current_task_btf();
	u64 *n = reads_of.task_storage_get(me, 0, 1 /* create */);
	int zero = 0;
	u64 *m = most.lookup(&zero);

	if (!n || !m)
		return 0;
	*n += 1;
	if (*n > *m)
		*m = *n;
	return 0;
}
