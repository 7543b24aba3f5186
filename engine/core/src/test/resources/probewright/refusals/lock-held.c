#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct counter {
	struct bpf_spin_lock lock;
	u64 sum;
};
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, struct counter);
} counters SEC(".maps");

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	u32 key = 1;
	struct counter *counter = bpf_map_lookup_elem(&counters, &key);
	if (!counter)
		return 0;
	bpf_spin_lock(&counter->lock);
	counter->sum++;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
