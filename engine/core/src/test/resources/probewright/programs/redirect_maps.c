// Frames sent on to another device, CPU or socket: maps that need the network's own capability.
#include <uapi/linux/bpf.h>
#include <linux/if_ether.h>

BPF_DEVMAP(tx_port, 4);
BPF_CPUMAP(cpus, 4);
BPF_XSKMAP(xsks, 4);
BPF_PERCPU_ARRAY(rx, long, 1);

static inline void swap_macs(void *data)
{
	unsigned short *p = data;
	unsigned short dst[3];

	dst[0] = p[0];
	dst[1] = p[1];
	dst[2] = p[2];
	p[0] = p[3];
	p[1] = p[4];
	p[2] = p[5];
	p[3] = dst[0];
	p[4] = dst[1];
	p[5] = dst[2];
}

int redirect(struct xdp_md *ctx)
{
	void *end = (void *)(long)ctx->data_end;
	void *data = (void *)(long)ctx->data;
	struct ethhdr *eth = data;
	u32 key = 0;
	long *value;

	if (data + sizeof(*eth) > end)
		return XDP_DROP;
	value = rx.lookup(&key);
	if (value)
		*value += 1;
	swap_macs(data);
	if (eth->h_proto == bpf_htons(ETH_P_ARP))
		return cpus.redirect_map(0, 0);
	if (eth->h_proto == bpf_htons(ETH_P_IPV6))
		return xsks.redirect_map(ctx->rx_queue_index, 0);
	return tx_port.redirect_map(0, 0);
}
