// Incoming connections, counted by port, and each told in a line.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

struct door_t { u16 port, family; };
BPF_HASH(doors, struct door_t, u32);

int kretprobe__inet_csk_accept(struct pt_regs *ctx)
{
	struct sock *guest = (struct sock *)PT_REGS_RC(ctx);
	struct door_t d;

	if (!guest)
		return 0;
	d.port = guest->__sk_common.skc_num;
	d.family = guest->__sk_common.skc_family;
	doors.increment(d);
	if (d.family == AF_INET)
		bpf_trace_printk("from %x:%d at %d\n", ntohl(guest->__sk_common.skc_daddr),
				 ntohs(guest->__sk_common.skc_dport), d.port);
	return 0;
}
