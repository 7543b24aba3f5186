// Who sends which signal to whom by kill(), and what came of it.
// workload: kill -0 $$
struct letter_t { s32 to; u32 from; u32 signal; };
struct fate_t { u32 sent; s32 last_error; };
BPF_HASH(open_letters, u64, struct letter_t);
BPF_HASH(fates, struct letter_t, struct fate_t);

TRACEPOINT_PROBE(syscalls, sys_enter_kill)
{
	u64 who = bpf_get_current_pid_tgid();
	struct letter_t l = {.to = args->pid, .from = who >> 32, .signal = args->sig};

	open_letters.update(&who, &l);
	return 0;
}

TRACEPOINT_PROBE(syscalls, sys_exit_kill)
{
	u64 who = bpf_get_current_pid_tgid();
	struct letter_t *open = open_letters.lookup(&who), l;
	struct fate_t first = {}, *fate;

	if (!open)
		return 0;
	l = *open;
	fate = fates.lookup_or_try_init(&l, &first);
	if (fate) {
		fate->sent += args->ret == 0;
		fate->last_error = args->ret < 0 ? -args->ret : 0;
	}
	open_letters.delete(&who);
	return 0;
}
