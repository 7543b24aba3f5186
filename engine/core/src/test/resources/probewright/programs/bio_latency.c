// Latency of block I/O by disk and kind: the request knows itself when it began.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=8 iflag=direct
#include <linux/blk-mq.h>

#if defined(REQ_OP_MASK)
#define KIND(rq) ((rq)->cmd_flags & REQ_OP_MASK)
#else
#define KIND(rq) ((rq)->cmd_flags & 0xff)
#endif

typedef struct {
	struct {
		u16 major, minor;
		u32 kind;
	} of;
	u64 slot;
} cell_t;
typedef struct {
	u64 ns, requests;
} sum_t;
BPF_HISTOGRAM(latencies, cell_t);
BPF_ARRAY(sums, sum_t, 2);

RAW_TRACEPOINT_PROBE(block_rq_complete)
{
	struct request *rq = (struct request *)ctx->args[0];
	u64 began = rq->start_time_ns, took = bpf_ktime_get_ns() - began;
	struct gendisk *disk = rq->q->disk;
	u32 kind = KIND(rq);
	int direction = kind & 1;
	sum_t *sum = sums.lookup(&direction);

	if (began != 0 && sum) {
		lock_xadd(&sum->ns, took);
		lock_xadd(&sum->requests, 1);
	}
	cell_t cell = {.of.kind = kind, .slot = bpf_log2l(took >> 10)};
	if (disk) {
		cell.of.major = disk->major;
		cell.of.minor = disk->first_minor;
	}
	latencies.atomic_increment(cell);
	return 0;
}
