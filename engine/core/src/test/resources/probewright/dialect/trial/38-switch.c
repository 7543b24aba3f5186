int kprobe__f(struct pt_regs *ctx, struct request *rq)
{
	switch (rq->cmd_flags & 0xff) {
	case REQ_OP_READ: return 1;
	case REQ_OP_WRITE: return rq->bio->bi_iter.bi_size;
	default: break;
	}
	return 0;
}
