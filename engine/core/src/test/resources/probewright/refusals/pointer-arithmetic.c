BPF_HASH(sizes, u32, u64);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = 1;
	u64 *size = sizes.lookup(&key);
	if (!size)
		return 0;
	asm volatile("%0 *= 8" : "+r"(size));
	return *size;
}
