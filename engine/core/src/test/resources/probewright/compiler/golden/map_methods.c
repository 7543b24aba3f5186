// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Every method of every kind of map.
struct item_t {
	u32 a;
	u16 b;
};

BPF_HASH(hash, u32, struct item_t);
BPF_HASH(sums, u32);
BPF_HASH(pairs, struct item_t);
BPF_HASH(narrow, u32, u16);
BPF_PERCPU_HASH(cpusums, u32);
BPF_ARRAY(slots, u64, 4);
BPF_PERCPU_ARRAY(cpuslots, u64, 4);
BPF_TABLE("lru_hash", u32, u64, recent, 128);
BPF_STACK_TRACE(stacks, 64);
BPF_PROG_ARRAY(jumps, 4);
BPF_PERF_OUTPUT(events);
BPF_PERF_OUTPUT(packets);
BPF_PERF_OUTPUT(texts);
BPF_PERF_OUTPUT(times);
BPF_RINGBUF_OUTPUT(ring, 1);
BPF_RINGBUF_OUTPUT(records, 1);
BPF_PERF_ARRAY(counters, 8);
BPF_CGROUP_ARRAY(groups, 1);
BPF_QUEUE(queue, struct item_t, 16);
BPF_DEVMAP(devices, 4);
BPF_ARRAY(first, u64, 4);
BPF_ARRAY_OF_MAPS(shelf, "first", 2);
BPF_SOCKMAP(socks, 4);
BPF_SOCKHASH(sockhash, u32, 16);
BPF_SK_STORAGE(of_sock, u64);
BPF_TASK_STORAGE(of_task, u32);
BPF_CGROUP_STORAGE(of_group, u64);

int kprobe__vfs_write(struct pt_regs *ctx)
{
	sums.increment(1);
	return 0;
}

static void note(u32 key)
{
	struct item_t none = {}, *item;

	item = hash.lookup_or_init(&key, &none);
	item->a++;
}

int kprobe__vfs_read(struct pt_regs *ctx)
{
	struct item_t zero = {}, *item;
	struct { u32 pid; u64 when; } event = {};
	struct bpf_perf_event_value counted;
	char text[8] = "text";
	u64 now = 0, *sum;
	u32 key = 1;

	note(key);
	item = hash.lookup(&key);
	if (item)
		hash.delete(&key);
	hash.update(&key, &zero);
	hash.insert(&key, &zero);
	item = hash.lookup_or_try_init(&key, &zero);
	item = hash.lookup_or_init(&key, &zero);
	item->b = stacks.get_stackid(ctx, 0);
	sums.increment(key);
	pairs.increment((struct item_t){key, 2});
	pairs.lookup_or_try_init(&(struct item_t){key, 3}, &(u64){1});
	sums.atomic_increment(key, item->a + 1);
	narrow.increment(key);
	cpusums.increment(key, 2);
	slots.increment(1);
	cpuslots.increment(1);
	recent.increment(key);
	events.perf_submit(ctx, &event, sizeof(event));
	texts.perf_submit(ctx, text, sizeof(text));
	times.perf_submit(ctx, &now, sizeof(now));
	ring.ringbuf_output(&now, sizeof(now), 0);
	item = records.ringbuf_reserve(sizeof(*item));
	if (!item)
		return 0;
	if (records.ringbuf_query(0) > 100)
		records.ringbuf_discard(item, 0);
	else
		records.ringbuf_submit(item, 0);
	now = counters.perf_read(0);
	counters.perf_counter_value(0, &counted, sizeof(counted));
	if (groups.check_current_task(0))
		return 0;
	queue.push(&zero, 0);
	queue.peek(&zero);
	queue.pop(&zero);
	int zeroth = 0;
	u64 *inner = shelf.lookup(&zeroth);
	if (inner)
		sum = bpf_map_lookup_elem(inner, &zeroth);
	jumps.call(ctx,
		   2);
	return 0;
}

int of_packets(struct __sk_buff *skb)
{
	struct item_t item = {};

	packets.perf_submit_skb(skb, skb->len, &item, sizeof(item));
	of_group.get_local_storage(0);
	sockhash.sk_redirect_hash(skb, &item.a, 0);
	return socks.sk_redirect_map(skb, 0, 0);
}

int of_frames(struct xdp_md *xdp)
{
	return devices.redirect_map(0, 0);
}

int of_messages(struct sk_msg_md *msg)
{
	u32 key = 0;

	sockhash.msg_redirect_hash(msg, &key, 0);
	return socks.msg_redirect_map(msg, 0, 0);
}

int of_sockets(struct bpf_sock_ops *ops)
{
	u32 key = 0;

	socks.sock_map_update(ops, &key, BPF_ANY);
	sockhash.sock_hash_update(ops, &key, BPF_ANY);
	return 0;
}
