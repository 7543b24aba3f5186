// attach: uprobe:c:malloc=sized
// Sizes that programs ask malloc for.
// workload: ls /
#include <uapi/linux/ptrace.h>

BPF_HISTOGRAM(sizes);

int sized(struct pt_regs *ctx, size_t size)
{
	sizes.increment(bpf_log2l(size));
	return 0;
}
