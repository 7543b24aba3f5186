// Sizes of frames, and how many are dropped for each protocol of IPv4 that a map names.
#include <uapi/linux/bpf.h>
#include <linux/if_ether.h>
#include <linux/ip.h>

BPF_TABLE("percpu_array", u32, u64, dropped, 256);
BPF_TABLE("array", u32, u8, unwanted, 256);
BPF_HISTOGRAM(sizes);

struct frame { struct ethhdr eth; struct iphdr ip; } __attribute__((packed));

static inline int protocol_of(struct frame *frame, void *end)
{
	if ((void *)(frame + 1) > end || frame->eth.h_proto != htons(ETH_P_IP))
		return -1;
	return frame->ip.protocol;
}

int drop_unwanted(struct xdp_md *ctx)
{
	void *begin = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;
	int protocol = protocol_of(begin, end);
	u32 key = protocol;

	sizes.increment(bpf_log2l(end - begin));
	if (protocol < 0)
		return XDP_PASS;

	u8 *unwelcome = unwanted.lookup(&key);
	u64 *count = dropped.lookup(&key);

	if (!unwelcome || !*unwelcome || !count)
		return XDP_PASS;
	__sync_fetch_and_add(count, 1);
	return XDP_DROP;
}
