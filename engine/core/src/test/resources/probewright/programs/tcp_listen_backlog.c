// How full the accept queues are when a connection arrives.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

typedef struct backlog_key {
	u32 backlog;
	u64 slot;
} backlog_key_t;

BPF_HISTOGRAM(dist, backlog_key_t);

int kprobe__tcp_v4_syn_recv_sock(struct pt_regs *ctx, struct sock *sk)
{
	backlog_key_t key = {};

	key.backlog = sk->sk_max_ack_backlog;
	key.slot = bpf_log2l(sk->sk_ack_backlog);
	dist.atomic_increment(key);
	return 0;
}
