BPF_HASH(start, u32);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = bpf_get_current_pid_tgid();
	u64 *began = start.lookup(&key);
	u64 now = bpf_ktime_get_ns();
	bpf_trace_printk("took %llu\n", now - *began);
	return 0;
}
