// attach: kprobe:tcp_retransmit_skb=again
// Segments sent again, with the state of their connection.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <bcc/proto.h>

struct retrans_t {
    u32 pid;
    u64 ip;
    u32 seq;
    u32 saddr;
    u32 daddr;
    u16 lport;
    u16 dport;
    u64 state;
    u8 flags;
};
BPF_PERF_OUTPUT(retrans);

static struct tcp_skb_cb *cb_of(struct sk_buff *skb)
{
    return (struct tcp_skb_cb *)&skb->cb[0];
}

int again(struct pt_regs *ctx, struct sock *peer, struct sk_buff *skb)
{
    u16 family;
    u32 seq = 0;
    u8 flags = 0;

    if (peer == NULL)
        return 0;
    family = peer->__sk_common.skc_family;
    if (skb) {
        struct tcp_skb_cb *cb = cb_of(skb);
        seq = cb->seq;
        flags = cb->tcp_flags;
    }
    if (family == AF_INET) {
        struct retrans_t r = {};
        r.pid = bpf_get_current_pid_tgid() >> 32;
        r.ip = 4;
        r.seq = seq;
        r.flags = flags;
        r.saddr = peer->__sk_common.skc_rcv_saddr;
        r.daddr = peer->__sk_common.skc_daddr;
        r.lport = peer->__sk_common.skc_num;
        r.dport = ntohs(peer->__sk_common.skc_dport);
        r.state = peer->__sk_common.skc_state;
        retrans.perf_submit(ctx, &r, sizeof(r));
    }
    return 0;
}
