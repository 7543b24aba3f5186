// Time in interrupt handlers: numbers in the histogram, their names beside it.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=8 iflag=direct
struct handler_t { char name[32]; };
struct bucket_t { int irq; u32 log_ns; };
BPF_PERCPU_ARRAY(since, u64, 1);
BPF_HASH(names, int, struct handler_t, 256);
BPF_HISTOGRAM(times, struct bucket_t);

TRACEPOINT_PROBE(irq, irq_handler_entry)
{
	struct handler_t h = {};
	int irq = args->irq, only = 0;
	u64 *at = since.lookup(&only);

	TP_DATA_LOC_READ_STR(&h.name, name, sizeof(h.name));
	names.insert(&irq, &h);
	if (at)
		*at = bpf_ktime_get_ns();
	return 0;
}

TRACEPOINT_PROBE(irq, irq_handler_exit)
{
	int only = 0;
	u64 *at = since.lookup(&only);

	if (at && *at && args->ret) {
		times.increment((struct bucket_t){args->irq, bpf_log2l(bpf_ktime_get_ns() - *at)});
		*at = 0;
	}
	return 0;
}
