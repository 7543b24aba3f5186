// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Every macro that declares a map.
// tail: jumps[1]=landed
// inner: shelf[0]=first
// attach: kprobe:vfs_read=started
#define ENTRIES (4 * 16)
#define COUNTER(name) BPF_HASH(name##_count, u32); BPF_ARRAY(name##_slots, u32, 4)

struct key_t {
	u32 pid;
	char comm[16];
};
typedef struct {
	u64 begin, end;
} span_t;
enum color { RED, GREEN };
struct prefix_t {
	u32 bits;
	u32 address;
};

BPF_HASH(hash1);
BPF_HASH(hash2, struct key_t);
BPF_HASH(hash3, struct key_t, span_t);
BPF_HASH(hash4, enum color, struct sock *, ENTRIES);
BPF_HASH(unnamed, struct { u32 a; u16 b; }, struct { u64 sum; }, 8);
BPF_PERCPU_HASH(cpuhash, u32, u16);
BPF_ARRAY(array1);
BPF_ARRAY(array3, char[16], sizeof(struct key_t));
BPF_PERCPU_ARRAY(cpuarray, span_t, 2);
BPF_HISTOGRAM(dist);
BPF_HISTOGRAM(dists, struct key_t, 256);
BPF_TABLE("lru_hash", u32, u64, recent, 128);
BPF_F_TABLE("lru_percpu_hash", u32, u64, recents, 128, BPF_F_NO_COMMON_LRU);
BPF_TABLE_PUBLIC("percpu_array", int, u64, shared, 1);
BPF_TABLE_SHARED("hash", int, u64, given, 2);
BPF_TABLE_PINNED("hash", u32, u64, kept, 16, "/sys/fs/bpf/kept");
BPF_LPM_TRIE(routes, struct prefix_t, u32, 32);
BPF_STACK_TRACE(stacks, 1000);
BPF_STACK_TRACE_BUILDID(builds, 64);
BPF_PROG_ARRAY(jumps, 4);
BPF_PERF_OUTPUT(events);
BPF_RINGBUF_OUTPUT(ring, 1 << 2);
BPF_PERF_ARRAY(counters, 8);
BPF_CGROUP_ARRAY(groups, 1);
BPF_QUEUE(queue, struct key_t, 16);
BPF_STACK(stack, u32, 16, 0);
BPF_DEVMAP(devices, 4);
BPF_CPUMAP(processors, 4);
BPF_XSKMAP(sockets, 4);
BPF_ARRAY(first, u64, 4);
BPF_ARRAY_OF_MAPS(shelf, "first", 2);
BPF_HASH_OF_MAPS(shelves, u64, "first", 8);
BPF_SOCKMAP(socks, 4);
BPF_SOCKHASH(sockhash, struct key_t, 16);
BPF_SK_STORAGE(of_sock, u64);
BPF_INODE_STORAGE(of_inode, span_t);
BPF_TASK_STORAGE(of_task, u32);
BPF_CGROUP_STORAGE(of_group, u64);
BPF_PERCPU_CGROUP_STORAGE(of_groups, u64);
COUNTER(own);

int landed(struct pt_regs *ctx)
{
	return 0;
}

int started(struct pt_regs *ctx)
{
	jumps.call(ctx, 1);
	return 0;
}
