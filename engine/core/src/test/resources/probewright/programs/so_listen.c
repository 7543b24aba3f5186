// Servers that begin to listen, by address and room for those who wait.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <bcc/proto.h>

struct server_t {
	union {
		u32 v4;
		u8 v6[16];
	} address;
	u32 netns;
	u16 port, family;
	u32 room;
	char comm[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(servers);

int kprobe__inet_csk_listen_start(struct pt_regs *ctx, struct sock *sk)
{
	struct server_t s = {.family = sk->__sk_common.skc_family, .room = sk->sk_max_ack_backlog};

	switch (s.family) {
	case AF_INET:
		s.address.v4 = sk->__sk_common.skc_rcv_saddr;
		break;
	case AF_INET6:
		bpf_probe_read_kernel(s.address.v6, 16, sk->__sk_common.skc_v6_rcv_saddr.in6_u.u6_addr8);
		break;
	default:
		return 0;
	}
	s.port = sk->__sk_common.skc_num;
#ifdef CONFIG_NET_NS
	s.netns = sk->__sk_common.skc_net.net->ns.inum;
#endif
	bpf_get_current_comm(s.comm, sizeof(s.comm));
	servers.perf_submit(ctx, &s, sizeof(s));
	return 0;
};
