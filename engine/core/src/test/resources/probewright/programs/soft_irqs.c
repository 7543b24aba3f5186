// Time in soft interrupts: a row of sums and a row of longest times for each processor.
// workload: sleep 0.05
#define KINDS 10

struct kinds_t { u64 since; u64 sum[KINDS], longest[KINDS]; };
BPF_PERCPU_ARRAY(kinds, struct kinds_t, 1);

TRACEPOINT_PROBE(irq, softirq_entry)
{
	int only = 0;
	struct kinds_t *k = kinds.lookup(&only);

	if (k)
		k->since = bpf_ktime_get_ns();
	return 0;
}

TRACEPOINT_PROBE(irq, softirq_exit)
{
	int only = 0;
	struct kinds_t *k = kinds.lookup(&only);
	u32 kind = args->vec;

	if (!k || kind >= KINDS || !k->since)
		return 0;
	u64 ns = bpf_ktime_get_ns() - k->since;
	k->sum[kind] += ns;
	if (k->longest[kind] < ns)
		k->longest[kind] = ns;
	k->since = 0;
	return 0;
}
