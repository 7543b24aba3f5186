#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

static long (*future)(void *) = (void *)9999;

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	return future(ctx);
}

char LICENSE[] SEC("license") = "GPL";
