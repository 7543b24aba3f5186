BPF_HASH(sizes, u32, u32);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = 1;
	u32 *size = sizes.lookup(&key);
	if (!size)
		return 0;
	u64 wide = *(u64 *)size;
	bpf_trace_printk("%llu\n", wide);
	return 0;
}
