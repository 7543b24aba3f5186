// problem at line 4
int kprobe__f(struct pt_regs *ctx)
{
	struct request *rq = (struct request *)PT_REGS_PARM1(;
	return rq->__data_len;
}
