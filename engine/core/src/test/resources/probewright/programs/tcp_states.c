// Time in each state of a connection.
// workload: ip link set lo up; (echo > /dev/tcp/127.0.0.1/9) 2>/dev/null || true
#include <uapi/linux/ptrace.h>
#include <net/sock.h>

BPF_HASH(last, struct sock *, u64);
struct state_t {
	u64 skaddr, delta_us;
	u32 pid;
	int from, to;
	char task[TASK_COMM_LEN];
};
BPF_RINGBUF_OUTPUT(states, 8);

TRACEPOINT_PROBE(sock, inet_sock_set_state)
{
	struct sock *sk = (struct sock *)args->skaddr;
	u64 *tsp, delta_us, ts = bpf_ktime_get_ns();

	if (args->protocol != IPPROTO_TCP)
		return 0;
	tsp = last.lookup(&sk);
	delta_us = tsp == 0 ? 0 : (ts - *tsp) / 1000;

	struct state_t s = {.skaddr = (u64)args->skaddr, .delta_us = delta_us,
		.pid = bpf_get_current_pid_tgid() >> 32, .from = args->oldstate, .to = args->newstate};
	bpf_get_current_comm(&s.task, sizeof(s.task));
	states.ringbuf_output(&s, sizeof(s), 0 /* flags */);

	if (args->newstate == TCP_CLOSE)
		last.delete(&sk);
	else
		last.update(&sk, &ts);
	return 0;
}
