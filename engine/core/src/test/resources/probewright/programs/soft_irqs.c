// Time in soft interrupts, by their number.
// workload: sleep 0.05
typedef struct {
	u32 vec, cpu;
} place_t;
BPF_HASH(entered, u32, u64);
BPF_ARRAY(spent, u64, 16);
BPF_HISTOGRAM(dist, place_t, 1024);

TRACEPOINT_PROBE(irq, softirq_entry)
{
	u32 cpu = bpf_get_smp_processor_id();
	u64 now = bpf_ktime_get_ns();

	entered.update(&cpu, &now);
	return 0;
}

TRACEPOINT_PROBE(irq, softirq_exit)
{
	u32 cpu = bpf_get_smp_processor_id(), vec = args->vec;
	u64 *since = entered.lookup(&cpu);

	if (!since)
		return 0;
	spent.increment(vec, bpf_ktime_get_ns() - *since);
	dist.increment((place_t){vec, cpu});
	entered.delete(&cpu);
	return 0;
}
