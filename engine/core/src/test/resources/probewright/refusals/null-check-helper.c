BPF_HASH(start, u32);

static u64 elapsed(u64 *began)
{
	u64 now = bpf_ktime_get_ns();
	return now - *began;
}

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = bpf_get_current_pid_tgid();
	u64 *began = start.lookup(&key);
	bpf_trace_printk("took %llu\n", elapsed(began));
	return 0;
}
