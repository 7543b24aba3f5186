// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Lesson 9, after bcc's bitehist.py: the sizes of disk requests, in KiB.
// attach: kprobe:blk_mq_end_request=trace_req_done
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>

BPF_HISTOGRAM(dist);

int trace_req_done(struct pt_regs *ctx, struct request *req)
{
    dist.increment(bpf_log2l(req->__data_len / 1024));
    return 0;
}
