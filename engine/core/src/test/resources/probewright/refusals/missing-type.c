#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct no_such_struct {
	int size;
} __attribute__((preserve_access_index));

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	return bpf_core_type_size(struct no_such_struct);
}

char LICENSE[] SEC("license") = "GPL";
