// attach: kprobe:tcp_rcv_established=heard
// The shortest and longest round trip of each peer.
#include <uapi/linux/ptrace.h>
#include <linux/tcp.h>
#include <net/inet_sock.h>

struct peer_t { u32 address; u16 port, own_port; };
struct trips_t { u32 shortest_us, longest_us, swing_us; };
BPF_HASH(peers, struct peer_t, struct trips_t);

int heard(struct pt_regs *ctx, struct sock *sk)
{
	const struct inet_sock *inet = (const struct inet_sock *)sk;
	struct tcp_sock *tcp = (struct tcp_sock *)inet;
	u32 us = tcp->srtt_us / 8;
	struct trips_t first = {us, us}, *t;
	struct peer_t peer = {};

	bpf_probe_read_kernel(&peer.own_port, sizeof(peer.own_port), (void *)&inet->inet_sport);
	bpf_probe_read_kernel(&peer.address, sizeof(peer.address), &sk->__sk_common.skc_daddr);
	peer.own_port = ntohs(peer.own_port);
	peer.port = ntohs(sk->__sk_common.skc_dport);
	t = peers.lookup_or_try_init(&peer, &first);
	if (!t)
		return 0;
	t->shortest_us = us < t->shortest_us ? us : t->shortest_us;
	t->longest_us = us > t->longest_us ? us : t->longest_us;
	t->swing_us = tcp->mdev_us / 4;
	return 0;
}
