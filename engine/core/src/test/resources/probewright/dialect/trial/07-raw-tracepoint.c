RAW_TRACEPOINT_PROBE(sched_switch)
{
	struct task_struct *from = (struct task_struct *)ctx->args[1];
	struct task_struct *to = (void *)ctx->args[2];
	bpf_trace_printk("%d to %d\n", from->pid, to->pid);
	return 0;
}
