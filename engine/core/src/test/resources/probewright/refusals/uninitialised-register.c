int kprobe__vfs_read(struct pt_regs *ctx)
{
	u64 sum = bpf_ktime_get_ns();
	asm volatile("%0 += r7" : "+r"(sum));
	return sum > 100;
}
