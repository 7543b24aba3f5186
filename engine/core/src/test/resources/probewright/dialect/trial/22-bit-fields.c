int kprobe__f(struct pt_regs *ctx, struct sock *sk, struct sk_buff *skb)
{
	struct { u32 low : 3, high : 5; } own = {};
	own.high = sk->sk_kern_sock;
	own.low = skb->pkt_type;
	return own.low + sk->__sk_common.skc_reuse;
}
