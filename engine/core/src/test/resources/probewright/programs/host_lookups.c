// attach: uprobe:c:getaddrinfo=asked
// attach: uretprobe:c:getaddrinfo=answered
// Names that programs look up, and how long the C library takes for them.
// workload: getent ahosts localhost
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct asked_t { char host[80]; u64 ts; };
struct answer_t { u32 pid; u64 delta; char comm[TASK_COMM_LEN]; char host[80]; };
BPF_HASH(open, u32, struct asked_t);
BPF_PERF_OUTPUT(answers);

int asked(struct pt_regs *ctx)
{
	if (!PT_REGS_PARM1(ctx))
		return 0;
	struct asked_t a = {.ts = bpf_ktime_get_ns()};
	u32 tid = bpf_get_current_pid_tgid();

	bpf_probe_read_user(&a.host, sizeof(a.host), (void *)PT_REGS_PARM1(ctx));
	open.update(&tid, &a);
	return 0;
}

int answered(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct asked_t *a = open.lookup(&tid);
	struct answer_t out = {};

	if (a == 0)
		return 0;
	out.pid = tid;
	out.delta = bpf_ktime_get_ns() - a->ts;
	bpf_get_current_comm(&out.comm, sizeof(out.comm));
	bpf_probe_read_kernel(&out.host, sizeof(out.host), (void *)a->host);
	answers.perf_submit(ctx, &out, sizeof(out));
	open.delete(&tid);
	return 0;
}
