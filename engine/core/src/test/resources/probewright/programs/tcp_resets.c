// attach: kprobe:tcp_v4_send_reset=reset
// Connections that are refused: the packet's own headers.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ptrace.h>
#include <uapi/linux/ip.h>
#include <uapi/linux/tcp.h>
#include <linux/skbuff.h>

struct refused_t { u32 saddr, daddr; u16 sport, dport; u8 syn, ack, ttl; };
BPF_PERF_OUTPUT(refused);

static inline struct tcphdr *tcp_of(struct sk_buff *skb)
{
	return (struct tcphdr *)(skb->head + skb->transport_header);
}

static inline struct iphdr *ip_of(const struct sk_buff *skb)
{
	return (struct iphdr *)(skb->head + skb->network_header);
}

int reset(struct pt_regs *ctx, struct sock *sk, struct sk_buff *skb)
{
	struct tcphdr *tcp = tcp_of(skb);
	struct iphdr *ip = ip_of(skb);
	struct refused_t r = {};

	r.saddr = ip->saddr;
	r.daddr = ip->daddr;
	r.ttl = ip->ttl;
	r.sport = ntohs(tcp->source);
	r.dport = ntohs(tcp->dest);
	r.syn = tcp->syn;
	r.ack = tcp->ack;
	refused.perf_submit(ctx, &r, sizeof(r));
	return 0;
}
