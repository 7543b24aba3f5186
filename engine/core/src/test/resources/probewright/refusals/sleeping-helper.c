#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	char text[16] = {};
	bpf_copy_from_user(text, sizeof(text), (void *)PT_REGS_PARM2(ctx));
	return text[0];
}

char LICENSE[] SEC("license") = "GPL";
