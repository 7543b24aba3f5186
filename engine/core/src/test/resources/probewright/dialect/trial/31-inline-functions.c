int kprobe__f(struct pt_regs *ctx, struct sock *sk)
{
	u16 from = inet_sk(sk)->inet_sport;
	return atomic_read(&sk->sk_drops) + from + tcp_sk(sk)->srtt_us;
}
