// Outgoing connections at the place where both families meet and all numbers are known.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <bcc/proto.h>

#define COMMON(sk) ((sk)->__sk_common)

struct side_t { u16 port; u8 address[16]; };
struct call_t { struct side_t near, far; u32 tgid, uid; short family; };
BPF_PERF_OUTPUT(calls);

int kprobe__tcp_connect(struct pt_regs *ctx, struct sock *sk)
{
	struct call_t c = {.family = COMMON(sk).skc_family};

	c.tgid = bpf_get_current_pid_tgid() >> 32;
	c.uid = sk->sk_uid.val;
	c.near.port = COMMON(sk).skc_num;
	c.far.port = ntohs(COMMON(sk).skc_dport);
	if (c.family == AF_INET6) {
		bpf_probe_read_kernel(c.near.address, 16, &COMMON(sk).skc_v6_rcv_saddr);
		bpf_probe_read_kernel(c.far.address, 16, &COMMON(sk).skc_v6_daddr);
	} else {
		bpf_probe_read_kernel(c.near.address, 4, &COMMON(sk).skc_rcv_saddr);
		bpf_probe_read_kernel(c.far.address, 4, &COMMON(sk).skc_daddr);
	}
	calls.perf_submit(ctx, &c, sizeof(c));
	return 0;
}
