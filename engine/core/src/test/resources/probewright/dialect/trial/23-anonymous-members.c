int kprobe__f(struct pt_regs *ctx, struct sock *sk, struct qstr *q)
{
	u32 to = sk->__sk_common.skc_daddr;
	u16 port = sk->__sk_common.skc_dport;
	u64 pair = sk->__sk_common.skc_addrpair;
	return to + port + pair + q->len;
}
