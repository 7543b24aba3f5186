struct pair { int a, b; };
BPF_HASH(pairs, struct pair, u64);
int f(void *ctx)
{
	pairs.increment((struct pair){1, 2});
	u64 *n = pairs.lookup(&(struct pair){.b = 2});
	return n ? *n : 0;
}
