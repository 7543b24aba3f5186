// attach: uretprobe:/bin/bash:readline=line
// Lines typed at bash, wherever it runs.
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct str_t {
	u32 pid;
	char str[80];
};
BPF_PERF_OUTPUT(lines);

int line(struct pt_regs *ctx)
{
	struct str_t data = {};
	char comm[TASK_COMM_LEN] = {};

	if (!PT_REGS_RC(ctx))
		return 0;
	data.pid = bpf_get_current_pid_tgid() >> 32;
	bpf_probe_read_user(&data.str, sizeof(data.str), (void *)PT_REGS_RC(ctx));
	bpf_get_current_comm(&comm, sizeof(comm));
	if (comm[0] == 'b' && comm[1] == 'a' && comm[2] == 's' && comm[3] == 'h' && comm[4] == 0)
		lines.perf_submit(ctx, &data, sizeof(data));
	return 0;
}
