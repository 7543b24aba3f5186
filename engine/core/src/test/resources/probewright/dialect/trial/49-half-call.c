// problem at line 4
int kprobe__f(struct pt_regs *ctx)
{
	bpf_trace_printk("%d\n",
