// Packets behind the tag of one VLAN get another destination and a shorter life: a program of traffic control.
#include <bcc/proto.h>

#define OURS 5
#define GATEWAY 0x0a000001

struct note_t { u8 high : 4; u8 low : 4; __be16 serial; u8 unused[4]; u16 check; } BPF_PACKET_HEADER;
struct way_t { u32 from, to; u64 mac; };

BPF_HASH(rewritten, struct way_t, u64);

static inline u32 sender(struct __sk_buff *skb, struct ip_t *packet)
{
	return packet->src;
}

int rewrite(struct __sk_buff *skb)
{
	u8 *cursor = 0;
	struct way_t way = {};

	frame: {
		struct ethernet_t *frame = cursor_advance(cursor, sizeof(*frame));

		way.mac = frame->src;
		if (frame->type == ETH_P_IP)
			goto packet;
		if (frame->type != ETH_P_8021Q)
			goto done;
	}
	tag: {
		struct dot1q_t *tag = cursor_advance(cursor, sizeof(*tag));

		if (tag->vlanid != OURS)
			goto done;
	}
	packet: {
		struct ip_t *packet = cursor_advance(cursor, sizeof(*packet));
		u32 before = packet->dst;

		way.from = sender(skb, packet);
		way.to = before;
		packet->dst = GATEWAY;
		packet->ttl = packet->ttl - 1;
		packet->df = 1;
		incr_cksum_l3(&packet->hchecksum, before, GATEWAY);

		struct note_t *note = cursor_advance(cursor, sizeof(*note));

		way.mac += note->high + note->serial + bpf_ntohs(note->check);
		rewritten.increment(way);
	}
done:
	return 0;
}
