// Sockets kept in a map as they are made, and their messages sent across.
#include <uapi/linux/bpf.h>
#include <linux/socket.h>
#define MAX_SOCK_OPS_MAP_ENTRIES 1024

struct sock_key { u32 remote_ip4, local_ip4, remote_port, local_port, family; };

BPF_SOCKHASH(sock_hash, struct sock_key, MAX_SOCK_OPS_MAP_ENTRIES);

int bpf_sockhash(struct bpf_sock_ops *skops)
{
	struct sock_key skk = {
		.remote_ip4 = skops->remote_ip4,
		.local_ip4 = skops->local_ip4,
		.local_port = skops->local_port,
		.remote_port = bpf_ntohl(skops->remote_port),
		.family = skops->family,
	};

	if (skops->family != AF_INET)
		return 0;
	switch (skops->op) {
	case BPF_SOCK_OPS_PASSIVE_ESTABLISHED_CB:
	case BPF_SOCK_OPS_ACTIVE_ESTABLISHED_CB:
		sock_hash.sock_hash_update(skops, &skk, BPF_NOEXIST);
		break;
	default:
		break;
	}
	return 0;
}

int bpf_redir(struct sk_msg_md *msg)
{
	struct sock_key skk = {.family = msg->family, .remote_port = msg->local_port};

	if (msg->family != AF_INET)
		return SK_PASS;
	return sock_hash.msg_redirect_hash(msg, &skk, BPF_F_INGRESS);
}
