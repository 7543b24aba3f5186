// attach: tracepoint:block:block_bio_backmerge=merged
// attach: tracepoint:block:block_bio_frontmerge=merged
// Requests of the block layer that were joined; one function at two tracepoints of one class.
BPF_ARRAY(merges, u64, 1);

int merged(void *args)
{
	merges.increment(0);
	return 0;
}
