// problem at line 5
int kprobe__f(struct pt_regs *ctx, struct request *rq)
{
	if (rq->__data_len > 
		return 1;
	return rq->__data_len;
}
