struct totals {
	u64 slots[16];
};
BPF_ARRAY(totals, struct totals, 1);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	int zero = 0;
	u32 cpu = bpf_get_smp_processor_id();
	struct totals *all = totals.lookup(&zero);
	if (all)
		all->slots[cpu] += 1;
	return 0;
}
