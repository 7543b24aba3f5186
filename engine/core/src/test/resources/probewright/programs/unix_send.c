// Bytes over unix sockets, by process name.
#include <linux/net.h>
#include <net/sock.h>

struct name_t { char comm[TASK_COMM_LEN]; };
BPF_HASH(bytes, struct name_t);

int kprobe__unix_stream_sendmsg(struct pt_regs *ctx, struct socket *sock, struct msghdr *msg, size_t len)
{
	struct name_t n = {};

	if (sock->type != SOCK_STREAM && sock->type != SOCK_SEQPACKET)
		return 0;
	bpf_get_current_comm(&n.comm, sizeof n.comm);
	bytes.increment(n, len);
	return 0;
}
