#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

extern void tcp_slow_start(struct tcp_sock *tp, u32 acked) __ksym;

// attach: kprobe:vfs_read=on_read
SEC("kprobe/vfs_read")
int on_read(struct pt_regs *ctx)
{
	tcp_slow_start((void *)bpf_get_current_task(), 1);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
