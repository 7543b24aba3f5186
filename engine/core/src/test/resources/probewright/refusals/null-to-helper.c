#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, u32);
} sizes SEC(".maps");

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	u32 key = 1;
	u32 *next = bpf_map_lookup_elem(&sizes, &key);
	u32 *size = bpf_map_lookup_elem(&sizes, next);
	return size != 0;
}

char LICENSE[] SEC("license") = "GPL";
