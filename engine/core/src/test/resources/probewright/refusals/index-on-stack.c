int kprobe__vfs_read(struct pt_regs *ctx)
{
	char name[16];
	u32 at = bpf_get_prandom_u32();
	bpf_get_current_comm(&name, sizeof(name));
	name[at] = '.';
	bpf_trace_printk("%s\n", name);
	return 0;
}
