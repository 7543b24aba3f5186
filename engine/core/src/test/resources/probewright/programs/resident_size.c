// Changes of processes' resident memory.
// workload: ls /
TRACEPOINT_PROBE(kmem, rss_stat)
{
	if (args->member == 1 && args->size > 0)
		bpf_trace_printk("%u %ld\n", args->mm_id, args->size);
	return 0;
}
