// Packets dropped and counted by protocol, with pointers into the packet.
#include <uapi/linux/bpf.h>
#include <linux/in.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/ip.h>
BPF_TABLE("percpu_array", uint32_t, long, dropcnt, 256);
BPF_HISTOGRAM(sizes);
static inline int parse_ipv4(void *data, u64 nh_off, void *data_end) {
    struct iphdr *iph = data + nh_off;
    if ((void*)&iph[1] > data_end) return 0;
    return iph->protocol;
}
int xdp_prog1(struct xdp_md *ctx) {
    void* data_end = (void*)(long)ctx->data_end;
    void* data = (void*)(long)ctx->data;
    struct ethhdr *eth = data;
    int rc = XDP_PASS;
    long *value; uint16_t h_proto; uint64_t nh_off = 0; uint32_t index;
    nh_off = sizeof(*eth);
    if (data + nh_off  > data_end) return rc;
    h_proto = eth->h_proto;
    if (h_proto == htons(ETH_P_IP)) index = parse_ipv4(data, nh_off, data_end);
    else index = 0;
    value = dropcnt.lookup(&index);
    if (value) __sync_fetch_and_add(value, 1);
    sizes.increment(bpf_log2l(data_end - data));
    return rc;
}
