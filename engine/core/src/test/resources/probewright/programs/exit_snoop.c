// Ends of processes from inside do_exit: the age, the code, the signal.
// workload: /bin/false; /bin/true
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct end_t {
	u8 code;
	u8 signal : 7, core : 1;
	u16 threads;
	u32 tgid;
	u64 age_ns;
	char comm[TASK_COMM_LEN], parent[TASK_COMM_LEN];
} __attribute__((packed));
BPF_PERF_OUTPUT(ends);

int kprobe__do_exit(struct pt_regs *ctx, long code)
{
	struct task_struct *me = (typeof(me))bpf_get_current_task();
	struct end_t end = {.code = code >> 8, .signal = code & 0x7f, .core = !!(code & 0x80)};

	if (me->group_leader != me)
		return 0;
	end.tgid = me->tgid;
	end.threads = me->signal->nr_threads;
	end.age_ns = bpf_ktime_get_ns() - me->start_time;
	bpf_probe_read_kernel(end.comm, sizeof end.comm, me->comm);
	bpf_probe_read_kernel(end.parent, sizeof end.parent, me->real_parent->comm);
	ends.perf_submit(ctx, &end, sizeof end);
	return 0;
}
