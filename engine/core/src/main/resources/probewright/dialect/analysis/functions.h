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
