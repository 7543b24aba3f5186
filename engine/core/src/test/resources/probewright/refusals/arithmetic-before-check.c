struct pair {
	u64 first;
	u64 second;
};
BPF_HASH(pairs, u32, struct pair);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = 1;
	struct pair *pair = pairs.lookup(&key);
	u64 *second = &pair->second;
	asm volatile("%0 += 0" : "+r"(second));
	if (!second)
		return 0;
	return *second;
}
