// Lesson 9, after bcc's bitehist.py: the sizes of disk writes, in KiB.
// attach: kprobe:blk_mq_end_request=bitehist
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>
BPF_HISTOGRAM(bite_dist);
BPF_HISTOGRAM(bite_linear);

int bitehist(struct pt_regs *ctx, struct request *req)
{
    // nothing but the workload writes: the other disks are read-only
    if ((req->cmd_flags & 255) == 1) {
        bite_dist.increment(bpf_log2l(req->__data_len / 1024));
        bite_linear.increment(req->__data_len / 4096);
    }
    return 0;
}
