// Packets by bcc's own headers, and by a header of the program's own.
#include <bcc/proto.h>

struct mine_t {
	unsigned char a : 4;
	unsigned char b : 4;
	__be16 c;
	u8 pad[4];
	unsigned long long d;
} BPF_PACKET_HEADER;

#define NEXT(cursor, what) cursor_advance(cursor, sizeof(*(what)))

/* a helper is told where the header is */
static inline u32 source(struct __sk_buff *skb, struct ip_t *ip)
{
	return ip->src;
}

int keep(struct __sk_buff *packet)
{
	u8 *cursor = 0;
	struct ethernet_t *eth = cursor_advance(cursor, sizeof(*eth));

	if (eth->type != 0x0800)
		return 0U;
	struct ip_t *ip = NEXT(cursor, ip);
	u32 length = ip->hlen << 2; // in words

	cursor_advance(cursor, (length - sizeof(*ip)));
	struct mine_t *mine = NEXT(cursor, mine);

	if (mine->b + mine->c == bpf_htons(ip->tlen) && mine->d)
		return load_byte(packet, length);
	return source(packet, ip) ? -1 : 0;
}

int change(struct __sk_buff *skb)
{
	u8 *cursor = 0;
	struct ip_t *ip = cursor_advance(cursor, 14);
	u32 from = ip->dst, to = 0x0a000001;

	ip->dst = to;
	ip->df = ip->mf;
	incr_cksum_l3(&ip->hchecksum, from, to);
	return 0;
}

/* a context of no type is a packet to who looks into one */
int look(void *ctx)
{
	struct arp_t *arp = (struct arp_t *)14;

	return arp->oper == 1 ? -1 : 0;
}
