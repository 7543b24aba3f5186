int kprobe__f(struct pt_regs *ctx, struct task_struct *t)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 14, 0)
	return t->__state;
#else
	return t->state;
#endif
}
