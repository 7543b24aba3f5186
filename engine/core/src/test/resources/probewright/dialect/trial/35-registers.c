int f(struct pt_regs *ctx)
{
	struct sock *sk = (struct sock *)PT_REGS_PARM1(ctx);
	u64 raw = PT_REGS_PARM2(ctx);
	struct sk_buff *skb = (struct sk_buff *)raw;
	int ret = PT_REGS_RC(ctx);
	return sk->sk_type + skb->len + ret + ctx->ip;
}
