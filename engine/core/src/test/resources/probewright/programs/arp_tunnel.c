// Packets told apart by their headers down to VXLAN, with masks and numbers of 128 bits.
#include <bcc/proto.h>

struct flow_t {
	unsigned __int128 from, to;
	u32 key;
	u16 port;
} __attribute__((packed));

BPF_TABLE("lru_hash", struct flow_t, u64, flows, 1024);
BPF_ARRAY(kinds, u64, 8);

int classify(struct __sk_buff *skb)
{
	u8 *cursor = 0;
	struct flow_t flow = {};
	struct ethernet_t *eth = cursor_advance(cursor, sizeof(*eth));

	switch (eth->type) {
	case ETH_P_ARP: {
		struct arp_t *arp = cursor_advance(cursor, sizeof(*arp));

		if (arp->oper == 1 && arp->sha != MASK(48))
			kinds.increment(arp->hlen & 7);
		return 0;
	}
	case ETH_P_IPV6: {
		struct ip6_t *ip6 = cursor_advance(cursor, sizeof(*ip6));

		flow.from = ((unsigned __int128)ip6->src_hi << 64) | ip6->src_lo;
		flow.to = bpf_hton128(((unsigned __int128)ip6->dst_hi << 64) | ip6->dst_lo) & MASK128(96);
		if (ip6->next_header != IPPROTO_UDP)
			return 0;
		break;
	}
	case ETH_P_IP: {
		struct ip_t *ip = cursor_advance(cursor, sizeof(*ip));

		if (ip->mf || ip->foffset)
			return 0;
		flow.from = ip->src;
		flow.to = bpf_htonl(ip->dst);
		break;
	}
	default:
		return 0;
	}
	struct udp_t *udp = cursor_advance(cursor, sizeof(*udp));

	flow.port = udp->dport;
	if (udp->dport == 4789) {
		struct vxlan_t *vxlan = cursor_advance(cursor, sizeof(*vxlan));

		flow.key = vxlan->iflag ? vxlan->key : 0;
	}
	flows.increment(flow);
	return -1;
}
