struct event { u32 pid; union { u32 v4; u8 v6[16]; }; struct { u16 port; } to; struct sock *sk; };
BPF_PERF_OUTPUT(out);
int kprobe__f(struct pt_regs *ctx, struct sock *sk)
{
	struct event e = {.pid = 7, .to.port = 9};
	e.v4 = sk->__sk_common.skc_daddr;
	e.sk = sk;
	e.to.port = e.sk->sk_type;
	out.perf_submit(ctx, &e, sizeof e);
	return 0;
}
