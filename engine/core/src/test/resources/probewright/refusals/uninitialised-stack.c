// Both kernels let programs with the rights to trace read what was never set on the stack.
struct place {
	u32 pid;
	u64 address;
};
BPF_HASH(seen, struct place);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct place place;
	u64 one = 1;
	place.address = PT_REGS_IP(ctx);
	seen.update(&place, &one);
	return 0;
}
