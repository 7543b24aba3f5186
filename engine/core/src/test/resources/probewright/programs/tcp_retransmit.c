// Segments sent again: how often for each connection, and where its sequence stood.
#include <linux/skbuff.h>
#include <net/tcp.h>

struct pair_t { u16 near, far; int state; };
struct again_t { u32 times, first_sequence, last_sequence; u8 flags; };
BPF_HASH(pairs, struct pair_t, struct again_t);

static struct tcp_skb_cb *control_of(struct sk_buff *skb)
{
	return (struct tcp_skb_cb *)&skb->cb[0];
}

TRACEPOINT_PROBE(tcp, tcp_retransmit_skb)
{
	struct sk_buff *skb = (struct sk_buff *)args->skbaddr;
	struct tcp_skb_cb *control = control_of(skb);
	struct pair_t p = {args->sport, args->dport, args->state};
	struct again_t first = {.first_sequence = control->seq}, *a = pairs.lookup_or_try_init(&p, &first);

	if (a) {
		a->times++;
		a->last_sequence = control->seq;
		a->flags |= control->tcp_flags;
	}
	return 0;
}
