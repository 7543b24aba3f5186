// How far the heads of disks would have to jump between requests.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=16 iflag=direct
#include <linux/blk-mq.h>

struct jumps_t {
	u64 expected;
	u32 near, far;
};
BPF_HASH(disks, struct gendisk *, struct jumps_t, 64);

RAW_TRACEPOINT_PROBE(block_rq_issue)
{
	struct request *rq = (struct request *)ctx->args[0];
	struct gendisk *disk = rq->q->disk;
	u64 here = rq->__sector, end = here + (rq->__data_len >> 9);
	struct jumps_t fresh = {.expected = here}, *j = disks.lookup_or_try_init(&disk, &fresh);

	if (!j)
		return 0;
	here - j->expected < 64 ? __sync_fetch_and_add(&j->near, 1) : __sync_fetch_and_add(&j->far, 1);
	j->expected = end;
	return 0;
}
