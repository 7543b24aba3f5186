// Frames sent on by their kind to another device, processor or socket: maps that need the network's own capability.
#include <uapi/linux/bpf.h>
#include <linux/if_ether.h>

BPF_DEVMAP(devices, 4);
BPF_CPUMAP(processors, 4);
BPF_XSKMAP(sockets, 4);
BPF_PERCPU_ARRAY(sent, u64, 3);

enum way { TO_DEVICE, TO_PROCESSOR, TO_SOCKET };

int send_on(struct xdp_md *ctx)
{
	struct ethhdr *eth = (void *)(long)ctx->data;
	u32 way = TO_DEVICE;

	if ((void *)(eth + 1) > (void *)(long)ctx->data_end)
		return XDP_DROP;
	if (eth->h_proto == bpf_htons(ETH_P_ARP))
		way = TO_PROCESSOR;
	else if (eth->h_proto == bpf_htons(ETH_P_IPV6))
		way = TO_SOCKET;

	u64 *count = sent.lookup(&way);

	if (count)
		++*count;
	eth->h_source[5] ^= 1;
	switch (way) {
	case TO_PROCESSOR:
		return processors.redirect_map(0, 0);
	case TO_SOCKET:
		return sockets.redirect_map(ctx->rx_queue_index, 0);
	}
	return devices.redirect_map(0, 0);
}
