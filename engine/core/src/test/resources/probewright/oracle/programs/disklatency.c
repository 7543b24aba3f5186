// Lesson 10: the latency of disk writes, in microseconds.
// attach: kprobe:blk_mq_start_request=disklatency_start
// attach: kprobe:blk_mq_end_request=disklatency_done
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>
BPF_HASH(lat_start, struct request *);
BPF_HISTOGRAM(lat_dist);

int disklatency_start(struct pt_regs *ctx, struct request *req)
{
    u64 ts = bpf_ktime_get_ns();

    lat_start.update(&req, &ts);
    return 0;
}

int disklatency_done(struct pt_regs *ctx, struct request *req)
{
    u64 *tsp = lat_start.lookup(&req);

    if (tsp) {
        if ((req->cmd_flags & 255) == 1)
            lat_dist.increment(bpf_log2l((bpf_ktime_get_ns() - *tsp) / 1000));
        lat_start.delete(&req);
    }
    return 0;
}
