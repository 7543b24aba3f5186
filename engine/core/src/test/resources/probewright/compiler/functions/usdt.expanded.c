// attach: usdt:/usr/bin/app:prov:begin=begin
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/usdt.bpf.h>

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

SEC("usdt")
int begin(struct pt_regs *ctx)
{
	u64 address = 0;
	int size = 0;
	char path[32] = {};

	bpf_usdt_readarg(1, ctx, &address);
	bpf_usdt_readarg(2, ctx, &size);
	bpf_probe_read_user(&path, sizeof(path), (void *)address);
	bpf_usdt_readarg_p(3, ctx, &path, sizeof(path));
	bpf_printk("%d %s\n", size, path);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
