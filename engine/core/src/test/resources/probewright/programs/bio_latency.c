// attach: kprobe:blk_mq_start_request=asked_for
// attach: kprobe:blk_mq_end_request=was_done
// Latency of block I/O, by disk and by flags.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=8 iflag=direct
#include <uapi/linux/ptrace.h>
#include <linux/blk-mq.h>

typedef struct disk_key {
    dev_t dev;
    u64 slot;
} disk_key_t;

typedef struct flag_key {
    u64 flags;
    u64 slot;
} flag_key_t;

typedef struct ext_val {
    u64 total;
    u64 count;
} ext_val_t;

BPF_HASH(begun, struct request *, u64);
BPF_HISTOGRAM(by_disk, disk_key_t);
BPF_HISTOGRAM(by_flags, flag_key_t);
BPF_ARRAY(extension, ext_val_t, 1);

int asked_for(struct pt_regs *ctx, struct request *req)
{
    u64 now = bpf_ktime_get_ns();
    begun.update(&req, &now);
    return 0;
}

int was_done(struct pt_regs *ctx, struct request *req)
{
    u64 *since, delta;

    since = begun.lookup(&req);
    if (since == 0) {
        return 0;
    }
    delta = bpf_ktime_get_ns() - *since;

    int index = 0;
    ext_val_t *ext_val = extension.lookup(&index);
    if (ext_val) {
        lock_xadd(&ext_val->total, delta);
        lock_xadd(&ext_val->count, 1);
    }

    delta /= 1000;

    struct gendisk *__tmp = req->q->disk;
    disk_key_t dkey = {};
    if (__tmp)
        dkey.dev = __tmp->major << 20 | __tmp->first_minor;
    dkey.slot = bpf_log2l(delta);
    by_disk.atomic_increment(dkey);

    flag_key_t fkey = {.flags = req->cmd_flags};
    fkey.slot = bpf_log2l(delta);
    by_flags.atomic_increment(fkey);

    begun.delete(&req);
    return 0;
}
