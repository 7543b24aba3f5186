#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct task_struct___other {
	int colour;
} __attribute__((preserve_access_index));

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	struct task_struct___other *task = (void *)bpf_get_current_task();
	return BPF_CORE_READ(task, colour);
}

char LICENSE[] SEC("license") = "GPL";
