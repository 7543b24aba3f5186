struct note { u64 at; u32 pid; };
BPF_RINGBUF_OUTPUT(notes, 8);
int f(void *ctx)
{
	struct note *n = notes.ringbuf_reserve(sizeof(struct note));
	if (!n)
		return 1;
	n->at = bpf_ktime_get_ns();
	n->pid = bpf_get_current_pid_tgid();
	notes.ringbuf_submit(n, 0);
	return 0;
}
