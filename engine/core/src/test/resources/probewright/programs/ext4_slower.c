// attach: kprobe:ext4_file_read_iter=by_iocb
// attach: kprobe:ext4_file_write_iter=by_iocb
// attach: kprobe:ext4_file_open=by_open
// attach: kprobe:ext4_sync_file=by_file
// attach: kretprobe:ext4_file_read_iter=finished
// attach: kretprobe:ext4_file_write_iter=finished
// attach: kretprobe:ext4_file_open=finished
// attach: kretprobe:ext4_sync_file=finished
// Operations of ext4 above a limit; one program ends them all and tells them by where they began.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/dcache.h>

#ifndef LIMIT_US
#define LIMIT_US 0
#endif
#define OVER_LIMIT(ns) (!LIMIT_US || (ns) / 1000 >= LIMIT_US)

struct task_at_t { struct file *file; u64 since, function; loff_t place; };
struct slow_t { u64 us, function, ino; loff_t place; long result; u32 created; char name[DNAME_INLINE_LEN]; };
BPF_HASH(at_work, u32, struct task_at_t);
BPF_PERF_OUTPUT(slow);

static int remember(struct pt_regs *ctx, struct file *file, loff_t place)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct task_at_t t = {.since = bpf_ktime_get_ns(), .function = PT_REGS_IP(ctx)};

	t.file = file;
	t.place = place;
	at_work.update(&tid, &t);
	return 0;
}

int by_iocb(struct pt_regs *ctx, struct kiocb *iocb)
{
	return remember(ctx, iocb->ki_filp, iocb->ki_pos);
}

int by_open(struct pt_regs *ctx, struct inode *inode, struct file *file)
{
	return remember(ctx, file, 0);
}

int by_file(struct pt_regs *ctx, struct file *file, loff_t from)
{
	return remember(ctx, file, from);
}

int finished(struct pt_regs *ctx)
{
	u32 tid = bpf_get_current_pid_tgid();
	struct task_at_t *t = at_work.lookup(&tid);
	struct slow_t s = {.result = PT_REGS_RC(ctx)};
	u64 ns;

	if (t == NULL)
		return 0;
	ns = bpf_ktime_get_ns() - t->since;
	if (OVER_LIMIT(ns)) {
		struct file *file = t->file;
		struct qstr name = file->f_path.dentry->d_name;

		s.us = ns / 1000;
		s.function = t->function;
		s.place = t->place;
		s.ino = t->file->f_inode->i_ino;
		s.created = file->f_mode & FMODE_CREATED ? 1 : 0;
		bpf_probe_read_kernel_str(s.name, sizeof(s.name), name.name);
		slow.perf_submit(ctx, &s, sizeof(s));
	}
	at_work.delete(&tid);
	return 0;
}
