// attach: tracepoint:syscalls:sys_enter_write=by_hand
// attach: kprobe:ksys_write=twice
// attach: tracepoint:syscalls:sys_exit_write=twice
// attach: fentry:ksys_write=typed_twice
// attach: fexit:ksys_write=typed_twice
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

BPF_ARRAY(hits, u64, 16);

static int is_dd(void)
{
	char comm[TASK_COMM_LEN];
	bpf_get_current_comm(&comm, sizeof(comm));
	return comm[0] == 'd' && comm[1] == 'd' && comm[2] == 0;
}

inline void hit(int slot, int right)
{
	if (right && is_dd())
		hits.increment(slot);
}

int kprobe__ksys_write(struct pt_regs *ctx, unsigned int fd, const char *buf, size_t count)
{
	hit(0, fd == 1 && count == 1);
	return 0;
}

void kretprobe__ksys_write(struct pt_regs *ctx)
{
	hit(1, PT_REGS_RC(ctx) == 1);
}

void syscall__write(struct pt_regs *ctx, unsigned int fd, const char *buf, size_t count)
{
	hit(2, fd == 1 && count == 1);
}

int kprobe____x64_sys_write(struct pt_regs *ctx, unsigned int fd, const char *buf, size_t count)
{
	hit(3, fd == 1 && count == 1);
	return 0;
}

TRACEPOINT_PROBE(syscalls, sys_enter_write)
{
	hit(4, args->fd == 1 && args->count == 1);
	return 0;
}

RAW_TRACEPOINT_PROBE(sys_enter)
{
	struct pt_regs *regs = (struct pt_regs *)ctx->args[0];
	hit(5, ctx->args[1] == 1 && PT_REGS_PARM1(regs) == 1 && PT_REGS_PARM3_SYSCALL(regs) == 1);
	return 0;
}

KFUNC_PROBE(ksys_write, unsigned int fd, const char *buf, size_t count)
{
	hit(6, fd == 1 && count == 1);
	return 0;
}

KRETFUNC_PROBE(ksys_write, unsigned int fd, const char *buf, size_t count, long ret)
{
	hit(7, fd == 1 && ret == 1);
	return 0;
}

int by_hand(struct tracepoint__syscalls__sys_enter_write *args)
{
	hit(8, args->fd == 1);
	return 0;
}

void twice(void *ctx) { hit(9, 1); }

int kfunc__vmlinux__vfs_write(unsigned long long *ctx, struct file *file, const char *buf, size_t count)
{
	hit(10, count == 1 && (file->f_inode->i_mode & 0170000) == 0020000);
	return 0;
}

int typed_twice(unsigned long long *ctx, unsigned int fd)
{
	hit(11, fd == 1);
	return 0;
}

int kprobe__sys_write(struct pt_regs *ctx, const struct pt_regs *regs)
{
	hit(12, PT_REGS_PARM1(regs) == 1);
	return 0;
}
