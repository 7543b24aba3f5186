struct totals {
	u64 slots[16];
};
BPF_ARRAY(totals, struct totals, 1);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	int zero = 0;
	u32 slot = bpf_get_prandom_u32();
	struct totals *all = totals.lookup(&zero);
	if (all)
		all->slots[slot] += 1;
	return 0;
}
