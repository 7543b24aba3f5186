// Packets received, by device.
// workload: ip link set lo up; echo x > /dev/udp/127.0.0.1/5353
#include <linux/netdevice.h>

struct dev_t_ { char name[IFNAMSIZ]; };
BPF_HASH(packets, struct dev_t_);
BPF_HISTOGRAM(lengths);

TRACEPOINT_PROBE(net, netif_receive_skb)
{
	struct dev_t_ key = {};

	TP_DATA_LOC_READ_STR(&key.name, name, sizeof(key.name));
	packets.increment(key);
	lengths.increment(bpf_log2l(args->len));
	return 0;
}
