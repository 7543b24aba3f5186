// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* A program of each kind, which counts how often it runs in the process that the test starts. */
#include <linux/bpf.h>
#include <linux/ptrace.h>
#include <stdbool.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include <bpf/usdt.bpf.h>

struct task_struct {
	int tgid;
	char comm[16];
} __attribute__((preserve_access_index));

struct seq_file;

struct bpf_iter_meta {
	struct seq_file *seq;
} __attribute__((preserve_access_index));

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
} __attribute__((preserve_access_index));

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 16);
	__type(key, __u32);
	__type(value, __u64);
} hits SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __s64);
} arguments SEC(".maps");

static __always_inline void hit(__u32 slot)
{
	__u64 *value = bpf_map_lookup_elem(&hits, &slot);
	if (value)
		__sync_fetch_and_add(value, 1);
}

static __always_inline int runs(const char *wanted)
{
	char name[16];
	bpf_get_current_comm(name, sizeof(name));
#pragma unroll
	for (int i = 0; i < 7; i++)
		if (name[i] != wanted[i])
			return 0;
	return 1;
}

static __always_inline int count(__u32 slot)
{
	if (runs("probed"))
		hit(slot);
	return 0;
}

SEC("kprobe") int on_function(void *ctx)
{
	return count(0);
}

SEC("kretprobe") int on_return(void *ctx)
{
	return count(1);
}

SEC("uprobe") int on_user(void *ctx)
{
	return count(2);
}

SEC("uretprobe") int on_user_return(void *ctx)
{
	return count(3);
}

SEC("usdt") int on_static(struct pt_regs *ctx)
{
#pragma unroll
	for (int i = 0; i < 6; i++) {
		long value;
		__u32 slot = i;
		if (!bpf_usdt_arg(ctx, i, &value)) {
			__s64 kept = value;
			bpf_map_update_elem(&arguments, &slot, &kept, BPF_ANY);
		}
	}
	return count(4);
}

SEC("perf_event") int on_sample(void *ctx)
{
	hit(5);
	return 0;
}

SEC("fmod_ret") int on_open(void *ctx)
{
	return runs("denied") ? -13 : 0;
}

SEC("lsm") int on_hook(void *ctx)
{
	int verdict = -1;
	/* clang would compute it, and the verifier not follow */
	asm volatile("" : "+r"(verdict));
	if (!runs("barred"))
		return 0;
	return verdict;
}

SEC("iter/task") int on_task(struct bpf_iter__task *ctx)
{
	static const char format[] = "%d %s\n";
	struct task_struct *task = ctx->task;
	if (!task)
		return 0;
	__u64 data[] = {task->tgid, (__u64)(unsigned long)task->comm};
	bpf_seq_printf(ctx->meta->seq, format, sizeof(format), data, sizeof(data));
	return 0;
}

SEC("tp_btf") int on_exec(void *ctx)
{
	return count(6);
}

SEC("xdp") int on_packet(struct xdp_md *ctx)
{
	hit(7);
	return XDP_PASS;
}

SEC("tracepoint") int on_event(void *ctx)
{
	return count(8);
}

SEC("fentry") int on_entry(void *ctx)
{
	return count(9);
}

char LICENSE[] SEC("license") = "GPL";
