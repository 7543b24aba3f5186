// problem at line 2
#include <linux/sch
int kprobe__f(struct pt_regs *ctx)
{
	return ctx->d;
}
