int kprobe__vfs_read(struct pt_regs *ctx, struct file *file, char *buffer, int count)
{
	char copy[64] = {};
	int length = PT_REGS_PARM3(ctx);
	bpf_probe_read(&copy, length, buffer);
	bpf_trace_printk("%s\n", copy);
	return 0;
}
