BPF_HASH(pending, u32, struct sock *);
int enter(struct pt_regs *ctx, struct sock *sk)
{
	u32 tid = bpf_get_current_pid_tgid();
	pending.update(&tid, &sk);
	return 0;
}
int leave(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct sock **skp = pending.lookup(&tid);
	if (!skp || PT_REGS_RC(ctx)) return 0;
	struct sock *sk = *skp;
	bpf_trace_printk("%x\n", sk->__sk_common.skc_daddr + (*skp)->sk_ack_backlog);
	return 0;
}
