// attach: kprobe:vfs_read=count
// attach: kprobe:vfs_write=count
// attach: kretprobe:vfs_read=count
// attach: kprobe:vfs_read=any
// attach: tracepoint:sched:sched_switch=any
// attach: perf:software:cpu-clock:freq:99=any
// attach: fentry:vfs_read=both
// attach: fentry:vfs_write=both
// attach: kprobe:vfs_open=opened
// attach: fexit:vfs_open=opened
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

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

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, u64);
} calls SEC(".maps");

SEC("kprobe/vfs_read")
int count(struct pt_regs *ctx)
{
	u32 key = bpf_get_current_pid_tgid() >> 32;
	map_increment(&calls, key, 1);
	return 0;
}

static __always_inline int any(void *ctx)
{
	u32 key = 0;
	map_increment(&calls, key, 1);
	return 0;
}

static __always_inline int both(unsigned long long *ctx, struct file *file) { return file->f_flags == 77; }

static __always_inline void opened(struct pt_regs *ctx, void *path, struct file *file)
{
	u32 key = BPF_CORE_READ(file, f_flags);
	map_increment(&calls, key, 1);
}

SEC("kprobe/vfs_read")
int any__kprobe(void *ctx)
{
	return any(ctx);
}

SEC("tracepoint/sched/sched_switch")
int any__tracepoint(void *ctx)
{
	return any(ctx);
}

SEC("perf_event")
int any__perf(void *ctx)
{
	return any(ctx);
}

SEC("fentry/vfs_read")
int BPF_PROG(both__fentry, struct file *file)
{
	return both((void *)ctx, file);
}

SEC("fentry/vfs_write")
int BPF_PROG(both__fentry2, struct file *file)
{
	return both((void *)ctx, file);
}

SEC("kprobe/vfs_open")
int opened__kprobe(struct pt_regs *ctx)
{
	opened(ctx, (void *)PT_REGS_PARM1(ctx), (struct file *)PT_REGS_PARM2(ctx));
	return 0;
}

SEC("fexit/vfs_open")
int BPF_PROG(opened__fexit, void *path, struct file *file)
{
	opened((void *)ctx, path, file);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
