int kprobe__f(struct pt_regs *ctx, struct sk_buff *skb, struct sock *sk)
{
	u32 least = min(skb->len, skb->data_len);
	return least + ntohs(sk->__sk_common.skc_dport);
}
