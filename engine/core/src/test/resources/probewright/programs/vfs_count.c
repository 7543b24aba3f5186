// attach: kprobe:vfs_*=called
// Calls of every function of the file system layer, by address, on each processor.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>

BPF_TABLE("percpu_hash", u64, u64, called_at, 512);

int called(struct pt_regs *ctx)
{
	u64 function = PT_REGS_IP(ctx), first = 1, *calls = called_at.lookup(&function);

	if (calls)
		++*calls;
	else
		called_at.insert(&function, &first);
	return 0;
}
