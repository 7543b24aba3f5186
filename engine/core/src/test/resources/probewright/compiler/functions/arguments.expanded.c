// attach: kprobe:syscall:openat=syscall__openat
// attach: kprobe:syscall:read=on_read
// attach: kretprobe:vfs_read=done
// attach: uprobe:/lib/libc.so.6:getenv=named
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

#define __user

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

SEC("kprobe/six")
int kprobe__six(struct pt_regs *ctx)
{
	int a = (int)PT_REGS_PARM1(ctx);
	long b = (long)PT_REGS_PARM2(ctx);
	const char __user *c = (const char *)PT_REGS_PARM3(ctx);
	u32 *d = (u32 *)PT_REGS_PARM4(ctx);
	char *e = (char *)PT_REGS_PARM5(ctx);
	u64 f = (u64)PT_REGS_PARM6(ctx);
	return a + b + (c != 0) + (d != 0) + (e != 0) + f;
}

SEC("kprobe/some")
int kprobe__some(struct pt_regs *ctx) { u64 count = (u64)PT_REGS_PARM2(ctx); return count; }

SEC("kprobe/__x64_sys_mmap")
int kprobe____x64_sys_mmap(struct pt_regs *ctx)
{
	struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(ctx);
	unsigned long addr = (unsigned long)PT_REGS_PARM1_CORE_SYSCALL(call_regs);
	size_t length = (size_t)PT_REGS_PARM2_CORE_SYSCALL(call_regs);
	int prot = (int)PT_REGS_PARM3_CORE_SYSCALL(call_regs);
	int flags = (int)PT_REGS_PARM4_CORE_SYSCALL(call_regs);
	int fd = (int)PT_REGS_PARM5_CORE_SYSCALL(call_regs);
	u64 offset = (u64)PT_REGS_PARM6_CORE_SYSCALL(call_regs);
	 // a comment behind the brace
	return addr + length + prot + flags + fd + offset;
}

SEC("kprobe/__x64_sys_clone")
int kprobe__sys_clone(struct pt_regs *ctx)
{
	struct pt_regs *regs = (struct pt_regs *)PT_REGS_PARM1(ctx);
	return PT_REGS_PARM1_CORE(regs) + PT_REGS_PARM4_CORE_SYSCALL(regs) + PT_REGS_SP_CORE(regs);
}

SEC("kprobe/__x64_sys_openat")
int syscall__openat(struct pt_regs *ctx)
{
	struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(ctx);
	int dfd = (int)PT_REGS_PARM1_CORE_SYSCALL(call_regs);
	const char *filename = (const char *)PT_REGS_PARM2_CORE_SYSCALL(call_regs);
	bpf_printk("%d %s\n", dfd, filename);
	return 0;
}

SEC("kprobe/__x64_sys_read")
int on_read(struct pt_regs *ctx) { struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(ctx); unsigned int fd = (unsigned int)PT_REGS_PARM1_CORE_SYSCALL(call_regs); return fd; }

SEC("kretprobe/vfs_read")
int done(struct pt_regs *ctx)
{
	struct pt_regs *user = PT_REGS_SYSCALL_CTX(ctx);
	long all = PT_REGS_RC(ctx) + PT_REGS_IP(ctx) + PT_REGS_SP(ctx) + PT_REGS_FP(ctx) + PT_REGS_RET(ctx);
	if (all > PT_REGS_PARM2_CORE_SYSCALL(user))
		return 0;
	bpf_printk("%d %d\n", all, PT_REGS_PARM6(ctx));
	return 0;
}

SEC("uprobe")
int named(struct pt_regs *ctx)
{
	const char *name = (const char *)PT_REGS_PARM1(ctx);
	char copy[16];
	bpf_probe_read_user_str(copy, sizeof(copy), name);
	return copy[0];
}

char LICENSE[] SEC("license") = "GPL";
