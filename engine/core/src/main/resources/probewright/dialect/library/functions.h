/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What calls become where libbpf has another name.
 * An expanded program gets the items that it uses.
 */

#define ntohs(x) bpf_ntohs(x)

#define ntohl(x) bpf_ntohl(x)

#define htons(x) bpf_htons(x)

#define htonl(x) bpf_htonl(x)

#define CUR_CPU_IDENTIFIER BPF_F_CURRENT_CPU

/* the bytes that a field of a tracepoint's record points at: their place is in its lower half */
#define TP_DATA_LOC_READ_CONST(to, field, size) \
	bpf_probe_read_kernel((void *)(to), (size), (const char *)args + (args->data_loc_##field & 0xffff))

/* the same, as many as the field says in its upper half */
#define TP_DATA_LOC_READ(to, field) \
	TP_DATA_LOC_READ_CONST(to, field, (unsigned int)args->data_loc_##field >> 16)

/* the same up to the zero that ends a string */
#define TP_DATA_LOC_READ_STR(to, field, size) \
	bpf_probe_read_kernel_str((void *)(to), (size), (const char *)args + (args->data_loc_##field & 0xffff))

/* an argument of a user probe, counted from 0: libbpf's forms, and that of a base with an index (3) */
static __always_inline int usdt_argument(struct pt_regs *ctx, unsigned int number, long *to)
{
	struct __bpf_usdt_spec *places;
	struct __bpf_usdt_arg_spec *place;
	unsigned long base = 0, index = 0, value = 0;
	int id = __bpf_usdt_spec_id(ctx), result;

	places = bpf_map_lookup_elem(&__bpf_usdt_specs, &id);
	if (!places || number >= BPF_USDT_MAX_ARG_CNT)
		return bpf_usdt_arg(ctx, number, to);
	place = &places->args[number];
	if ((unsigned int)place->arg_type != 3)
		return bpf_usdt_arg(ctx, number, to);
	if (place->reg_off >= 0)
		bpf_probe_read_kernel(&base, sizeof(base), (void *)ctx + place->reg_off);
	bpf_probe_read_kernel(&index, sizeof(index), (void *)ctx + (place->val_off >> 32 & 0xffff));
	result = bpf_probe_read_user(&value, sizeof(value),
				     (void *)(base + (index << (place->val_off >> 48 & 3)) + (int)place->val_off));
	value <<= place->arg_bitshift;
	*to = place->arg_signed ? (long)value >> place->arg_bitshift : (long)(value >> place->arg_bitshift);
	return result;
}

/* an argument of a user probe, counted from 1 */
#define bpf_usdt_readarg(number, ctx, to) ({ \
	long argument_ = 0; \
	int result_ = usdt_argument((struct pt_regs *)(ctx), (number) - 1, &argument_); \
	*(to) = (typeof(*(to)))argument_; \
	result_; \
})

/* what such an argument points at in the process's memory */
#define bpf_usdt_readarg_p(number, ctx, to, size) ({ \
	long address_ = 0; \
	int result_ = usdt_argument((struct pt_regs *)(ctx), (number) - 1, &address_); \
	result_ ? result_ : (int)bpf_probe_read_user((to), (size), (const void *)address_); \
})

/* the caller's registers, which the entry code of a system call hands on by their address */
#define PT_REGS_SYSCALL_CTX(ctx) PT_REGS_SYSCALL_REGS(ctx)

/* the sixth argument, which libbpf's older headers leave out */
#ifndef PT_REGS_PARM6
#if defined(__TARGET_ARCH_arm64)
#define PT_REGS_PARM6(ctx) (__PT_REGS_CAST(ctx)->regs[5])
#else
#define PT_REGS_PARM6(ctx) (__PT_REGS_CAST(ctx)->r9)
#endif
#endif

/* the same, read through a pointer that is not the context */
#ifndef PT_REGS_PARM6_CORE
#if defined(__TARGET_ARCH_arm64)
#define PT_REGS_PARM6_CORE(ctx) BPF_CORE_READ(__PT_REGS_CAST(ctx), regs[5])
#else
#define PT_REGS_PARM6_CORE(ctx) BPF_CORE_READ(__PT_REGS_CAST(ctx), r9)
#endif
#endif

/* the same of a system call, read from the caller's registers */
#ifndef PT_REGS_PARM6_CORE_SYSCALL
#define PT_REGS_PARM6_CORE_SYSCALL(ctx) PT_REGS_PARM6_CORE(ctx)
#endif

/* mends the checksum at an offset for a field of the network layer that changed */
#define incr_cksum_l3(skb, at, from, to) \
	bpf_l3_csum_replace((skb), (u64)(at), packet_wire((from), sizeof(to)), packet_wire((to), sizeof(to)), \
		sizeof(to) <= 2 ? 2 : 4)

/* the same of the transport layer, or for a field of the network layer that its checksum covers too */
#define incr_cksum_l4(skb, at, from, to, pseudo) \
	bpf_l4_csum_replace((skb), (u64)(at), packet_wire((from), sizeof(to)), packet_wire((to), sizeof(to)), \
		(((pseudo) & 1) << 4) | (sizeof(to) <= 2 ? 2 : 4))

/* a program of a place in a process with its arguments, as libbpf 1.2 and later call it */
#ifndef BPF_UPROBE
#define BPF_UPROBE(name, args...) BPF_KPROBE(name, ##args)
#endif

/* the same with what a function in a process returns */
#ifndef BPF_URETPROBE
#define BPF_URETPROBE(name, args...) BPF_KRETPROBE(name, ##args)
#endif
