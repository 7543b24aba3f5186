struct event {
	u32 pid;
	u32 uid;
};
BPF_RINGBUF_OUTPUT(events, 8);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct event *event = events.ringbuf_reserve(4);
	if (!event)
		return 0;
	event->pid = 1;
	event->uid = 2;
	events.ringbuf_submit(event, 0);
	return 0;
}
