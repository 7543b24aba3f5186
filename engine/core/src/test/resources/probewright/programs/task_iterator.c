// All tasks, by an iterator.
// attach: iter:task=bpf_iter__task
#include <linux/bpf.h>
#include <linux/seq_file.h>
#include <linux/sched.h>

BPF_ITER(task)
{
	struct seq_file *seq = ctx->meta->seq;
	struct task_struct *task = ctx->task;
	char form[] = "%8d %8d\n";
	u64 numbers[2];

	if (task == (void *)0)
		return 0;
	numbers[0] = task->tgid;
	numbers[1] = task->pid;
	bpf_seq_printf(seq, form, sizeof(form), numbers, sizeof(numbers));
	return 0;
}
