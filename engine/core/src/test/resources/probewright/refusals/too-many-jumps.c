int kprobe__vfs_read(struct pt_regs *ctx)
{
	u64 sum = 0;
	for (u64 i = 0; i < 20000; i++)
		if (bpf_get_prandom_u32() == i)
			asm volatile("%0 += %1" : "+r"(sum) : "r"(i));
	return sum > 100;
}
