BPF_HASH(begun, u32);
void note(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 now = bpf_ktime_get_ns();
	if (!tid)
		return;
	begun.update(&tid, &now);
}
