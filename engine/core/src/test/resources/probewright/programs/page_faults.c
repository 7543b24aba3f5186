// Page faults by process, of the kernel and of the user, and their error codes.
// workload: ls /
#include <linux/sched.h>

struct fault_t { char comm[TASK_COMM_LEN]; u32 user; u32 code; };
BPF_HASH(faults, struct fault_t);

static inline struct fault_t of(int user, unsigned long code)
{
	struct fault_t f = {.user = user, .code = code};

	bpf_get_current_comm(&f.comm, sizeof(f.comm));
	return f;
}

TRACEPOINT_PROBE(exceptions, page_fault_user)
{
	struct fault_t f = of(1, args->error_code);

	faults.increment(f);
	return 0;
}

TRACEPOINT_PROBE(exceptions, page_fault_kernel)
{
	struct fault_t f = of(0, args->error_code);

	faults.increment(f);
	return 0;
}
