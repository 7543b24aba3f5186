int kprobe__vfs_read(struct pt_regs *ctx)
{
	u64 now = bpf_ktime_get_ns();
	asm volatile("%0 /= 0" : "+r"(now));
	return now > 100;
}
