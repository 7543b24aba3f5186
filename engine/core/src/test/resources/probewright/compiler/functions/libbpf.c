// SPDX-License-Identifier: Apache-2.0
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include <bpf/usdt.bpf.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

struct event {
	int pid;
	char comm[16];
};

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 * 1024);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, u32);
	__type(value, u64);
} counts SEC(".maps");

const volatile int wanted = 0;

static int helper(int x)
{
	return x + wanted;
}

__attribute__((noinline)) int subprogram(int x)
{
	return x * 2;
}

SEC("kprobe/vfs_read")
int BPF_KPROBE(on_read, struct file *file, char *buffer)
{
	struct event *e = bpf_ringbuf_reserve(&events, sizeof(*e), 0);
	if (!e)
		return 0;
	e->pid = BPF_CORE_READ(file, f_inode, i_ino) + subprogram(3);
	bpf_get_current_comm(e->comm, sizeof(e->comm));
	bpf_ringbuf_submit(e, 0);
	return 0;
}

SEC("kretprobe/vfs_read")
int BPF_KRETPROBE(read_done, long ret) { return helper(ret); }

SEC("tp/sched/sched_switch")
int on_switch(void *ctx) { bpf_printk("switch %d", wanted); return 0; }

SEC("tp_btf/sched_switch")
int BPF_PROG(on_switch_typed, bool preempt, struct task_struct *prev) { return prev->pid == 1; }

SEC("raw_tp/sched_switch") int raw(struct bpf_raw_tracepoint_args *ctx) { return 0; }

SEC("fentry/vfs_read")
int BPF_PROG(entry, struct file *file) { return file->f_flags == 1; }

SEC("fexit/vfs_read") int BPF_PROG(leave, struct file *file) { return 0; }

SEC("lsm/bprm_check_security")
int BPF_PROG(checked, struct linux_binprm *bprm, int ret) { return ret; }

SEC("iter/task")
int dump(struct bpf_iter__task *ctx) { return 0; }

SEC("ksyscall/openat")
int BPF_KSYSCALL(opening, int dfd, const char *name) { return dfd; }

SEC("uprobe//lib/libc.so.6:getenv") int named(struct pt_regs *ctx) { return 0; }

SEC("usdt//usr/bin/app:prov:begin")
int BPF_USDT(begun, int a) { return a; }

SEC("kprobe.multi/vfs_*")
int BPF_KPROBE(many, struct file *file) { return 0; }

SEC("perf_event") int sampled(struct bpf_perf_event_data *ctx) { return 0; }
