// Functions that the program's own macros make, whole or in part.
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

struct tracepoint__sched__sched_switch {
	u64 __do_not_use__;
	char prev_comm[16];
	pid_t prev_pid;
	int prev_prio;
	long prev_state;
	char next_comm[16];
	pid_t next_pid;
	int next_prio;
};

/* adds n to the counter at key k, which begins at zero */
#define map_increment(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) zero_ = 0, *count_; \
	count_ = bpf_map_lookup_elem((map), &key_); \
	if (!count_) { \
		bpf_map_update_elem((map), &key_, &zero_, BPF_NOEXIST); \
		count_ = bpf_map_lookup_elem((map), &key_); \
	} \
	if (count_) \
		__sync_fetch_and_add(count_, (n)); \
})

/* a program and its map */
#define COUNTED(function)                                   \
	BPF_HASH(function##_calls, u32);                    \
	int kprobe__##function(struct pt_regs *ctx)         \
	{                                                   \
		u32 pid = bpf_get_current_pid_tgid() >> 32; \
		function##_calls.increment(pid);            \
		return 0;                                   \
	}

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, u64);
} vfs_read_calls SEC(".maps"); SEC("kprobe/vfs_read")
int kprobe__vfs_read(struct pt_regs *ctx) { u32 pid = bpf_get_current_pid_tgid() >> 32; map_increment(&vfs_read_calls, pid, 1); return 0; }
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, u64);
} vfs_write_calls SEC(".maps"); SEC("kprobe/vfs_write")
int kprobe__vfs_write(struct pt_regs *ctx) { u32 pid = bpf_get_current_pid_tgid() >> 32; map_increment(&vfs_write_calls, pid, 1); return 0; }

/* a helper */
#define READER(member)                                       \
	static u32 read_##member(struct task_struct *task)   \
	{                                                    \
		return task->member;                         \
	}

static __always_inline u32 read_tgid(struct task_struct *task) { return BPF_CORE_READ(task, tgid); }

/* a body */
#define NOTHING { return 0; }

SEC("kretprobe/vfs_read")
int kretprobe__vfs_read(struct pt_regs *ctx) { return 0; }

/* a beginning */
#define ON(event) TRACEPOINT_PROBE(sched, event)

SEC("tracepoint/sched/sched_switch")
int tracepoint__sched__sched_switch(struct tracepoint__sched__sched_switch *args)
{
	bpf_printk("to %d\n", args->next_pid);
	return 0;
}

/* a name */
#define RETURN_OF(function) kretprobe__##function

SEC("kretprobe/vfs_write")
int RETURN_OF(vfs_write)(struct pt_regs *ctx)
{
	bpf_printk("%d\n", read_tgid((struct task_struct *)bpf_get_current_task()));
	return 0;
}

/* parameters */
#define OPENING struct pt_regs *ctx, const struct path *path, struct file *file

SEC("kprobe/vfs_open")
int kprobe__vfs_open(struct pt_regs *ctx)
{
	struct file *file = (struct file *)PT_REGS_PARM2(ctx);
	bpf_printk("%d\n", BPF_CORE_READ(file, f_flags));
	return 0;
}

/* an end */
#define LEAVE return

SEC("kretprobe/vfs_open")
int kretprobe__vfs_open(struct pt_regs *ctx)
{
	if (PT_REGS_RC(ctx) < 0)
		return 0;
	bpf_printk("opened\n");
	return 0;
}

/* all of it between the brackets */
#define WANTED(...) __VA_ARGS__

SEC("kprobe")
int by_hand(struct pt_regs *ctx) { struct file *file = (struct file *)PT_REGS_PARM1(ctx); bpf_printk("%d\n", BPF_CORE_READ(file, f_flags)); return 0; }





char LICENSE[] SEC("license") = "GPL";
