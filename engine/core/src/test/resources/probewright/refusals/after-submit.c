struct event {
	u32 pid;
};
BPF_RINGBUF_OUTPUT(events, 8);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct event *event = events.ringbuf_reserve(sizeof(struct event));
	if (!event)
		return 0;
	event->pid = bpf_get_current_pid_tgid();
	events.ringbuf_submit(event, 0);
	return event->pid;
}
