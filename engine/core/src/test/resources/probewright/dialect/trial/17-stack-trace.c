BPF_STACK_TRACE(stacks, 1024);
BPF_HASH(by_stack, int);
int f(struct bpf_perf_event_data *ctx)
{
	int id = stacks.get_stackid(&ctx->regs, 1 << 8);
	if (id >= 0)
		by_stack.increment(id);
	return ctx->sample_period != 0;
}
