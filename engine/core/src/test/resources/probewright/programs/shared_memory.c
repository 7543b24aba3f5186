// attach: kprobe:syscall:shmget=syscall__shmget
// attach: kprobe:syscall:shmat=syscall__shmat
// attach: kretprobe:syscall:shmget=came_back
// Calls for shared memory of System V.
// workload: ipcmk -M 4096
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

#define SYS_SHMGET 1
#define SYS_SHMAT  2

struct call_t {
	u64 id, ts;
	int sys, key, shmid, shmflg, ret;
	size_t size;
	void *addr;
	char comm[TASK_COMM_LEN];
};
BPF_HASH(calls, u64, struct call_t);
BPF_PERF_OUTPUT(events);

static int enter(struct call_t *call)
{
	u64 id = bpf_get_current_pid_tgid();

	call->id = id;
	if (bpf_get_current_comm(&call->comm, sizeof(call->comm)) != 0)
		return 0;
	calls.update(&id, call);
	return 0;
}

int syscall__shmget(struct pt_regs *ctx, u64 key, u64 size, u64 shmflg)
{
	struct call_t call = {.sys = SYS_SHMGET};

	call.key = key;
	call.size = size;
	call.shmflg = shmflg;
	return enter(&call);
}

int syscall__shmat(struct pt_regs *ctx, u64 shmid, u64 shmaddr, u64 shmflg)
{
	struct call_t call = {
		.sys = SYS_SHMAT, .shmid = shmid, .addr = (void *)shmaddr, .shmflg = shmflg,
	};

	return enter(&call);
}

int came_back(struct pt_regs *ctx)
{
	u64 id = bpf_get_current_pid_tgid();
	struct call_t *call = calls.lookup(&id), out = {};

	if (!call)
		return 0;
	bpf_probe_read_kernel(&out, sizeof(out), call);
	out.ts = bpf_ktime_get_ns() / 1000;
	out.ret = PT_REGS_RC(ctx);
	events.perf_submit(ctx, &out, sizeof(out));
	calls.delete(&id);
	return 0;
}
