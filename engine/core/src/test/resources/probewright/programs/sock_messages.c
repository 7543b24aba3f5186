// Connections of one machine kept by both their ports, and what one end sends handed to the other at once.
#include <uapi/linux/bpf.h>
#include <linux/socket.h>

struct ports_t { u32 here, there; };

BPF_SOCKHASH(ends, struct ports_t, 512);
BPF_HASH(handed, struct ports_t, u64);

int keep_connection(struct bpf_sock_ops *ops)
{
	struct ports_t ports = {ops->local_port, bpf_ntohl(ops->remote_port)};
	bool connected = ops->op == BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB
			|| ops->op == BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB;

	if (connected && ops->family == AF_INET)
		ends.sock_hash_update(ops, &ports, BPF_NOEXIST);
	return 0;
}

int hand_over(struct sk_msg_md *message)
{
	struct ports_t other = {bpf_ntohl(message->remote_port), message->local_port};

	if (message->family != AF_INET)
		return SK_PASS;
	handed.increment(other);
	return ends.msg_redirect_hash(message, &other, BPF_F_INGRESS);
}
