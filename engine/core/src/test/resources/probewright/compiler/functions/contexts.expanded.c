#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

#define bpf_num_cpus() 4

/* adds n to the counter in slot k of an array */
#define array_increment(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) *count_ = bpf_map_lookup_elem((map), &key_); \
	if (count_) \
		__sync_fetch_and_add(count_, (n)); \
})

#define CUR_CPU_IDENTIFIER BPF_F_CURRENT_CPU

#define BPF_LICENSE Dual MIT/GPL
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, int);
	__type(value, u64);
} counts SEC(".maps");

SEC("perf_event")
int sampled(struct bpf_perf_event_data *ctx)
{
	int slot = ctx->sample_period % 4;
	array_increment(&counts, slot, 1);
	return ctx->regs.sp == 0;
}

SEC("socket")
int seen(struct __sk_buff *skb) { return skb->len > 100 ? -1 : 0; }

SEC("xdp")
int passed(struct xdp_md *ctx)
{
	return bpf_num_cpus() > 1 ? XDP_PASS : XDP_DROP;
}

SEC("raw_tracepoint")
int raw(struct bpf_raw_tracepoint_args *ctx) { return ctx->args[0]; }

SEC("kprobe")
int overridden(struct pt_regs *ctx)
{
	bpf_override_return(ctx, -12);
	return CUR_CPU_IDENTIFIER == 0;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
