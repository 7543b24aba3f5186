// attach: kprobe:submit_bio=submitted
// Sizes of block I/O by process, from the bio.
// workload: dd if=/dev/vda of=/dev/null bs=32k count=4 iflag=direct
#include <linux/blkdev.h>
#include <linux/bio.h>

struct proc_key_t {
    char name[TASK_COMM_LEN];
    u64 slot;
};
BPF_HISTOGRAM(dist, struct proc_key_t);
BPF_HASH(reads, u32);

int submitted(struct pt_regs *ctx, struct bio *bio)
{
    struct proc_key_t key = {.slot = bpf_log2l(bio->bi_iter.bi_size / 1024)};
    bpf_get_current_comm(&key.name, sizeof(key.name));
    dist.increment(key);

    u32 op = bio->bi_opf & REQ_OP_MASK;
    reads.increment(op, bio_sectors(bio));
    bpf_trace_printk("%s %d\n", bio->bi_bdev->bd_disk->disk_name, bio->bi_bdev->bd_dev);
    return 0;
}
