// Who sends which signal to whom by kill().
// attach: kprobe:syscall:kill=syscall__kill
// attach: kretprobe:syscall:kill=after_kill
// workload: kill -0 $$
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct sent { int to, sig, ret; u32 from; char comm[TASK_COMM_LEN]; };
BPF_HASH(under_way, u32, struct sent);
BPF_PERF_OUTPUT(signals);

int syscall__kill(struct pt_regs *ctx, int tpid, int sig)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct sent s = {.to = tpid, .sig = sig};

	s.from = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(&s.comm, sizeof(s.comm));
	under_way.update(&tid, &s);
	return 0;
}

int after_kill(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct sent *sp = under_way.lookup(&tid), s;

	if (!sp)
		return 0;
	s = *sp;
	s.ret = PT_REGS_RC(ctx);
	signals.perf_submit(ctx, &s, sizeof(s));
	under_way.delete(&tid);
	return 0;
}
