BPF_TABLE("lru_hash", u32, u64, recent, 128);
BPF_TABLE("percpu_hash", u64, u32, each, 64);
BPF_PERCPU_ARRAY(scratch, struct list_head, 1);
BPF_QUEUE(waiting, u32, 32);
BPF_PROG_ARRAY(next, 4);
int f(void *ctx)
{
	u32 v = 3;
	u64 w = 4;
	recent.update(&v, &w);
	waiting.push(&v, 0);
	next.call(ctx, 2);
	return 0;
}
