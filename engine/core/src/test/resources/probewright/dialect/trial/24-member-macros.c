int kprobe__f(struct pt_regs *ctx, struct sock *sk)
{
	u16 family = sk->sk_family;
	if (family == AF_INET)
		bpf_trace_printk("%d %d\n", ntohs(sk->sk_dport), sk->__sk_common.skc_v6_daddr.s6_addr[4]);
	return 0;
}
