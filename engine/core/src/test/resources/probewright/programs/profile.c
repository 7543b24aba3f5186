// attach: perf:software:cpu-clock:freq:49=sample
// What runs, by sampled stacks and by whether the kernel or the program had the processor.
// workload: dd if=/dev/zero of=/dev/null bs=64k count=2000
#include <uapi/linux/ptrace.h>
#include <uapi/linux/bpf_perf_event.h>
#include <linux/sched.h>

#ifdef CONFIG_X86_64
#define OF_KERNEL(address) ((s64)(address) < 0)
#else
#define OF_KERNEL(address) 0
#endif

enum side { PROGRAM, KERNEL, SIDES };
struct spot_t { int stack[SIDES]; char comm[TASK_COMM_LEN]; };
BPF_HASH(spots, struct spot_t, u64, 8192);
BPF_STACK_TRACE(traces, 8192);
BPF_ARRAY(sides, u64, SIDES);

int sample(struct bpf_perf_event_data *ctx)
{
	u64 address = PT_REGS_IP(&ctx->regs);
	struct spot_t s = {.stack = {-1, -1}};

	sides.increment(OF_KERNEL(address) ? KERNEL : PROGRAM);
	if ((u32)bpf_get_current_pid_tgid() == 0)
		return 0;
	s.stack[PROGRAM] = traces.get_stackid(&ctx->regs, BPF_F_USER_STACK);
	if (OF_KERNEL(address))
		s.stack[KERNEL] = traces.get_stackid(&ctx->regs, BPF_F_FAST_STACK_CMP);
	bpf_get_current_comm(s.comm, sizeof(s.comm));
	spots.atomic_increment(s);
	return 0;
}
