// Datagrams by destination port.
// workload: ip link set lo up; echo x > /dev/udp/127.0.0.1/5353
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <uapi/linux/in.h>
#include <linux/socket.h>

BPF_HASH(by_port, u16, u64);
BPF_HISTOGRAM(sizes);

int kprobe__udp_sendmsg(struct pt_regs *ctx, struct sock *sk, struct msghdr *msg, size_t len)
{
	struct sockaddr_in *to = (struct sockaddr_in *)msg->msg_name;
	u16 port;

	if (to)
		port = to->sin_port;
	else
		port = sk->__sk_common.skc_dport;
	port = ntohs(port);
	by_port.increment(port);
	sizes.increment(bpf_log2l(len));
	return 0;
}
