int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task(), *child;

	list_for_each_entry(child, &task->children, sibling) {
		bpf_trace_printk("%d\n", child->pid);
	}
	return 0;
}
