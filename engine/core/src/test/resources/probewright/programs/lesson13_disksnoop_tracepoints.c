// The exercise of lesson 13 of bcc's tutorial: disksnoop by tracepoints.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=4 iflag=direct
struct where {
	u64 sector;
	u32 dev;
	u32 pad;
};
BPF_HASH(issued, struct where);

TRACEPOINT_PROBE(block, block_rq_issue)
{
	struct where w = {.sector = args->sector, .dev = args->dev};
	u64 ts = bpf_ktime_get_ns();

	issued.update(&w, &ts);
	return 0;
}

TRACEPOINT_PROBE(block, block_rq_complete)
{
	struct where w = {.sector = args->sector, .dev = args->dev};
	u64 *ts = issued.lookup(&w);

	if (ts == NULL)
		return 0;
	bpf_trace_printk("%d sectors %s %d us\n", args->nr_sector, args->rwbs,
			 (bpf_ktime_get_ns() - *ts) / 1000);
	issued.delete(&w);
	return 0;
}
