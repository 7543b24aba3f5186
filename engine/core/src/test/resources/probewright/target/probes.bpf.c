// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
/* Counts the writes of dd by several kinds of probe, and tells each of them by all three ways out. */
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

struct event {
	__u64 number;
	__u32 pid;
};

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 8);
	__type(key, __u32);
	__type(value, __u64);
} counts SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, __u32);
	__type(value, __u64);
} by_pid SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 64);
	__type(key, __u32);
	__type(value, __u32);
} by_cpu SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__type(key, __u32);
	__type(value, __u32);
} events SEC(".maps");

struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 256 << 10);
} rings SEC(".maps");

static __always_inline __u64 count(__u32 slot)
{
	char name[16];
	bpf_get_current_comm(name, sizeof(name));
	if (name[0] != 'd' || name[1] != 'd' || name[2])
		return 0;
	__u64 *value = bpf_map_lookup_elem(&counts, &slot);
	return value ? __sync_fetch_and_add(value, 1) + 1 : 0;
}

SEC("kprobe") int by_kprobe(void *ctx)
{
	struct event event = {.number = count(0)};
	if (!event.number)
		return 0;
	event.pid = bpf_get_current_pid_tgid() >> 32;
	__u64 one = 1, *value = bpf_map_lookup_elem(&by_pid, &event.pid);
	if (value)
		*value += 1;
	else
		bpf_map_update_elem(&by_pid, &event.pid, &one, BPF_ANY);
	__u32 seven = 7;
	bpf_map_update_elem(&by_cpu, &seven, &seven, BPF_ANY);
	bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &event, sizeof(event));
	if (event.number <= 3) {
		bpf_ringbuf_output(&rings, &event, sizeof(event), 0);
		bpf_printk("write %d", (int)event.number);
	}
	return 0;
}

SEC("kretprobe") int by_kretprobe(void *ctx)
{
	count(1);
	return 0;
}

SEC("tracepoint") int by_tracepoint(void *ctx)
{
	count(2);
	return 0;
}

SEC("raw_tracepoint") int by_raw_tracepoint(void *ctx)
{
	count(3);
	return 0;
}

SEC("fentry") int by_fentry(void *ctx)
{
	count(4);
	return 0;
}

SEC("fexit") int by_fexit(void *ctx)
{
	count(5);
	return 0;
}

SEC("kprobe") int refused(void *ctx)
{
	__u64 *value = bpf_map_lookup_elem(&counts, &(__u32){0});
	*value = 1;
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
