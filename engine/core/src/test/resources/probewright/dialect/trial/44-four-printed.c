int kprobe__f(struct pt_regs *ctx, struct request *rq)
{
	bpf_trace_printk("%d %d %lu %u\n", 1, rq->q->disk->major, rq->__sector, rq->__data_len);
	return 0;
}
