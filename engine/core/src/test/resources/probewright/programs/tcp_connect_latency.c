// Time from the SYN to the established connection.
#include <uapi/linux/ptrace.h>
#include <net/tcp_states.h>
#include <net/sock.h>

struct file_t {
	u64 now;
	u64 pid;
	char task[TASK_COMM_LEN];
};
BPF_HASH(begun, struct sock *, struct file_t);
BPF_HISTOGRAM(micros);

static int begin(struct pt_regs *ctx, struct sock *sk)
{
	struct file_t file_key = {.pid = bpf_get_current_pid_tgid()};

	file_key.now = bpf_ktime_get_ns();
	bpf_get_current_comm(&file_key.task, sizeof(file_key.task));
	begun.update(&sk, &file_key);
	return 0;
}

int kprobe__tcp_v4_connect(struct pt_regs *ctx, struct sock *sk) { return begin(ctx, sk); }
int kprobe__tcp_v6_connect(struct pt_regs *ctx, struct sock *sk) { return begin(ctx, sk); }

int kprobe__tcp_rcv_state_process(struct pt_regs *ctx, struct sock *peer)
{
	if (peer->__sk_common.skc_state != TCP_SYN_SENT)
		return 0;
	struct file_t *kept = begun.lookup(&peer);
	if (kept == 0)
		return 0;
	micros.increment(bpf_log2l((bpf_ktime_get_ns() - kept->now) / 1000));
	begun.delete(&peer);
	return 0;
}
