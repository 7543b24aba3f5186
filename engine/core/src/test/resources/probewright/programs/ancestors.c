// attach: kprobe:syscall:execve=syscall__execve
// Members of arrays, of arrays of structs, and a walk up the family.
// workload: /bin/true
#include <linux/sched.h>
#include <linux/pid_namespace.h>

#define GENERATIONS 4

struct family_t { u32 pids[GENERATIONS]; u32 inner_pid; char names[2][TASK_COMM_LEN]; char file[32]; };
BPF_PERF_OUTPUT(families);

int syscall__execve(struct pt_regs *ctx, const char __user *filename)
{
	struct task_struct *t = (struct task_struct *)bpf_get_current_task();
	struct family_t f = {};
	unsigned int level = t->thread_pid->level;

	f.inner_pid = level ? 0 : t->thread_pid->numbers[0].nr;
	bpf_probe_read_user_str(f.file, sizeof(f.file), filename);
	bpf_probe_read_kernel(f.names[0], TASK_COMM_LEN, t->comm);
	bpf_probe_read_kernel(f.names[1], TASK_COMM_LEN, t->real_parent->comm);
#pragma unroll
	for (int i = 0; i < GENERATIONS; i++) {
		f.pids[i] = t->tgid;
		if (f.pids[i] <= 1)
			break;
		t = t->real_parent;
	}
	families.perf_submit(ctx, &f, sizeof(f));
	return 0;
}
