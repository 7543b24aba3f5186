// Time from the first packet to the other side's yes or no.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <net/tcp_states.h>
#include <net/sock.h>

struct reply_t { bool yes; u8 log_us; };
BPF_HASH(asked, u64);
BPF_HISTOGRAM(replies, struct reply_t);

TRACEPOINT_PROBE(sock, inet_sock_set_state)
{
	u64 sk = (u64)args->skaddr, now = bpf_ktime_get_ns(), *since;
	struct reply_t reply;

	if (args->newstate == TCP_SYN_SENT)
		asked.update(&sk, &now);
	if (args->oldstate != TCP_SYN_SENT)
		return 0;
	since = asked.lookup(&sk);
	if (since) {
		reply.yes = args->newstate == TCP_ESTABLISHED;
		reply.log_us = bpf_log2l((now - *since) / 1000);
		replies.increment(reply);
		asked.delete(&sk);
	}
	return 0;
}
