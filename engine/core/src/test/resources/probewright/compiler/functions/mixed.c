#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

BPF_HASH(start, u32);

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
	u32 key = file->f_flags;
	start.increment(key);
	return 0;
}

int kprobe__vfs_open(struct pt_regs *ctx, void *path, struct file *file)
{
	u32 key = file->f_flags;
	start.delete(&key);
	bpf_printk("%d\n", file->f_flags);
	return 0;
}
