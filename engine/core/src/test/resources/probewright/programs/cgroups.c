// attach: kprobe:vfs_write=written
// Bytes written by control group.
// workload: echo x > /dev/null
#include <linux/fs.h>
#include <linux/cgroup.h>
#include <linux/sched.h>

struct group_t { u64 id; char name[32]; };
BPF_HASH(bytes, struct group_t);

int written(struct pt_regs *ctx, struct file *file, const char __user *buf, size_t count)
{
	struct group_t g = {.id = bpf_get_current_cgroup_id()};
	struct task_struct *me = (struct task_struct *)bpf_get_current_task();

	bpf_probe_read_kernel_str(g.name, sizeof(g.name), me->cgroups->dfl_cgrp->kn->name);
	bytes.increment(g, count);
	return 0;
}
