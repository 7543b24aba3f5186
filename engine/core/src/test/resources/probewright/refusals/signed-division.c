int kprobe__vfs_read(struct pt_regs *ctx)
{
	s64 now = bpf_ktime_get_ns();
	s64 part = PT_REGS_PARM3(ctx);
	bpf_trace_printk("%lld\n", now / part);
	return 0;
}
