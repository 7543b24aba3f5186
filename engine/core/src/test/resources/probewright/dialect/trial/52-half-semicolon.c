// problem at line 4
int kprobe__f(struct pt_regs *ctx)
{
	u64 now = bpf_ktime_get_ns()
	bpf_trace_printk("%lu\n", now);
	return 0;
}
