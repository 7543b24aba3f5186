static u32 length(struct sk_buff *skb) { return skb->len; }
static void fill(struct sk_buff *from, u32 *to) { *to = from->data_len; }
int kprobe__f(struct pt_regs *ctx, struct sk_buff *skb)
{
	struct sk_buff own = {};
	u32 n;
	fill(skb, &n);
	return length(skb) + length(&own) + n;
}
