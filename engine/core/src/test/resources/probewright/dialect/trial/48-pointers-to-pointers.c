static void take(struct sock **to, struct sock *from) { *to = from; }
int kprobe__f(struct pt_regs *ctx, struct sock *sk, struct sock **list)
{
	struct sock *mine, **pp = &mine;
	take(&mine, sk);
	return (*pp)->sk_type + list[0]->sk_type + (*list)->sk_type + (**list).sk_type;
}
