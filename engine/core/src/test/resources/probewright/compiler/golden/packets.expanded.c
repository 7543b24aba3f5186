// Packets by bcc's own headers, and by a header of the program's own.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_endian.h>

#define BPF_PACKET_HEADER __attribute__((packed))

struct ethernet_t {
	u64 dst : 48;
	u64 src : 48;
	u32 type : 16;
} BPF_PACKET_HEADER;

struct arp_t {
	u16 htype;
	u16 ptype;
	u8 hlen;
	u8 plen;
	u16 oper;
	u64 sha : 48;
	u64 spa : 32;
	u64 tha : 48;
	u32 tpa;
} BPF_PACKET_HEADER;

struct ip_t {
	u8 ver : 4;
	u8 hlen : 4;
	u8 tos;
	u16 tlen;
	u16 identification;
	u16 ffo_unused : 1;
	u16 df : 1;
	u16 mf : 1;
	u16 foffset : 13;
	u8 ttl;
	u8 nextp;
	u16 hchecksum;
	u32 src;
	u32 dst;
} BPF_PACKET_HEADER;

/* what stands at the cursor, which moves on */
#define cursor_advance(cursor, length) ({ \
	void *here_ = (cursor); \
	(cursor) += (length); \
	here_; \
})

#define MASK(n) ((n) < 64 ? (1ULL << (n)) - 1 : ~0ULL)

/* numbers in a packet, in the machine's byte order; a packet that is too short ends the program with 0 */
u64 load_byte(void *skb, u64 at) asm("llvm.bpf.load.byte");

u64 load_half(void *skb, u64 at) asm("llvm.bpf.load.half");
u64 load_word(void *skb, u64 at) asm("llvm.bpf.load.word");

static __always_inline u64 load_dword(void *skb, u64 at)
{
	return load_word(skb, at) << 32 | load_word(skb, at + 4);
}

/* the fewest whole bytes that can be loaded at once and hold so many bits, in bits */
#define packet_span(bits) ((bits) <= 8 ? 8 : (bits) <= 16 ? 16 : (bits) <= 32 ? 32 : 64)

static __always_inline u64 packet_load(void *skb, u64 at, u32 span)
{
	switch (span) {
	case 8:
		return load_byte(skb, at);
	case 16:
		return load_half(skb, at);
	case 32:
		return load_word(skb, at);
	default:
		return load_dword(skb, at);
	}
}

static __always_inline u64 packet_bits(void *skb, u64 at, u32 first, u32 width)
{
	u32 span = packet_span(first + width);

	return packet_load(skb, at, span) >> (span - first - width) & MASK(width);
}

/* a field of a header in a packet, in the machine's byte order: from its first bit on, so many bits */
#define packet_field(skb, header, field, first, width) \
	packet_bits((skb), (u64)(header) + (first) / 8, (first) % 8, (width))

static __always_inline long packet_put(void *skb, u64 at, u32 first, u32 width, u64 value)
{
	u32 span = packet_span(first + width);
	u32 behind = span - first - width;
	u64 wire = (value & MASK(width)) << behind;

	if (width != span)
		wire |= packet_load(skb, at, span) & ~(MASK(width) << behind);
	wire = bpf_cpu_to_be64(wire << (64 - span));
	return bpf_skb_store_bytes(skb, at, &wire, span / 8, 0);
}

/* changes a field of a header in a packet */
#define packet_set(skb, header, field, first, width, value) \
	packet_put((skb), (u64)(header) + (first) / 8, (first) % 8, (width), (value))

/* numbers of the machine's as a checksum takes them; the size of what they stand for is 2 or 4 */
static __always_inline u64 packet_wire(u64 value, u64 size)
{
	return size <= 2 ? bpf_htons(value) : bpf_htonl(value);
}

/* mends the checksum at an offset for a field of the network layer that changed */
#define incr_cksum_l3(skb, at, from, to) \
	bpf_l3_csum_replace((skb), (u64)(at), packet_wire((from), sizeof(to)), packet_wire((to), sizeof(to)), \
		sizeof(to) <= 2 ? 2 : 4)

struct mine_t {
	unsigned char a : 4;
	unsigned char b : 4;
	__be16 c;
	u8 pad[4];
	unsigned long long d;
} BPF_PACKET_HEADER;

#define NEXT(cursor, what) cursor_advance(cursor, sizeof(*(what)))

/* a helper is told where the header is */
static __always_inline u32 source(struct __sk_buff *skb, struct ip_t *ip)
{
	return packet_field(skb, ip, src, 96, 32);
}

SEC("socket")
int keep(struct __sk_buff *packet)
{
	u8 *cursor = 0;
	struct ethernet_t *eth = cursor_advance(cursor, sizeof(*eth));

	if (packet_field(packet, eth, type, 96, 16) != 0x0800)
		return 0U;
	struct ip_t *ip = NEXT(cursor, ip);
	u32 length = packet_field(packet, ip, hlen, 4, 4) << 2; // in words

	cursor_advance(cursor, (length - sizeof(*ip)));
	struct mine_t *mine = NEXT(cursor, mine);

	if (packet_field(packet, mine, b, 4, 4) + packet_field(packet, mine, c, 8, 16) == bpf_htons(packet_field(packet, ip, tlen, 16, 16)) && packet_field(packet, mine, d, 56, 64))
		return load_byte(packet, length);
	return source(packet, ip) ? -1 : 0;
}

SEC("tc")
int change(struct __sk_buff *skb)
{
	u8 *cursor = 0;
	struct ip_t *ip = cursor_advance(cursor, 14);
	u32 from = packet_field(skb, ip, dst, 128, 32), to = 0x0a000001;

	packet_set(skb, ip, dst, 128, 32, to);
	packet_set(skb, ip, df, 49, 1, packet_field(skb, ip, mf, 50, 1));
	incr_cksum_l3(skb, &ip->hchecksum, from, to);
	return 0;
}

/* a context of no type is a packet to who looks into one */
SEC("socket")
int look(void *ctx)
{
	struct arp_t *arp = (struct arp_t *)14;

	return packet_field(ctx, arp, oper, 48, 16) == 1 ? -1 : 0;
}

char LICENSE[] SEC("license") = "GPL";
