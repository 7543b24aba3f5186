// attach: kprobe:tcp_v4_syn_recv_sock=arrived
// attach: kprobe:tcp_v6_syn_recv_sock=arrived
// How full the queue of each server is when a connection arrives, in tenths.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

struct queue_t { u16 port; u16 tenths; };
BPF_HISTOGRAM(queues, struct queue_t);
BPF_HASH(turned_away, u16, u32);

int arrived(struct pt_regs *ctx, const struct sock *server)
{
	u32 waiting = server->sk_ack_backlog, room = server->sk_max_ack_backlog;
	struct queue_t q = {.port = server->__sk_common.skc_num};

	q.tenths = room ? waiting * 10 / room : 10;
	queues.atomic_increment(q);
	if (waiting > room)
		turned_away.increment(q.port);
	return 0;
}
