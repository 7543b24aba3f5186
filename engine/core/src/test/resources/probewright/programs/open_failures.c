// attach: kretprobe:do_sys_openat2=failed
// Which error open gives how often.
// workload: cat /nowhere/at/all || true
#include <uapi/linux/ptrace.h>

BPF_HASH(errors, int, u64);

int failed(struct pt_regs *ctx)
{
	int ret = PT_REGS_RC(ctx);

	if (ret >= 0)
		return 0;
	ret = -ret;
	errors.increment(ret);
	return 0;
}
