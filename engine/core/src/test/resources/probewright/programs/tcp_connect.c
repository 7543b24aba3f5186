// attach: kprobe:tcp_v4_connect=connecting
// attach: kprobe:tcp_v6_connect=connecting
// attach: kretprobe:tcp_v4_connect=connected_v4
// attach: kretprobe:tcp_v6_connect=connected_v6
// Outgoing connections, two address families, one entry function.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <bcc/proto.h>

BPF_HASH(opening, u32, struct sock *);

struct v4_t {
    u64 ts_us;
    u32 pid;
    u32 uid;
    u32 saddr;
    u32 daddr;
    u64 ip;
    u16 lport;
    u16 dport;
    char task[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(v4s);

struct v6_t {
    u64 ts_us;
    u32 pid;
    u32 uid;
    unsigned __int128 saddr;
    unsigned __int128 daddr;
    u64 ip;
    u16 lport;
    u16 dport;
    char task[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(v6s);

int connecting(struct pt_regs *ctx, struct sock *sk)
{
    u32 tid = bpf_get_current_pid_tgid();

    opening.update(&tid, &sk);
    return 0;
};

static int connected(struct pt_regs *ctx, short ipver)
{
    u64 pid_tgid = bpf_get_current_pid_tgid();
    u32 pid = pid_tgid >> 32;
    u32 tid = pid_tgid;

    struct sock **found;
    found = opening.lookup(&tid);
    if (found == 0) {
        return 0;
    }

    struct sock *peer = *found;
    u16 lport = peer->__sk_common.skc_num;
    u16 dport = peer->__sk_common.skc_dport;

    if (ipver == 4) {
        struct v4_t four = {.pid = pid, .ip = ipver};
        four.uid = bpf_get_current_uid_gid();
        four.ts_us = bpf_ktime_get_ns() / 1000;
        four.saddr = peer->__sk_common.skc_rcv_saddr;
        four.daddr = peer->__sk_common.skc_daddr;
        four.lport = lport;
        four.dport = ntohs(dport);
        bpf_get_current_comm(&four.task, sizeof(four.task));
        v4s.perf_submit(ctx, &four, sizeof(four));
    } else  {
        struct v6_t six = {.pid = pid, .ip = ipver};
        six.uid = bpf_get_current_uid_gid();
        six.ts_us = bpf_ktime_get_ns() / 1000;
        bpf_probe_read_kernel(&six.saddr, sizeof(six.saddr),
            peer->__sk_common.skc_v6_rcv_saddr.in6_u.u6_addr32);
        bpf_probe_read_kernel(&six.daddr, sizeof(six.daddr),
            peer->__sk_common.skc_v6_daddr.in6_u.u6_addr32);
        six.lport = lport;
        six.dport = ntohs(dport);
        bpf_get_current_comm(&six.task, sizeof(six.task));
        v6s.perf_submit(ctx, &six, sizeof(six));
    }

    opening.delete(&tid);
    return 0;
}

int connected_v4(struct pt_regs *ctx)
{
    return connected(ctx, 4);
}

int connected_v6(struct pt_regs *ctx)
{
    return connected(ctx, 6);
}
