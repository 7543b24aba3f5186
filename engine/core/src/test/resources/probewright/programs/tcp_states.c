// Time that connections spend in each state; the state they leave is read from the socket.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

#define STATES 13

struct row_t { u64 ns, times; };
BPF_ARRAY(rows, struct row_t, STATES);
BPF_HASH(since, struct sock *);

int kprobe__tcp_set_state(struct pt_regs *ctx, struct sock *sk, int next)
{
	int state = sk->__sk_common.skc_state;
	u64 now = bpf_ktime_get_ns(), *at = since.lookup(&sk);
	struct row_t *row = rows.lookup(&state);

	if (row) {
		lock_xadd(&row->times, 1);
		if (at)
			lock_xadd(&row->ns, now - *at);
	}
	if (next == TCP_CLOSE)
		since.delete(&sk);
	else
		since.update(&sk, &now);
	return 0;
}
