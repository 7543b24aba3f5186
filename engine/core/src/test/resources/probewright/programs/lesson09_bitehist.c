// attach: kprobe:blk_mq_end_request=trace_req_done
// From the tutorial of bcc, lesson 9. Copyright the bcc authors, Apache License 2.0; adapted.
// workload: dd if=/dev/vda of=/dev/null bs=16k count=4 iflag=direct
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>

BPF_HISTOGRAM(dist);
BPF_HISTOGRAM(dist_linear);

int trace_req_done(struct pt_regs *ctx, struct request *req)
{
    dist.increment(bpf_log2l(req->__data_len / 1024));
    dist_linear.increment(req->__data_len / 1024);
    return 0;
}
