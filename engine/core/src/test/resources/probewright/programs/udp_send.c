// attach: kprobe:udp_sendmsg=sends
// attach: kretprobe:udp_sendmsg=sent
// Datagrams by destination port, as far as they were sent; the socket is kept in between.
// workload: ip link set lo up; echo x > /dev/udp/127.0.0.1/5353
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <uapi/linux/in.h>
#include <linux/socket.h>

struct outcome_t { u16 port; bool sent, named; };
BPF_HASH(sockets, u32, struct sock *);
BPF_HASH(named_ports, u32, u16);
BPF_HASH(outcomes, struct outcome_t);

int sends(struct pt_regs *ctx, struct sock *sk, struct msghdr *message)
{
	struct sockaddr_in *to = (struct sockaddr_in *)message->msg_name;
	u32 tid = bpf_get_current_pid_tgid();
	u16 port = to ? ntohs(to->sin_port) : 0;

	sockets.update(&tid, &sk);
	named_ports.update(&tid, &port);
	return 0;
}

int sent(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct sock **sk = sockets.lookup(&tid);
	u16 *port = named_ports.lookup(&tid);
	struct outcome_t o = {};

	if (!sk || !port)
		return 0;
	o.named = *port != 0;
	o.port = *port ? *port : ntohs((*sk)->__sk_common.skc_dport);
	o.sent = (int)PT_REGS_RC(ctx) >= 0;
	outcomes.increment(o);
	sockets.delete(&tid);
	named_ports.delete(&tid);
	return 0;
}
