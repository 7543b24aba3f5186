#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

/* adds n to the counter in slot k of an array */
#define array_increment(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) *count_ = bpf_map_lookup_elem((map), &key_); \
	if (count_) \
		__sync_fetch_and_add(count_, (n)); \
})

/* the same where no other CPU has the counter, or where it is too narrow to be added to at once */
#define array_add(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) *count_ = bpf_map_lookup_elem((map), &key_); \
	if (count_) \
		*count_ += (n); \
})

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

/* the same where no other CPU has the counter, or where it is too narrow to be added to at once */
#define map_add(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) zero_ = 0, *count_; \
	count_ = bpf_map_lookup_elem((map), &key_); \
	if (!count_) { \
		bpf_map_update_elem((map), &key_, &zero_, BPF_NOEXIST); \
		count_ = bpf_map_lookup_elem((map), &key_); \
	} \
	if (count_) \
		*count_ += (n); \
})

/* the value at a key, made from a first value where there is none; NULL when the map is full */
#define map_lookup_or_try_init(map, k, first) ({ \
	typeof((map)->key) key_ = (k); \
	typeof(*(map)->value) *value_ = bpf_map_lookup_elem((map), key_); \
	if (!value_) { \
		bpf_map_update_elem((map), key_, (first), BPF_NOEXIST); \
		value_ = bpf_map_lookup_elem((map), key_); \
	} \
	value_; \
})

/* the same; a full map ends the function with 0 */
#define map_lookup_or_init(map, k, first) ({ \
	typeof(*(map)->value) *made_ = map_lookup_or_try_init((map), k, first); \
	if (!made_) \
		return 0; \
	made_; \
})

/* the same in a function without a result */
#define map_lookup_or_init_void(map, k, first) ({ \
	typeof(*(map)->value) *made_ = map_lookup_or_try_init((map), k, first); \
	if (!made_) \
		return; \
	made_; \
})

// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Every method of every kind of map.
struct item_t {
	u32 a;
	u16 b;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, struct item_t);
} hash SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, u64);
} sums SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, struct item_t);
	__type(value, u64);
} pairs SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, u16);
} narrow SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, u64);
} cpusums SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, int);
	__type(value, u64);
} slots SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
	__uint(max_entries, 4);
	__type(key, int);
	__type(value, u64);
} cpuslots SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_LRU_HASH);
	__uint(max_entries, 128);
	__type(key, u32);
	__type(value, u64);
} recent SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_STACK_TRACE);
	__uint(max_entries, 64);
	__type(key, u32);
	__type(value, u64[127]);
} stacks SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 4);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} jumps SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} events SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} packets SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} texts SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} times SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} ring SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 4096);
} records SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
	__uint(max_entries, 8);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} counters SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, sizeof(u32));
	__uint(value_size, sizeof(u32));
} groups SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_QUEUE);
	__uint(max_entries, 16);
	__type(value, struct item_t);
} queue SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_DEVMAP);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, u32);
} devices SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 4);
	__type(key, int);
	__type(value, u64);
} first SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY_OF_MAPS);
	__uint(max_entries, 2);
	__type(key, u32);
	__array(values, typeof(first));
} shelf SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_SOCKMAP);
	__uint(max_entries, 4);
	__type(key, u32);
	__type(value, u32);
} socks SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_SOCKHASH);
	__uint(max_entries, 16);
	__type(key, u32);
	__type(value, u32);
} sockhash SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_SK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, u64);
} of_sock SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_TASK_STORAGE);
	__uint(map_flags, BPF_F_NO_PREALLOC);
	__type(key, int);
	__type(value, u32);
} of_task SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_CGROUP_STORAGE);
	__type(key, struct bpf_cgroup_storage_key);
	__type(value, u64);
} of_group SEC(".maps");

SEC("kprobe/vfs_write")
int kprobe__vfs_write(struct pt_regs *ctx)
{
	map_increment(&sums, 1, 1);
	return 0;
}

static __always_inline void note(u32 key)
{
	struct item_t none = {}, *item;

	item = map_lookup_or_init_void(&hash, &key, &none);
	item->a++;
}

SEC("kprobe/vfs_read")
int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct item_t zero = {}, *item;
	struct { u32 pid; u64 when; } event = {};
	struct bpf_perf_event_value counted;
	char text[8] = "text";
	u64 now = 0, *sum;
	u32 key = 1;

	note(key);
	item = bpf_map_lookup_elem(&hash, &key);
	if (item)
		bpf_map_delete_elem(&hash, &key);
	bpf_map_update_elem(&hash, &key, &zero, BPF_ANY);
	bpf_map_update_elem(&hash, &key, &zero, BPF_NOEXIST);
	item = map_lookup_or_try_init(&hash, &key, &zero);
	item = map_lookup_or_init(&hash, &key, &zero);
	item->b = bpf_get_stackid(ctx, &stacks, 0);
	map_increment(&sums, key, 1);
	map_increment(&pairs, ((struct item_t){key, 2}), 1);
	map_lookup_or_try_init(&pairs, (&(struct item_t){key, 3}), (&(u64){1}));
	map_increment(&sums, key, item->a + 1);
	map_add(&narrow, key, 1);
	map_add(&cpusums, key, 2);
	array_increment(&slots, 1, 1);
	array_add(&cpuslots, 1, 1);
	map_increment(&recent, key, 1);
	bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &event, sizeof(event));
	bpf_perf_event_output(ctx, &texts, BPF_F_CURRENT_CPU, text, sizeof(text));
	bpf_perf_event_output(ctx, &times, BPF_F_CURRENT_CPU, &now, sizeof(now));
	bpf_ringbuf_output(&ring, &now, sizeof(now), 0);
	item = bpf_ringbuf_reserve(&records, sizeof(*item), 0);
	if (!item)
		return 0;
	if (bpf_ringbuf_query(&records, 0) > 100)
		bpf_ringbuf_discard(item, 0);
	else
		bpf_ringbuf_submit(item, 0);
	now = bpf_perf_event_read(&counters, 0);
	bpf_perf_event_read_value(&counters, 0, &counted, sizeof(counted));
	if (bpf_current_task_under_cgroup(&groups, 0))
		return 0;
	bpf_map_push_elem(&queue, &zero, 0);
	bpf_map_peek_elem(&queue, &zero);
	bpf_map_pop_elem(&queue, &zero);
	int zeroth = 0;
	u64 *inner = bpf_map_lookup_elem(&shelf, &zeroth);
	if (inner)
		sum = bpf_map_lookup_elem(inner, &zeroth);
	bpf_tail_call(ctx, &jumps,
		   2);
	return 0;
}

SEC("socket")
int of_packets(struct __sk_buff *skb)
{
	struct item_t item = {};

	bpf_perf_event_output(skb, &packets, BPF_F_CURRENT_CPU | (u64)(skb->len) << 32, &item, sizeof(item));
	bpf_get_local_storage(&of_group, 0);
	bpf_sk_redirect_hash(skb, &sockhash, &item.a, 0);
	return bpf_sk_redirect_map(skb, &socks, 0, 0);
}

SEC("xdp")
int of_frames(struct xdp_md *xdp)
{
	return bpf_redirect_map(&devices, 0, 0);
}

SEC("sk_msg")
int of_messages(struct sk_msg_md *msg)
{
	u32 key = 0;

	bpf_msg_redirect_hash(msg, &sockhash, &key, 0);
	return bpf_msg_redirect_map(msg, &socks, 0, 0);
}

SEC("sockops")
int of_sockets(struct bpf_sock_ops *ops)
{
	u32 key = 0;

	bpf_sock_map_update(ops, &socks, &key, BPF_ANY);
	bpf_sock_hash_update(ops, &sockhash, &key, BPF_ANY);
	return 0;
}

/* keeps the events' layout in the object's types */
struct { u32 pid; u64 when; } *pw_event_events SEC(".pw.types") __attribute__((used));
struct item_t *pw_event_packets SEC(".pw.types") __attribute__((used));
typeof(char[8]) *pw_event_texts SEC(".pw.types") __attribute__((used));
u64 *pw_event_times SEC(".pw.types") __attribute__((used));
u64 *pw_event_ring SEC(".pw.types") __attribute__((used));
struct item_t *pw_event_records SEC(".pw.types") __attribute__((used));

char LICENSE[] SEC("license") = "GPL";
