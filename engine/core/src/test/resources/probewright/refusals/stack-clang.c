struct event {
	u32 pid;
	char path[600];
};
BPF_PERF_OUTPUT(events);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct event event = {};
	event.pid = bpf_get_current_pid_tgid();
	events.perf_submit(ctx, &event, sizeof(event));
	return 0;
}
