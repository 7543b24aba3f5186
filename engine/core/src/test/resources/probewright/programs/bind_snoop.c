// attach: kprobe:inet_bind=bind_ipv4
// attach: kretprobe:inet_bind=bind_ipv4_return
// Sockets that are bound, with their options.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <net/net_namespace.h>

BPF_HASH(opening, u32, struct socket *);

struct bound_t {
    u64 ts_us;
    u32 pid;
    u32 bound_dev_if;
    int return_code;
    u16 sport;
    u8 socket_options;
    u8 protocol;
    u32 saddr;
    u32 netns;
    char task[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(bound);

union bind_options {
    u8 rec;
    struct {
        u8 freebind : 1;
        u8 transparent : 1;
        u8 reuseaddress : 1;
        u8 reuseport : 1;
    } fields;
};

int bind_ipv4(struct pt_regs *ctx, struct socket *socket)
{
    u32 tid = bpf_get_current_pid_tgid();
    opening.update(&tid, &socket);
    return 0;
}

int bind_ipv4_return(struct pt_regs *ctx)
{
    int ret = PT_REGS_RC(ctx);
    u64 pid_tgid = bpf_get_current_pid_tgid();
    u32 pid = pid_tgid >> 32, tid = pid_tgid;
    struct socket **found = opening.lookup(&tid);

    if (found == 0)
        return 0;

    struct socket *socket = *found;
    struct sock *peer = socket->sk;
    struct inet_sock *sockp = (struct inet_sock *)peer;
    u16 sport = sockp->inet_sport;
    union bind_options opts = {0};

    opts.fields.reuseaddress = peer->__sk_common.skc_reuse & 0x01;
    opts.fields.reuseport = peer->__sk_common.skc_reuseport;

    struct bound_t b = {.pid = pid, .return_code = ret};
    b.ts_us = bpf_ktime_get_ns() / 1000;
    b.bound_dev_if = peer->__sk_common.skc_bound_dev_if;
    b.sport = ntohs(sport);
    b.saddr = peer->__sk_common.skc_rcv_saddr;
    b.protocol = peer->sk_protocol;
    b.socket_options = opts.rec;
#ifdef CONFIG_NET_NS
    b.netns = peer->__sk_common.skc_net.net->ns.inum;
#endif
    bpf_get_current_comm(&b.task, sizeof(b.task));
    bound.perf_submit(ctx, &b, sizeof(b));
    opening.delete(&tid);
    return 0;
}
