int kprobe__vfs_read(struct pt_regs *ctx)
{
	u64 n = 1;
again:
	asm volatile("%0 ^= 1" : "+r"(n));
	if (n < 5)
		goto again;
	return 0;
}
