/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Packets as bcc's programs see them: a pointer to a header is where the header
 * begins in the packet, and its fields are loaded from there. The bits of a
 * header count from its first as they go over the wire. Items are set apart by
 * blank lines. The analysis reads them all; an expanded program gets those that
 * it uses.
 */

#define BPF_PACKET_HEADER __attribute__((packed))

struct ethernet_t {
	u64 dst : 48;
	u64 src : 48;
	u32 type : 16;
} BPF_PACKET_HEADER;

struct dot1q_t {
	u16 pri : 3;
	u16 cfi : 1;
	u16 vlanid : 12;
	u16 type;
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

struct icmp_t {
	u8 type;
	u8 code;
	u16 checksum;
} BPF_PACKET_HEADER;

struct ip6_t {
	u32 ver : 4;
	u32 priority : 8;
	u32 flow_label : 20;
	u16 payload_len;
	u8 next_header;
	u8 hop_limit;
	u64 src_hi;
	u64 src_lo;
	u64 dst_hi;
	u64 dst_lo;
} BPF_PACKET_HEADER;

struct ip6_opt_t {
	u8 next_header;
	u8 ext_len;
	u8 pad[6];
} BPF_PACKET_HEADER;

struct icmp6_t {
	u8 type;
	u8 code;
	u16 checksum;
} BPF_PACKET_HEADER;

struct udp_t {
	u16 sport;
	u16 dport;
	u16 length;
	u16 crc;
} BPF_PACKET_HEADER;

struct tcp_t {
	u16 src_port;
	u16 dst_port;
	u32 seq_num;
	u32 ack_num;
	u8 offset : 4;
	u8 reserved : 4;
	u8 flag_cwr : 1;
	u8 flag_ece : 1;
	u8 flag_urg : 1;
	u8 flag_ack : 1;
	u8 flag_psh : 1;
	u8 flag_rst : 1;
	u8 flag_syn : 1;
	u8 flag_fin : 1;
	u16 rcv_wnd;
	u16 cksum;
	u16 urg_ptr;
} BPF_PACKET_HEADER;

struct vxlan_t {
	u32 rsv1 : 4;
	u32 iflag : 1;
	u32 rsv2 : 3;
	u32 rsv3 : 24;
	u32 key : 24;
	u32 rsv4 : 8;
} BPF_PACKET_HEADER;

struct vxlan_gbp_t {
	u32 gflag : 1;
	u32 rsv1 : 3;
	u32 iflag : 1;
	u32 rsv2 : 3;
	u32 rsv3 : 1;
	u32 dflag : 1;
	u32 rsv4 : 1;
	u32 aflag : 1;
	u32 rsv5 : 3;
	u32 tag : 16;
	u32 key : 24;
	u32 rsv6 : 8;
} BPF_PACKET_HEADER;

/* what stands at the cursor, which moves on */
#define cursor_advance(cursor, length) ({ \
	void *here_ = (cursor); \
	(cursor) += (length); \
	here_; \
})

#define MASK(n) ((n) < 64 ? (1ULL << (n)) - 1 : ~0ULL)

#define MASK128(n) ((n) < 128 ? ((unsigned __int128)1 << (n)) - 1 : ~(unsigned __int128)0)

#define bpf_ntohll(x) bpf_be64_to_cpu(x)

#define bpf_htonll(x) bpf_cpu_to_be64(x)

#define bpf_ntoh128(x) ({ \
	unsigned __int128 wire_ = (x); \
	((unsigned __int128)bpf_be64_to_cpu((u64)wire_) << 64) | bpf_be64_to_cpu((u64)(wire_ >> 64)); \
})

#define bpf_hton128(x) bpf_ntoh128(x)

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
