// attach: kprobe:vfs_read=count
// attach: kprobe:vfs_write=count
// attach: kretprobe:vfs_read=count
// attach: kprobe:vfs_read=any
// attach: tracepoint:sched:sched_switch=any
// attach: perf:software:cpu-clock:freq:99=any
// attach: fentry:vfs_read=both
// attach: fentry:vfs_write=both
// attach: kprobe:vfs_open=opened
// attach: fexit:vfs_open=opened
BPF_HASH(calls, u32);

int count(struct pt_regs *ctx)
{
	u32 key = bpf_get_current_pid_tgid() >> 32;
	calls.increment(key);
	return 0;
}

int any(void *ctx)
{
	u32 key = 0;
	calls.increment(key);
	return 0;
}

int both(unsigned long long *ctx, struct file *file) { return file->f_flags == 77; }

void opened(struct pt_regs *ctx, void *path, struct file *file)
{
	u32 key = file->f_flags;
	calls.increment(key);
}
