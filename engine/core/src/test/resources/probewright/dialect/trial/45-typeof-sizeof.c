int kprobe__f(struct pt_regs *ctx, struct sock *sk)
{
	__typeof__(sk->sk_type) kind = sk->sk_type;
	u32 n = sizeof(sk->__sk_common) + sizeof(*sk) + offsetof(struct sock, sk_type) + _Alignof(struct sock);
	return kind + n;
}
