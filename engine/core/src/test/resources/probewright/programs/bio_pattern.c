// Whether disks are read in order or at random.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=16 iflag=direct
struct counter {
	u64 last_sector;
	u64 bytes;
	u32 sequential;
	u32 random;
};
BPF_HASH(counters, u32, struct counter);

TRACEPOINT_PROBE(block, block_rq_complete)
{
	struct counter *counterp;
	struct counter zero = {};
	u32 dev = args->dev;
	u64 sector = args->sector;
	u32 nr_sector = args->nr_sector;

	counterp = counters.lookup_or_try_init(&dev, &zero);
	if (counterp == 0)
		return 0;
	if (counterp->last_sector)
		counterp->last_sector == sector ? __sync_fetch_and_add(&counterp->sequential, 1)
						: __sync_fetch_and_add(&counterp->random, 1);
	lock_xadd(&counterp->bytes, nr_sector * 512);
	counterp->last_sector = sector + nr_sector;
	return 0;
}
