// attach: tracepoint:skb:kfree_skb=dropped
// Packets that the kernel drops, with the reason and the stack.
#include <uapi/linux/ptrace.h>
#include <linux/skbuff.h>

BPF_STACK_TRACE(stack_traces, 1024);

struct drop_t {
	u64 skb;
	u32 stack_id;
	u32 reason;
	u16 protocol;
	u16 ip_len;
	u8 ip_protocol;
	u8 version : 4, ihl : 4;
};
BPF_PERF_OUTPUT(drops);

int dropped(struct tracepoint__skb__kfree_skb *args)
{
	struct drop_t d = {};
	struct sk_buff *skb = (struct sk_buff *)args->skbaddr;
	struct iphdr *ip;

	d.skb = (u64)args->skbaddr;
	d.reason = args->reason;
	d.protocol = args->protocol;
	d.stack_id = stack_traces.get_stackid(args, 0);
	if (args->protocol == 0x0800) {
		ip = (struct iphdr *)(skb->head + skb->network_header);
		d.ip_protocol = ip->protocol;
		d.ip_len = ntohs(ip->tot_len);
		d.ihl = ip->ihl;
		d.version = ip->version;
	}
	drops.perf_submit(args, &d, sizeof(d));
	return 0;
}
