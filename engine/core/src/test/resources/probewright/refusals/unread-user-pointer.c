#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

// attach: kprobe:__x64_sys_unlink=on_unlink
SEC("kprobe/__x64_sys_unlink")
int on_unlink(struct pt_regs *ctx)
{
	struct pt_regs *regs = PT_REGS_SYSCALL_REGS(ctx);
	const char *path = (const char *)PT_REGS_PARM1_CORE_SYSCALL(regs);
	if (path[0] == '/')
		bpf_printk("absolute");
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
