// attach: tracepoint:skb:kfree_skb=dropped
// Packets that the kernel drops: the places that do it, why, and the protocol inside.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ip.h>
#include <linux/skbuff.h>

struct drop_t {
	u64 place;
	u32 reason;
	u8 words : 4, version : 4;
	u8 protocol;
	u16 ether;
};
BPF_HASH(drops, struct drop_t);
BPF_STACK_TRACE(ways, 512);
BPF_HASH(last_way, u64, int);

static struct iphdr *header(struct sk_buff *skb)
{
	return (struct iphdr *)(skb->head + skb->network_header);
}

int dropped(struct tracepoint__skb__kfree_skb *args)
{
	struct sk_buff *skb = (struct sk_buff *)args->skbaddr;
	struct drop_t d = {.place = (u64)args->location, .reason = args->reason, .ether = args->protocol};
	int way = ways.get_stackid(args, 0);

	if (d.ether == 0x0800) {
		struct iphdr *ip = header(skb);

		d.words = ip->ihl;
		d.version = ip->version;
		d.protocol = ip->protocol;
	}
	drops.increment(d);
	if (way >= 0)
		last_way.update(&d.place, &way);
	return 0;
}
