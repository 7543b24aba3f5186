#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
__attribute__((naked)) int on_read(struct pt_regs *ctx)
{
	asm volatile("exit");
}

char LICENSE[] SEC("license") = "GPL";
