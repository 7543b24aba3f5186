// Functions that the program's own macros make, whole or in part.
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/fs.h>

/* a program and its map */
#define COUNTED(function)                                   \
	BPF_HASH(function##_calls, u32);                    \
	int kprobe__##function(struct pt_regs *ctx)         \
	{                                                   \
		u32 pid = bpf_get_current_pid_tgid() >> 32; \
		function##_calls.increment(pid);            \
		return 0;                                   \
	}

COUNTED(vfs_read)
COUNTED(vfs_write)

/* a helper */
#define READER(member)                                       \
	static u32 read_##member(struct task_struct *task)   \
	{                                                    \
		return task->member;                         \
	}

READER(tgid)

/* a body */
#define NOTHING { return 0; }

int kretprobe__vfs_read(struct pt_regs *ctx) NOTHING

/* a beginning */
#define ON(event) TRACEPOINT_PROBE(sched, event)

ON(sched_switch)
{
	bpf_trace_printk("to %d\n", args->next_pid);
	return 0;
}

/* a name */
#define RETURN_OF(function) kretprobe__##function

int RETURN_OF(vfs_write)(struct pt_regs *ctx)
{
	bpf_trace_printk("%d\n", read_tgid((struct task_struct *)bpf_get_current_task()));
	return 0;
}

/* parameters */
#define OPENING struct pt_regs *ctx, const struct path *path, struct file *file

int kprobe__vfs_open(OPENING)
{
	bpf_trace_printk("%d\n", file->f_flags);
	return 0;
}

/* an end */
#define LEAVE return

void kretprobe__vfs_open(struct pt_regs *ctx)
{
	if (PT_REGS_RC(ctx) < 0)
		LEAVE;
	bpf_trace_printk("opened\n");
}

/* all of it between the brackets */
#define WANTED(...) __VA_ARGS__

WANTED(int by_hand(struct pt_regs *ctx, struct file *file)
{
	bpf_trace_printk("%d\n", file->f_flags);
	return 0;
})
