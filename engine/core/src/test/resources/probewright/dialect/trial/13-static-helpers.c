static inline u32 own_pid(void) { return bpf_get_current_pid_tgid() >> 32; }
static u64 twice(u64 v)
{
	return v + v;
}
int kprobe__vfs_fsync(struct pt_regs *ctx)
{
	bpf_trace_printk("%u %lu\n", own_pid(), twice(21));
	return 0;
}
