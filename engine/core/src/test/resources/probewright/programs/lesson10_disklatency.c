// attach: kprobe:blk_mq_start_request=begin
// attach: kprobe:blk_mq_end_request=done
// The exercise of lesson 10 of bcc's tutorial.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=8 iflag=direct
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>

BPF_HASH(start, struct request *);
BPF_HISTOGRAM(dist);

int begin(struct pt_regs *ctx, struct request *req)
{
	u64 ts = bpf_ktime_get_ns();
	start.update(&req, &ts);
	return 0;
}

int done(struct pt_regs *ctx, struct request *req)
{
	u64 *tsp = start.lookup(&req);
	if (!tsp)
		return 0;
	dist.increment(bpf_log2l((bpf_ktime_get_ns() - *tsp) / 1000000));
	start.delete(&req);
	return 0;
}
