#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

extern struct task_struct *bpf_task_acquire(struct task_struct *task) __ksym;

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	bpf_task_acquire((void *)bpf_get_current_task());
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
