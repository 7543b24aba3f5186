// attach: kprobe:vfs_read=first
// A program that goes on in another; the table of programs is filled from outside.
#include <uapi/linux/ptrace.h>

BPF_PROG_ARRAY(next, 8);
BPF_ARRAY(seen, u64, 8);

int first(struct pt_regs *ctx)
{
	seen.increment(0);
	next.call(ctx, 2);
	// gets here when slot 2 is empty
	seen.increment(1);
	return 0;
}

int second(struct pt_regs *ctx)
{
	seen.increment(2);
	return 0;
}
