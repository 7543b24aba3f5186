// problem at line 5
int kprobe__f(struct pt_regs *ctx, struct request *rq)
{
	u32 before = rq->__data_len;
	u32 n = rq->__data;
	return n + before;
}
