// A raw socket's filter: only segments whose payload begins with one of three HTTP methods pass.
#include <bcc/proto.h>

#define WORD(a, b, c, d) ((u32)(a) << 24 | (b) << 16 | (c) << 8 | (d))

BPF_ARRAY(passed, u64, 3);

static inline int method_of(u32 word)
{
	switch (word) {
	case WORD('G', 'E', 'T', ' '): return 0;
	case WORD('P', 'O', 'S', 'T'): return 1;
	case WORD('H', 'E', 'A', 'D'): return 2;
	}
	return -1;
}

int only_requests(struct __sk_buff *skb)
{
	u8 *cursor = 0;
	struct ethernet_t *frame = cursor_advance(cursor, sizeof(*frame));

	if (frame->type != ETH_P_IP)
		return 0;
	struct ip_t *packet = cursor_advance(cursor, sizeof(*packet));
	u32 words = packet->hlen;

	if (packet->nextp != IPPROTO_TCP || words < 5)
		return 0;
	cursor_advance(cursor, (words - 5) * 4);
	struct tcp_t *segment = cursor_advance(cursor, sizeof(*segment));
	u32 headers = (words + segment->offset) * 4;

	if (packet->tlen < headers + 4)
		return 0;
	int method = method_of(load_word(skb, sizeof(*frame) + headers));

	if (method < 0)
		return 0;
	passed.increment(method);
	return -1;
}
