// Old reads of a socket by bpf_probe_read, address families in #ifdef trees, goto and flags.
// workload: ip link set lo up; (bash -c 'exec 3<>/dev/tcp/127.0.0.1/4242') 2>/dev/null; true
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <bcc/proto.h>
#define KBUILD_MODNAME "tcp_by_address"

typedef unsigned char u8;
typedef unsigned long long u64;

enum { SEEN_V4 = 1 << 0, SEEN_V6 = 1 << 1, SEEN_LOCAL = 1 << 2 };

struct event_t {
	u64 ts;
	union {
		u32 v4;
		unsigned __int128 v6;
		struct { u8 a, b, c, d; };
	} addr;
	struct {
		u32 pid;
		struct { u16 port; u16 flags; };
	};
	char comm[TASK_COMM_LEN];
};

BPF_HASH(waiting, u32, struct sock *, 1 << 12);
BPF_PERF_OUTPUT(events);

int kprobe__tcp_v4_connect(struct pt_regs *ctx, struct sock *sk)
{
	u32 tid = bpf_get_current_pid_tgid();

	waiting.update(&tid, &sk);
	return 0;
}

int kretprobe__tcp_v4_connect(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct sock **skpp = waiting.lookup(&tid), *skp = NULL;
	struct event_t e = {};
	u16 family = 0, dport = 0;

	if (!skpp)
		return 0;
	skp = *skpp;
	bpf_probe_read(&family, sizeof family, &skp->__sk_common.skc_family);
	bpf_probe_read(&dport, sizeof dport, &skp->__sk_common.skc_dport);
#if defined(CONFIG_IPV6) && !defined(ONLY_V4)
	if (family == AF_INET6) {
		bpf_probe_read(&e.addr.v6, sizeof e.addr.v6, skp->__sk_common.skc_v6_daddr.in6_u.u6_addr32);
		e.flags |= SEEN_V6;
		goto send;
	}
#elif LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 0)
#error "too old"
#endif
	if (family != AF_INET)
		goto out;
	bpf_probe_read(&e.addr.v4, sizeof e.addr.v4, &skp->__sk_common.skc_daddr);
	e.flags |= SEEN_V4;
	if (e.addr.a == 127)
		e.flags |= SEEN_LOCAL;
#ifdef CONFIG_IPV6
send:
#endif
	e.ts = bpf_ktime_get_ns();
	e.pid = bpf_get_current_pid_tgid() >> 32;
	e.port = ntohs(dport);
	bpf_get_current_comm(&e.comm, sizeof(e.comm));
	events.perf_submit(ctx, &e, sizeof(e));
out:
	waiting.delete(&tid);
	return 0;
}
