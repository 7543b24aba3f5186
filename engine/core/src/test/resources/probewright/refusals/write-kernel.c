#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

// attach: fentry:vfs_read=on_read
SEC("fentry/vfs_read")
int BPF_PROG(on_read, struct file *file)
{
	file->f_pos = 0;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
