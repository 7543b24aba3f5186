// Lesson 6, after bcc's disksnoop.py, by events: each disk write with its size, flags, place and disk.
// attach: kprobe:blk_mq_start_request=disksnoop_start
// attach: kprobe:blk_mq_end_request=disksnoop_done
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>
struct snoop_t {
    u64 delta;
    u64 sector;
    u32 bytes;
    u32 flags;
    u32 segments;
    char disk[32];
};
BPF_HASH(snoop_start, struct request *);
BPF_PERF_OUTPUT(snoop_events);

void disksnoop_start(struct pt_regs *ctx, struct request *req)
{
    u64 ts = bpf_ktime_get_ns();

    snoop_start.update(&req, &ts);
}

void disksnoop_done(struct pt_regs *ctx, struct request *req)
{
    struct snoop_t data = {};
    u64 *tsp = snoop_start.lookup(&req);

    if (tsp == 0)
        return;
    if ((req->cmd_flags & 255) == 1) {
        data.delta = bpf_ktime_get_ns() - *tsp;
        data.bytes = req->__data_len;
        data.sector = req->__sector;
        data.flags = req->cmd_flags;
        data.segments = req->nr_phys_segments;
        bpf_probe_read_kernel_str(&data.disk, sizeof(data.disk), req->q->disk->disk_name);
        snoop_events.perf_submit(ctx, &data, sizeof(data));
    }
    snoop_start.delete(&req);
}
