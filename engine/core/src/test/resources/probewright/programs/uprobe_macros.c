// libbpf's macros for places in a process, which came with its release 1.2.
// workload: ls /
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 2);
	__type(key, u32);
	__type(value, u64);
} sizes SEC(".maps");

static void add(u32 slot, u64 n)
{
	u64 *sum = bpf_map_lookup_elem(&sizes, &slot);

	if (sum)
		__sync_fetch_and_add(sum, n);
}

SEC("uprobe//lib/x86_64-linux-gnu/libc.so.6:malloc")
int BPF_UPROBE(on_malloc, size_t size)
{
	add(0, size);
	return 0;
}

SEC("uretprobe//lib/x86_64-linux-gnu/libc.so.6:malloc")
int BPF_URETPROBE(after_malloc, void *where)
{
	add(1, !!where);
	return 0;
}
