int syscall__kill(struct pt_regs *ctx, int pid, int sig)
{
	if (sig == 0) return 0;
	bpf_trace_printk("%d gets %d\n", pid, sig);
	return 0;
}
