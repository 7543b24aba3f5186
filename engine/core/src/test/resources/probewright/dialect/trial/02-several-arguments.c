int kprobe__vfs_write(struct pt_regs *ctx, struct file *file, const char __user *buf, size_t count, u64 *pos)
{
	u64 size = count;
	bpf_trace_printk("%lu of %u\n", size, file->f_flags);
	return 0;
}
