#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 16);
	__type(key, u32);
	__type(value, u64);
} hits SEC(".maps");

__attribute__((noinline)) int is_dd(int letter)
{
	char comm[16] = {};
	bpf_get_current_comm(comm, sizeof(comm));
	return comm[0] == letter && comm[1] == letter && comm[2] == 0;
}

static void hit(u32 slot, int right)
{
	u64 *count = bpf_map_lookup_elem(&hits, &slot);
	if (count && right && is_dd(100))
		__sync_fetch_and_add(count, 1);
}

SEC("kprobe/ksys_write")
int BPF_KPROBE(entered, unsigned int fd, const char *buf, size_t count)
{
	hit(0, fd == 1 && count == 1);
	return 0;
}

SEC("kretprobe/ksys_write")
int BPF_KRETPROBE(left, long ret)
{
	hit(1, ret == 1);
	return 0;
}

SEC("ksyscall/write")
int BPF_KSYSCALL(called, unsigned int fd, const char *buf, size_t count)
{
	hit(2, fd == 1 && count == 1);
	return 0;
}

SEC("tp/syscalls/sys_enter_write")
int traced(struct trace_event_raw_sys_enter *ctx)
{
	hit(3, ctx->args[0] == 1);
	return 0;
}

SEC("raw_tp/sys_enter")
int raw(struct bpf_raw_tracepoint_args *ctx)
{
	hit(4, ctx->args[1] == 1);
	return 0;
}

SEC("tp_btf/sys_enter")
int BPF_PROG(raw_typed, struct pt_regs *regs, long number)
{
	hit(5, number == 1 && regs->di == 1);
	return 0;
}

SEC("fentry/vfs_write")
int BPF_PROG(typed, struct file *file, const char *buf, size_t count)
{
	hit(6, (BPF_CORE_READ(file, f_inode, i_mode) & 0170000) == 0020000);
	return 0;
}

SEC("fexit/ksys_write")
int BPF_PROG(typed_left, unsigned int fd, const char *buf, size_t count, long ret)
{
	hit(7, ret == 1);
	return 0;
}

SEC("kprobe.multi/ksys_writ[e]")
int BPF_KPROBE(of_many, unsigned int fd, const char *buf, size_t count)
{
	hit(8, fd == 1 && count == 1);
	return 0;
}

SEC("kprobe.multi/ksys_write")
int BPF_KPROBE(of_one, unsigned int fd, const char *buf, size_t count)
{
	hit(9, fd == 1 && count == 1);
	return 0;
}
