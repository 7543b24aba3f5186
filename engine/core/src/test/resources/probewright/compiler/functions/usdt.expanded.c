// attach: usdt:/usr/bin/app:prov:begin=begin
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/usdt.bpf.h>

/* an argument of a user probe, counted from 1 */
#define bpf_usdt_readarg(number, ctx, to) ({ \
	long argument_ = 0; \
	int result_ = bpf_usdt_arg((struct pt_regs *)(ctx), (number) - 1, &argument_); \
	*(to) = (typeof(*(to)))argument_; \
	result_; \
})

/* what such an argument points at in the process's memory */
#define bpf_usdt_readarg_p(number, ctx, to, size) ({ \
	long address_ = 0; \
	int result_ = bpf_usdt_arg((struct pt_regs *)(ctx), (number) - 1, &address_); \
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
