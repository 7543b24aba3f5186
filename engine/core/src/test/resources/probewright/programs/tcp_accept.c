// Incoming connections.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <bcc/proto.h>

struct accepted_t {
    u64 ts_us;
    u32 pid;
    u32 family;
    u32 saddr, daddr;
    u16 lport, dport;
    u16 protocol;
    char task[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(accepted);

int kretprobe__inet_csk_accept(struct pt_regs *ctx)
{
    struct sock *newsk = (struct sock *)PT_REGS_RC(ctx);
    u32 pid = bpf_get_current_pid_tgid() >> 32;

    if (newsk == NULL)
        return 0;

    u16 protocol = newsk->sk_protocol;
    if (protocol != IPPROTO_TCP)
        return 0;

    u16 family = newsk->__sk_common.skc_family, lport = newsk->__sk_common.skc_num;
    u16 dport = newsk->__sk_common.skc_dport;
    dport = ntohs(dport);

    if (family == AF_INET || family == AF_INET6) {
        struct accepted_t e = {.pid = pid, .family = family, .protocol = protocol};
        e.ts_us = bpf_ktime_get_ns() / 1000;
        e.saddr = newsk->__sk_common.skc_rcv_saddr;
        e.daddr = newsk->__sk_common.skc_daddr;
        e.lport = lport;
        e.dport = dport;
        bpf_get_current_comm(&e.task, sizeof(e.task));
        accepted.perf_submit(ctx, &e, sizeof(e));
    }
    return 0;
}
