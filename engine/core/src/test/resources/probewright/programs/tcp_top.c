// attach: kprobe:tcp_sendmsg=sent
// attach: kprobe:tcp_cleanup_rbuf=taken
// Bytes by connection, both ways in one row; addresses of both families as one wide number.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

struct line_t {
	unsigned __int128 near, far;
	u16 near_port, far_port;
	u32 tgid;
	u64 unused;
};
struct bytes_t { u64 out, in; };
BPF_HASH(lines, struct line_t, struct bytes_t);

static int add(struct sock *sk, u64 out, u64 in)
{
	struct line_t line = {.tgid = bpf_get_current_pid_tgid() >> 32};
	struct bytes_t none = {}, *b;
	u16 family = sk->__sk_common.skc_family;

	if (family == AF_INET) {
		line.near = sk->__sk_common.skc_rcv_saddr;
		line.far = sk->__sk_common.skc_daddr;
	} else if (family == AF_INET6) {
		bpf_probe_read_kernel(&line.near, 16, sk->__sk_common.skc_v6_rcv_saddr.in6_u.u6_addr32);
		bpf_probe_read_kernel(&line.far, 16, sk->__sk_common.skc_v6_daddr.in6_u.u6_addr32);
	} else {
		return 0;
	}
	line.near_port = sk->__sk_common.skc_num;
	line.far_port = ntohs(sk->__sk_common.skc_dport);
	b = lines.lookup_or_try_init(&line, &none);
	if (b) {
		lock_xadd(&b->out, out);
		lock_xadd(&b->in, in);
	}
	return 0;
}

int sent(struct pt_regs *ctx, struct sock *sk, struct msghdr *message, size_t bytes)
{
	return add(sk, bytes, 0);
}

int taken(struct pt_regs *ctx, struct sock *sk, int bytes)
{
	return bytes > 0 ? add(sk, 0, bytes) : 0;
}
