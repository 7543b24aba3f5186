// attach: kprobe:submit_bio=submitted
// Sizes of block I/O in sectors, by operation, and the disk's name in words.
// workload: dd if=/dev/vda of=/dev/null bs=32k count=4 iflag=direct
#include <linux/blkdev.h>
#include <linux/bio.h>

struct size_t_ { u32 op, log_sectors; };
BPF_HISTOGRAM(sizes, struct size_t_);
BPF_HASH(sectors_of, u32);

int submitted(struct pt_regs *ctx, struct bio *bio)
{
	u32 me = bpf_get_current_pid_tgid() >> 32;
	struct size_t_ s = {bio->bi_opf & REQ_OP_MASK, bpf_log2l(bio_sectors(bio))};

	sizes.increment(s);
	sectors_of.increment(me, bio_sectors(bio));
	bpf_trace_printk("%s %d\n", bio->bi_bdev->bd_disk->disk_name, bio->bi_bdev->bd_dev);
	return 0;
}
