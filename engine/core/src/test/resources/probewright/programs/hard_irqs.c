// Time in interrupt handlers, by device.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=8 iflag=direct
struct irq_key_t { u32 id; u64 since; char name[32]; };
struct dev_name_t { char name[32]; };
BPF_HASH(running, u32, struct irq_key_t);
BPF_HASH(total, struct dev_name_t);

TRACEPOINT_PROBE(irq, irq_handler_entry)
{
	struct irq_key_t k = {.id = args->irq, .since = bpf_ktime_get_ns()};
	u32 cpu = bpf_get_smp_processor_id();

	TP_DATA_LOC_READ_STR(&k.name, name, sizeof(k.name));
	running.update(&cpu, &k);
	return 0;
}

TRACEPOINT_PROBE(irq, irq_handler_exit)
{
	u32 cpu = bpf_get_smp_processor_id();
	struct irq_key_t *k = running.lookup(&cpu);
	struct dev_name_t dev = {};

	if (k == NULL || k->id != args->irq || args->ret != 1)
		return 0;
	__builtin_memcpy(&dev.name, k->name, sizeof(dev.name));
	total.increment(dev, bpf_ktime_get_ns() - k->since);
	running.delete(&cpu);
	return 0;
}
