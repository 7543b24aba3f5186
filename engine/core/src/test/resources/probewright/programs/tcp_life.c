// How long connections live and what goes through them.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ptrace.h>
#include <linux/tcp.h>
#include <net/sock.h>
#include <bcc/proto.h>

BPF_HASH(birth, struct sock *, u64);

struct ended_t {
    u64 span_us;
    u64 rx_b;
    u64 tx_b;
    u32 saddr;
    u32 daddr;
    u64 ports;
    u8 saddr6[16];
    int family;
    int oldstate, newstate;
};
BPF_PERF_OUTPUT(ended);

TRACEPOINT_PROBE(sock, inet_sock_set_state)
{
    if (args->protocol != IPPROTO_TCP)
        return 0;

    struct sock *sk = (struct sock *)args->skaddr;
    u16 lport = args->sport;
    u16 dport = args->dport;

    if (args->newstate < TCP_FIN_WAIT1) {
        u64 now = bpf_ktime_get_ns();
        birth.update(&sk, &now);
    }
    if (args->newstate != TCP_CLOSE)
        return 0;

    u64 *since = birth.lookup(&sk);
    if (since == 0)
        return 0;
    struct ended_t e = {.family = args->family, .oldstate = args->oldstate, .newstate = args->newstate};
    e.span_us = (bpf_ktime_get_ns() - *since) / 1000;
    birth.delete(&sk);

    struct tcp_sock *tp = (struct tcp_sock *)sk;
    e.rx_b = tp->bytes_received;
    e.tx_b = tp->bytes_acked;
    __builtin_memcpy(&e.saddr, args->saddr, sizeof(e.saddr));
    __builtin_memcpy(&e.daddr, args->daddr, sizeof(e.daddr));
    __builtin_memcpy(&e.saddr6, args->saddr_v6, sizeof(e.saddr6));

    e.ports = dport + ((0ULL + lport) << 32);
    ended.perf_submit(args, &e, sizeof(e));
    return 0;
}
