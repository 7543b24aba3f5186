#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct timespec_given {
	s64 seconds;
	s64 nanoseconds;
};

// attach: tracepoint:syscalls:sys_enter_nanosleep=on_sleep
SEC("tracepoint/syscalls/sys_enter_nanosleep")
int on_sleep(struct trace_event_raw_sys_enter *ctx)
{
	struct timespec_given *time = (struct timespec_given *)ctx->args[0];
	return time->seconds > 5;
}

char LICENSE[] SEC("license") = "GPL";
