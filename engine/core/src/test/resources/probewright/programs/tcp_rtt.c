// attach: kprobe:tcp_rcv_established=received
// The smoothed round trip time of connections, by remote port.
#include <uapi/linux/ptrace.h>
#include <linux/tcp.h>
#include <net/sock.h>
#include <net/inet_sock.h>
#include <bcc/proto.h>

typedef struct sock_key {
    u64 addr;
    u64 slot;
} sock_key_t;

typedef struct sock_latenty {
    u64 latency;
    u64 count;
} sock_latency_t;

BPF_HISTOGRAM(hist_srtt, sock_key_t);
BPF_HASH(latency, u64, sock_latency_t);

int received(struct pt_regs *ctx, struct sock *sk, struct sk_buff *skb)
{
    struct tcp_sock *now = (struct tcp_sock *)sk;
    u32 srtt = now->srtt_us >> 3;
    const struct inet_sock *inet = (struct inet_sock *)sk;

    u16 sport = 0;
    bpf_probe_read_kernel(&sport, sizeof(sport), (void *)&inet->inet_sport);
    u16 dport = sk->__sk_common.skc_dport;

    sock_key_t key;
    key.addr = ntohs(dport);
    key.slot = bpf_log2l(srtt);
    hist_srtt.increment(key);

    sock_latency_t newlat = {0};
    sock_latency_t *lat;
    lat = latency.lookup(&key.addr);
    if (!lat) {
        newlat.latency += srtt;
        newlat.count += 1;
        latency.update(&key.addr, &newlat);
    } else {
        lat->latency += srtt;
        lat->count += 1;
    }
    return 0;
}
