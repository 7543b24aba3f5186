// problem at line 4
int kprobe__f(struct pt_regs *ctx, struct request *rq)
{
	u32 n = rq->;
	return 0;
}
