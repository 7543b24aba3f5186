// Packets read and changed through their own pointers, sockets asked for.
#include <uapi/linux/bpf.h>
#include <uapi/linux/pkt_cls.h>
#include <linux/ip.h>
#include <linux/tcp.h>

BPF_HASH(marks, u32, u32);

int mark(struct __sk_buff *skb)
{
	void *data = (void *)(long)skb->data;
	void *end = (void *)(long)skb->data_end;
	struct ethhdr *eth = data;
	struct iphdr *ip = data + sizeof(*eth);
	struct tcphdr *tcp = (void *)ip + sizeof(*ip);
	struct bpf_sock *sk = skb->sk;

	if ((void *)(tcp + 1) > end)
		return TC_ACT_OK;
	if (eth->h_proto != htons(ETH_P_IP) || ip->ihl != 5 || ip->protocol != IPPROTO_TCP)
		return TC_ACT_OK;
	if (sk && sk->family == AF_INET6)
		return TC_ACT_SHOT;
	if (tcp->syn && !tcp->ack) {
		u32 *mark = marks.lookup(&ip->saddr);

		skb->mark = mark ? *mark : 0;
		tcp->urg_ptr = 0;
	}
	return TC_ACT_OK;
}
