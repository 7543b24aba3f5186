// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Lesson 9, after bcc's bitehist.py: the sizes of disk requests, in KiB.
// attach: kprobe:blk_mq_end_request=trace_req_done
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

/* the power-of-two slot of a value: floor(log2(v)) + 1, and 1 for 0 */
static __always_inline unsigned int bpf_log2l(unsigned long v)
{
	unsigned int slot = 1;

	if (v >> 32) {
		v >>= 32;
		slot += 32;
	}
	if (v >> 16) {
		v >>= 16;
		slot += 16;
	}
	if (v >> 8) {
		v >>= 8;
		slot += 8;
	}
	if (v >> 4) {
		v >>= 4;
		slot += 4;
	}
	if (v >> 2) {
		v >>= 2;
		slot += 2;
	}
	if (v >> 1)
		slot += 1;
	return slot;
}

/* adds n to the counter in slot k of an array */
#define array_increment(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) *count_ = bpf_map_lookup_elem((map), &key_); \
	if (count_) \
		__sync_fetch_and_add(count_, (n)); \
})

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 64);
    __type(key, int);
    __type(value, u64);
} dist SEC(".maps");

SEC("kprobe/blk_mq_end_request")
int trace_req_done(struct pt_regs *ctx)
{
    struct request *req = (struct request *)PT_REGS_PARM1(ctx);
    array_increment(&dist, bpf_log2l(BPF_CORE_READ(req, __data_len) / 1024), 1);
    return 0;
}

char LICENSE[] SEC("license") = "GPL";
