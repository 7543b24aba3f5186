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
} start SEC(".maps");

SEC("kprobe/vfs_read")
int BPF_KPROBE(on_read, struct file *file)
{
	u32 key = BPF_CORE_READ(file, f_flags);
	u64 one = 1;
	bpf_map_update_elem(&start, &key, &one, 0);
	return 0;
}

SEC("kprobe/vfs_write")
int on_write(struct pt_regs *ctx)
{
	struct file *file = (struct file *)PT_REGS_PARM1(ctx);
	u32 key = BPF_CORE_READ(file, f_flags);
	map_increment(&start, key, 1);
	return 0;
}

SEC("kprobe/vfs_open")
int kprobe__vfs_open(struct pt_regs *ctx)
{
	struct file *file = (struct file *)PT_REGS_PARM2(ctx);
	u32 key = BPF_CORE_READ(file, f_flags);
	bpf_map_delete_elem(&start, &key);
	bpf_printk("%d\n", BPF_CORE_READ(file, f_flags));
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
