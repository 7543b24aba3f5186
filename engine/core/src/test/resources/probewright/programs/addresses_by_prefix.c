// attach: kprobe:udp_sendmsg=looked_up
// A trie of address prefixes.
// workload: ip link set lo up; echo x > /dev/udp/127.0.0.1/5353
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

struct prefix_t { u32 prefixlen; u32 address; };
BPF_LPM_TRIE(prefixes, struct prefix_t, u32, 64);
BPF_HASH(hits, u32);

int looked_up(struct pt_regs *ctx, struct sock *sk)
{
	struct prefix_t key = {.prefixlen = 32, .address = sk->__sk_common.skc_daddr};
	u32 none = 0, *net = prefixes.lookup(&key);

	hits.increment(net ? *net : none);
	return 0;
}
