// attach: kprobe:syscall:shmat=syscall__shmat
// Shared memory of System V: who asked for which key, and where it was put.
// workload: ipcmk -M 4096
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct piece_t { s32 key, flags; u64 bytes; s64 id; u32 attached; char by[TASK_COMM_LEN]; };
BPF_HASH(asked, u64, struct piece_t, 128);
BPF_HASH(pieces, s64, struct piece_t);

TRACEPOINT_PROBE(syscalls, sys_enter_shmget)
{
	u64 who = bpf_get_current_pid_tgid();
	struct piece_t p = {args->key, args->shmflg, args->size, -1};

	bpf_get_current_comm(&p.by, sizeof p.by);
	asked.update(&who, &p);
	return 0;
}

TRACEPOINT_PROBE(syscalls, sys_exit_shmget)
{
	u64 who = bpf_get_current_pid_tgid();
	struct piece_t *p = asked.lookup(&who);

	if (p == 0)
		return 0;
	p->id = args->ret;
	pieces.update(&p->id, p);
	asked.delete(&who);
	return 0;
}

int syscall__shmat(struct pt_regs *ctx, int id, void *at, int flags)
{
	s64 id64 = id;
	struct piece_t *p = pieces.lookup(&id64);

	if (p) {
		p->attached += 1;
		bpf_trace_printk("%s at %p\n", p->by, at);
	}
	return 0;
}
