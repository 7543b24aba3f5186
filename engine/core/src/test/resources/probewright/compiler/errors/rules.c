// attach: kprobe:vfs_read=absent
// attach: tracepoint:sched:sched_switch=f
#define LEN(r) ((r)->__data_len)
#define READ_LEN (req->__data_len)
int g(void *ctx);
int f(struct pt_regs *ctx, struct request *req)
{
	char format[] = "x";
	/* 漢字 */ req->__data_len = 3;
	req->q->id++;
	bpf_trace_printk(format);
	g(ctx);
	return LEN(req) + READ_LEN;
}
int g(void *ctx)
{
	struct sock *sk = (struct sock *)bpf_get_current_task();
	return ((struct sock *)bpf_get_current_task())->__sk_common.skc_reuse;
}
