// attach: raw_tracepoint:task_rename=renamed
// Tasks that take another name, seen before and after.
// workload: ls /
#include <linux/sched.h>

int renamed(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *t = (struct task_struct *)ctx->args[0];
	char to[TASK_COMM_LEN];

	bpf_probe_read_kernel_str(to, sizeof(to), (void *)ctx->args[1]);
	bpf_trace_printk("%d: %s -> %s\n", t->pid, t->comm, to);
	return 0;
}
