// Servers that begin to listen.
#include <net/sock.h>
#include <net/inet_sock.h>
#include <bcc/proto.h>

struct listen_t {
    u64 ts_us;
    u64 pid;
    u64 backlog;
    u64 netns;
    u64 proto;
    u64 lport;
    u64 laddr[2];
    char task[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(listens);

int kprobe__inet_listen(struct pt_regs *ctx, struct socket *sock, int backlog)
{
    struct sock *sk = sock->sk;
    struct inet_sock *inet = (struct inet_sock *)sk;

    struct listen_t one = {
        .ts_us = bpf_ktime_get_ns() / 1000,
        .backlog = backlog,
    };
    one.pid = bpf_get_current_pid_tgid() >> 32;
    one.netns = sk->__sk_common.skc_net.net->ns.inum;
    bpf_get_current_comm(one.task, TASK_COMM_LEN);

    u16 family = sk->__sk_common.skc_family;
    one.proto = family << 16 | SOCK_STREAM;

    one.lport = inet->inet_sport;
    one.lport = ntohs(one.lport);
    if (family == AF_INET) {
        one.laddr[0] = inet->inet_rcv_saddr;
    } else if (family == AF_INET6) {
        bpf_probe_read_kernel(one.laddr, sizeof(one.laddr),
                              sk->__sk_common.skc_v6_rcv_saddr.in6_u.u6_addr32);
    }
    listens.perf_submit(ctx, &one, sizeof(one));
    return 0;
};
