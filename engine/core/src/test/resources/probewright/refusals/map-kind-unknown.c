#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct {
	__uint(type, 999);
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, u64);
} sizes SEC(".maps");

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	u32 key = 1;
	u64 *size = bpf_map_lookup_elem(&sizes, &key);
	return size ? *size : 0;
}

char LICENSE[] SEC("license") = "GPL";
