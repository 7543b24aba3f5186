int kprobe__f(struct pt_regs *ctx, struct sk_buff *skb)
{
	skb->len = 1;
	skb->data_len++;
	skb->len += 2;
	*skb->data = 0;
	return 0;
}
