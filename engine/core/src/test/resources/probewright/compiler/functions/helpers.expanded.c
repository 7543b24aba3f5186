#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

static int deeper(struct request *req);

static __always_inline int alone(int x) { return x + 1; }

static __always_inline int both(int x)
{
	return x + 2;
}

__always_inline int already(int x) { return x; }

static __noinline int called(int x) { return x * 3; }

static __always_inline
int plain(struct request *req) { return BPF_CORE_READ(req, __data_len); }

static __always_inline void nothing(void) {}

static __always_inline int deeper(struct request *req) { return plain(req) + BPF_CORE_READ(req, cmd_flags); }

SEC("kprobe/a")
int kprobe__a(struct pt_regs *ctx)
{
	struct request *req = (struct request *)PT_REGS_PARM1(ctx);
	nothing();
	return alone(1) + both(2) + already(3) + called(4) + deeper(req);
}

SEC("kprobe/b")
int kprobe__b(void *ctx) { if (called(3)) return 0; { nothing(); return 0; } return 0; }

char LICENSE[] SEC("license") = "GPL";
