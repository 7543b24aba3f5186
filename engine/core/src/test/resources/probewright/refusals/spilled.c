#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, u64);
} sizes SEC(".maps");

static __noinline u64 twice(u64 *size)
{
	return *size * 2;
}

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	u32 key = 1;
	u64 *kept[1];
	*(u64 *volatile *)kept = bpf_map_lookup_elem(&sizes, &key);
	bpf_printk("found");
	return twice(*(u64 *volatile *)kept);
}

char LICENSE[] SEC("license") = "GPL";
