#define BPF_LICENSE Dual MIT/GPL
BPF_ARRAY(counts, u64, 4);

int sampled(struct bpf_perf_event_data *ctx)
{
	int slot = ctx->sample_period % 4;
	counts.increment(slot);
	return ctx->regs.sp == 0;
}

int seen(struct __sk_buff *skb) { return skb->len > 100 ? -1 : 0; }

int passed(struct xdp_md *ctx)
{
	return bpf_num_cpus() > 1 ? XDP_PASS : XDP_DROP;
}

int raw(struct bpf_raw_tracepoint_args *ctx) { return ctx->args[0]; }

int overridden(struct pt_regs *ctx)
{
	bpf_override_return(ctx, -12);
	return CUR_CPU_IDENTIFIER == 0;
}
