int kprobe__f(struct pt_regs *ctx, struct sk_buff *a, struct sk_buff *b)
{
	struct sk_buff local = {.len = 4};
	struct sk_buff *p = a ? a : b;
	u32 n = (b ? b : &local)->len;
	return p->len + n + (a->len > 4 ? a->data_len : b->data_len);
}
