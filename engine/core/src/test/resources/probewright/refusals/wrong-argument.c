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

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	u32 *position = (u32 *)PT_REGS_PARM4(ctx);
	u64 *size = bpf_map_lookup_elem(&sizes, position);
	return size != 0;
}

char LICENSE[] SEC("license") = "GPL";
