#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

extern void bpf_no_such_kfunc(void *task) __ksym;

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	bpf_no_such_kfunc(ctx);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
