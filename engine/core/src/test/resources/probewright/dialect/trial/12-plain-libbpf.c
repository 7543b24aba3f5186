SEC("kprobe/vfs_fsync")
int on_fsync(struct pt_regs *ctx)
{
	struct file *file = (struct file *)PT_REGS_PARM1(ctx);
	return file != NULL;
}
char LICENSE[] SEC("license") = "GPL";
