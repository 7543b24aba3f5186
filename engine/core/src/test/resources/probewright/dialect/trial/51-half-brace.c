// problem at line 7
int kprobe__f(struct pt_regs *ctx)
{
	if (ctx->di) {
		bpf_trace_printk("x\n");
	return 0;
}
