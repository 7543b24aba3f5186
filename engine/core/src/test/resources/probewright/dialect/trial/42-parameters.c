#ifndef PID
#define PID 0
#endif
#define FILTER if (PID && pid != PID) return 0
int f(void *ctx)
{
	u32 pid = bpf_get_current_pid_tgid() >> 32;
	FILTER;
	bpf_trace_printk("%d\n", pid);
	return 0;
}
