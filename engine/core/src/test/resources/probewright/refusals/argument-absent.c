#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

// attach: fentry:vfs_read=on_read
SEC("fentry/vfs_read")
int on_read(u64 *ctx)
{
	return ctx[9] > 3;
}

char LICENSE[] SEC("license") = "GPL";
