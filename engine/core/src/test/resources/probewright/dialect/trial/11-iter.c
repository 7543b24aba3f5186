BPF_ITER(task)
{
	struct task_struct *task = ctx->task;
	u64 values[1];
	if (!task)
		return 0;
	values[0] = task->pid;
	bpf_seq_printf(ctx->meta->seq, "%d\n", 4, values, sizeof(values));
	return 0;
}
