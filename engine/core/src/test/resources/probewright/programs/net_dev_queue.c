// attach: raw_tracepoint:net_dev_queue=queued
// The device, its name space and the protocol of packets that are sent.
// workload: ip link set lo up; echo x > /dev/udp/127.0.0.1/5353
#include <linux/skbuff.h>
#include <linux/netdevice.h>

struct sent_t {
	char ifname[IFNAMSIZ];
	u32 netns, len, ifindex;
	u16 protocol;
	u8 pkt_type;
	u8 cloned;
};
BPF_PERF_OUTPUT(sent);

int queued(struct bpf_raw_tracepoint_args *ctx)
{
	struct sk_buff *skb = (struct sk_buff *)ctx->args[0];
	struct net_device *dev = skb->dev;
	struct sent_t s = {};

	bpf_probe_read_kernel(&s.ifname, IFNAMSIZ, dev->name);
	s.ifindex = dev->ifindex;
	s.netns = dev->nd_net.net->ns.inum;
	s.len = skb->len;
	s.protocol = ntohs(skb->protocol);
	s.pkt_type = skb->pkt_type;
	s.cloned = skb->cloned;
	sent.perf_submit(ctx, &s, sizeof(s));
	return 0;
}
