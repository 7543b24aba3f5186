// Connections over IPv4: addresses and ports as the socket holds them when the call returns.
// attach: kprobe:tcp_v4_connect=connect_entry
// attach: kretprobe:tcp_v4_connect=connect_return
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
struct connect_t {
    u32 pid;
    int result;
    u32 saddr;
    u32 daddr;
    u16 sport;
    u16 dport;
    u32 family;
    u32 port;
};
BPF_HASH(connecting, u32, struct sock *);
BPF_PERF_OUTPUT(connect_events);

int connect_entry(struct pt_regs *ctx, struct sock *sk)
{
    u32 tid = bpf_get_current_pid_tgid();

    connecting.update(&tid, &sk);
    return 0;
}

int connect_return(struct pt_regs *ctx)
{
    u32 tid = bpf_get_current_pid_tgid();
    struct sock **skp = connecting.lookup(&tid);
    struct connect_t data = {};

    if (skp == 0)
        return 0;
    struct sock *sk = *skp;
    u16 dport = sk->__sk_common.skc_dport;
    data.pid = bpf_get_current_pid_tgid() >> 32;
    data.result = PT_REGS_RC(ctx);
    data.saddr = sk->__sk_common.skc_rcv_saddr;
    data.daddr = sk->__sk_common.skc_daddr;
    data.family = sk->__sk_common.skc_family;
    data.sport = sk->__sk_common.skc_num;
    data.dport = dport;
    data.port = ntohs(dport);
    connect_events.perf_submit(ctx, &data, sizeof(data));
    connecting.delete(&tid);
    return 0;
}
