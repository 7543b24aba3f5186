// tail: nowhere[0]=f
// tail: jumps[4]=f
// tail: jumps[0]=absent
// tail: jumps=f
BPF_PROG_ARRAY(jumps, 4);
BPF_ARRAY(slots, u64, 4);
BPF_ARRAY_OF_MAPS(shelf, "later", 2);
BPF_ARRAY(later, u64, 4);
BPF_TABLE("extern", u32, u64, theirs, 4);
BPF_TABLE("hahs", u32, u64, wrong, 4);
BPF_TABLE("histogram", int, u32, dist, 4);
BPF_TABLE("stacktrace", int, u64, stacks, 4);
int f(void *ctx)
{
	u32 key = 0;
	u64 one = 1;
	slots.insert(&key, &one);
	stacks.lookup(&key);
	return 0;
}
