// attach: kprobe:inet_csk_get_port=port_wanted
// attach: kprobe:udp_v4_get_port=port_wanted
// Ports that sockets ask for, and what they said about sharing them.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

union manner_t {
	u8 all;
	struct {
		u8 address_shared : 1;
		u8 port_shared : 1;
		u8 tcp : 1;
		u8 one_device : 1;
	} bits;
};
struct wish_t {
	u32 tgid;
	u16 port;
	union manner_t manner;
	u8 unused;
};
BPF_HASH(wishes, struct wish_t, u32, 2048);

int port_wanted(struct pt_regs *ctx, struct sock *sk, unsigned short port)
{
	struct wish_t w = {.tgid = bpf_get_current_pid_tgid() >> 32, .port = port};
	u32 first = 1, *times;

	w.manner.bits.address_shared = sk->__sk_common.skc_reuse != 0;
	w.manner.bits.port_shared = sk->__sk_common.skc_reuseport;
	w.manner.bits.tcp = sk->sk_protocol == IPPROTO_TCP ? 1 : 0;
	w.manner.bits.one_device = sk->__sk_common.skc_bound_dev_if > 0;
	times = wishes.lookup(&w);
	if (times)
		lock_xadd(times, 1);
	else
		wishes.insert(&w, &first);
	return 0;
}
