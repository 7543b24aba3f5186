#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

enum no_such_enum {
	NO_SUCH_VALUE = 3,
};

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	return bpf_core_enum_value(enum no_such_enum, NO_SUCH_VALUE);
}

char LICENSE[] SEC("license") = "GPL";
