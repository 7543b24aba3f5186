/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What a program in bcc's dialect may take to be declared, beside its maps. The
 * analysis reads this before the program, so that the program's text type-checks
 * as it is.
 */
#define bpf_trace_printk pw_helper_trace_printk
#include <bpf/bpf_helpers.h>
#undef bpf_trace_printk
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include <bpf/usdt.bpf.h>

/* a program with its context and what it takes, however the macro hands it over */
#undef BPF_PROG
#undef BPF_KPROBE
#undef BPF_KRETPROBE
#undef BPF_KSYSCALL
#undef BPF_USDT
#undef BPF_UPROBE
#undef BPF_URETPROBE
#define BPF_PROG(name, args...) name(unsigned long long *ctx, ##args)
#define BPF_KPROBE(name, args...) name(struct pt_regs *ctx, ##args)
#define BPF_KRETPROBE(name, args...) name(struct pt_regs *ctx, ##args)
#define BPF_UPROBE(name, args...) name(struct pt_regs *ctx, ##args)
#define BPF_URETPROBE(name, args...) name(struct pt_regs *ctx, ##args)
#define BPF_KSYSCALL(name, args...) name(struct pt_regs *ctx, ##args)
#define BPF_USDT(name, args...) name(struct pt_regs *ctx, ##args)

#define TRACEPOINT_PROBE(category, event) \
	int tracepoint__##category##__##event(struct tracepoint__##category##__##event *args)
#define RAW_TRACEPOINT_PROBE(event) int raw_tracepoint__##event(struct bpf_raw_tracepoint_args *ctx)
#define KFUNC_PROBE(function, args...) int kfunc__vmlinux__##function(unsigned long long *ctx, ##args)
#define KRETFUNC_PROBE(function, args...) int kretfunc__vmlinux__##function(unsigned long long *ctx, ##args)
#define MODULE_KFUNC_PROBE(module, function, args...) \
	int kfunc__##module##__##function(unsigned long long *ctx, ##args)
#define MODULE_KRETFUNC_PROBE(module, function, args...) \
	int kretfunc__##module##__##function(unsigned long long *ctx, ##args)
#define KMOD_RET(function, args...) int kmod_ret__vmlinux__##function(unsigned long long *ctx, ##args)
#define LSM_PROBE(hook, args...) int lsm__##hook(unsigned long long *ctx, ##args)
#define BPF_ITER(target) int bpf_iter__##target(struct bpf_iter__##target *ctx)

void pw_read_data_loc(const void *to, int locator, ...);
#define TP_DATA_LOC_READ(to, field) pw_read_data_loc((to), args->data_loc_##field)
#define TP_DATA_LOC_READ_CONST(to, field, size) pw_read_data_loc((to), args->data_loc_##field, (size))
#define TP_DATA_LOC_READ_STR(to, field, size) pw_read_data_loc((to), args->data_loc_##field, (size))

int bpf_usdt_readarg(int number, const void *ctx, const void *to);
int bpf_usdt_readarg_p(int number, const void *ctx, const void *to, u64 size);

#define CUR_CPU_IDENTIFIER BPF_F_CURRENT_CPU

#define PT_REGS_SYSCALL_CTX(ctx) PT_REGS_SYSCALL_REGS(ctx)
#ifndef PT_REGS_PARM6
#if defined(__TARGET_ARCH_arm64)
#define PT_REGS_PARM6(ctx) (__PT_REGS_CAST(ctx)->regs[5])
#else
#define PT_REGS_PARM6(ctx) (__PT_REGS_CAST(ctx)->r9)
#endif
#define PT_REGS_PARM6_SYSCALL(ctx) PT_REGS_PARM6(ctx)
#endif

#undef bpf_printk
int bpf_printk(const char *format, ...) __attribute__((format(printf, 1, 2)));
int bpf_trace_printk(const char *format, ...) __attribute__((format(printf, 1, 2)));

u16 bpf_ntohs(u16);
u32 bpf_ntohl(u32);
u64 bpf_be64_to_cpu(u64);
u16 bpf_htons(u16);
u32 bpf_htonl(u32);
u64 bpf_cpu_to_be64(u64);
u16 ntohs(u16);
u32 ntohl(u32);
u16 htons(u16);
u32 htonl(u32);

int incr_cksum_l3(const void *at, u64 from, u64 to);
int incr_cksum_l4(const void *at, u64 from, u64 to, u64 pseudo);
