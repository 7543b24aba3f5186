// Connections at their end: their age, their packets and how far each side got.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <linux/tcp.h>
#include <net/sock.h>

struct life_t { u64 ns; u64 bytes[2]; u32 packets[2]; u16 ports[2]; int last_state; };
BPF_TABLE("lru_hash", struct sock *, u64, alive, 8192);
BPF_RINGBUF_OUTPUT(lives, 8);

RAW_TRACEPOINT_PROBE(inet_sock_set_state)
{
	struct sock *sk = (struct sock *)ctx->args[0];
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	int from = ctx->args[1], to = ctx->args[2];
	u64 now = bpf_ktime_get_ns(), *born;
	struct life_t life = {.last_state = from};

	if (sk->sk_protocol != IPPROTO_TCP)
		return 0;
	if (from == TCP_CLOSE) {
		alive.update(&sk, &now);
		return 0;
	}
	if (to != TCP_CLOSE)
		return 0;
	born = alive.lookup(&sk);
	life.ns = born ? now - *born : 0;
	life.bytes[0] = tp->bytes_received;
	life.bytes[1] = tp->bytes_acked;
	life.packets[0] = tp->segs_in;
	life.packets[1] = tp->segs_out;
	life.ports[0] = sk->__sk_common.skc_num;
	life.ports[1] = ntohs(sk->__sk_common.skc_dport);
	lives.ringbuf_output(&life, sizeof(life), 0);
	alive.delete(&sk);
	return 0;
}
