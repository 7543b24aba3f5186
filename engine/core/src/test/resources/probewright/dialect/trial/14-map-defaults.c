BPF_HASH(plain);
BPF_HASH(keyed, u32);
BPF_HASH(valued, u32, struct list_head);
BPF_HASH(sized, int, int, 16);
BPF_HISTOGRAM(dist);
int f(void *ctx)
{
	u32 one = 1;
	plain.increment(1);
	keyed.increment(one, 10);
	dist.increment(bpf_log2l(77));
	return valued.lookup(&one) != 0;
}
