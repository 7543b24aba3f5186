int kprobe__do_nanosleep(struct pt_regs *ctx, void *timer, int mode)
{
	bpf_trace_printk("mode %d\n", mode);
	return 0;
}
