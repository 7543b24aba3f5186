// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Lesson 6, after bcc's disksnoop.py: void programs, a hash keyed by a pointer.
// attach: kprobe:blk_mq_start_request=trace_start
// attach: kprobe:blk_mq_end_request=trace_completion
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

/* struct request */

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, struct request *);
	__type(value, u64);
} start SEC(".maps");

SEC("kprobe/blk_mq_start_request")
int trace_start(struct pt_regs *ctx) {
	struct request *req = (struct request *)PT_REGS_PARM1(ctx);
	// stash start timestamp by request ptr
	u64 ts = bpf_ktime_get_ns();

	bpf_map_update_elem(&start, &req, &ts, BPF_ANY);
	return 0;
}

SEC("kprobe/blk_mq_end_request")
int trace_completion(struct pt_regs *ctx) {
	struct request *req = (struct request *)PT_REGS_PARM1(ctx);
	u64 *tsp, delta;

	tsp = bpf_map_lookup_elem(&start, &req);
	if (tsp == 0)
		return 0;
	delta = bpf_ktime_get_ns() - *tsp;
	bpf_printk("%d %x %llu\n", BPF_CORE_READ(req, __data_len),
	    BPF_CORE_READ(req, cmd_flags), delta / 1000);
	bpf_map_delete_elem(&start, &req);
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
