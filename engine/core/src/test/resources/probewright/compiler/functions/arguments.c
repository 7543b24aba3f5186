// attach: kprobe:syscall:openat=syscall__openat
// attach: kprobe:syscall:read=on_read
// attach: kretprobe:vfs_read=done
// attach: uprobe:/lib/libc.so.6:getenv=named
#include <uapi/linux/ptrace.h>

int kprobe__six(struct pt_regs *ctx, int a, long b, const char __user *c, u32 *d, char e[16], u64 f)
{
	return a + b + (c != 0) + (d != 0) + (e != 0) + f;
}

int kprobe__some(struct pt_regs *ctx, int unused, u64 count) { return count; }

int kprobe____x64_sys_mmap(struct pt_regs *ctx, unsigned long addr, size_t length, int prot,
	int flags, int fd, u64 offset)
{ // a comment behind the brace
	return addr + length + prot + flags + fd + offset;
}

int kprobe__sys_clone(struct pt_regs *ctx, struct pt_regs *regs)
{
	return PT_REGS_PARM1(regs) + PT_REGS_PARM4_SYSCALL(regs) + PT_REGS_SP(regs);
}

void syscall__openat(struct pt_regs *ctx, int dfd, const char *filename)
{
	bpf_trace_printk("%d %s\n", dfd, filename);
}

int on_read(struct pt_regs *ctx, unsigned int fd) { return fd; }

void done(struct pt_regs *ctx)
{
	struct pt_regs *user = PT_REGS_SYSCALL_CTX(ctx);
	long all = PT_REGS_RC(ctx) + PT_REGS_IP(ctx) + PT_REGS_SP(ctx) + PT_REGS_FP(ctx) + PT_REGS_RET(ctx);
	if (all > PT_REGS_PARM2_SYSCALL(user))
		return;
	bpf_trace_printk("%d %d\n", all, PT_REGS_PARM6(ctx));
}

int named(struct pt_regs *ctx, const char *name)
{
	char copy[16];
	bpf_probe_read_user_str(copy, sizeof(copy), name);
	return copy[0];
}
