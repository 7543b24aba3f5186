#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

static __noinline int inner(void *from)
{
	char text[300] = {};
	bpf_probe_read_kernel(text, 200, from);
	return text[5] + text[7];
}

static __noinline int outer(void *from)
{
	char text[300] = {};
	bpf_probe_read_kernel(text, 250, from);
	return text[5] + inner(from + text[3]);
}

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	return outer(ctx);
}

char LICENSE[] SEC("license") = "GPL";
