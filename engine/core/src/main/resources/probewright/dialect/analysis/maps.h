/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * A map becomes an object of a struct whose members are the map's methods.
 */

/* a map's kind, size and flags stand in the tree as the initialiser and the values of these */
#define PW_MAP(kind, name, size, flags, fields) \
	static const char pw_kind_##name[] = kind; \
	enum { pw_size_##name = size, pw_flags_##name = flags }; \
	struct pw_map_##name { fields }; \
	extern struct pw_map_##name name

#define PW_TYPES(K, V) \
	__typeof__(K) key; __typeof__(V) leaf;

#define PW_ENTRY_METHODS(K, V) \
	__typeof__(V) *(*lookup)(const __typeof__(K) *); \
	long (*update)(const __typeof__(K) *, const __typeof__(V) *); \
	long (*insert)(const __typeof__(K) *, const __typeof__(V) *); \
	long (*delete)(const __typeof__(K) *);

#define PW_TABLE_METHODS(K, V) \
	PW_ENTRY_METHODS(K, V) \
	__typeof__(V) *(*lookup_or_init)(const __typeof__(K) *, const __typeof__(V) *); \
	__typeof__(V) *(*lookup_or_try_init)(const __typeof__(K) *, const __typeof__(V) *); \
	void (*increment)(__typeof__(K), ...); \
	void (*atomic_increment)(__typeof__(K), ...);

#define PW_STACK_METHODS() \
	int (*get_stackid)(void *, u64);

#define PW_CALL_METHODS() \
	void (*call)(void *, u32);

#define PW_EVENT_METHODS() \
	long (*perf_submit)(void *, void *, u32); \
	long (*perf_submit_skb)(void *, u32, void *, u32);

#define PW_COUNTER_METHODS() \
	u64 (*perf_read)(u64); \
	long (*perf_counter_value)(u64, void *, u32);

#define PW_RING_METHODS() \
	long (*ringbuf_output)(void *, u64, u64); \
	void *(*ringbuf_reserve)(u64); \
	void (*ringbuf_submit)(void *, u64); \
	void (*ringbuf_discard)(void *, u64); \
	u64 (*ringbuf_query)(u64);

#define PW_CGROUP_METHODS() \
	long (*check_current_task)(u32);

#define PW_QUEUE_METHODS(V) \
	long (*push)(const __typeof__(V) *, u64); \
	long (*pop)(__typeof__(V) *); \
	long (*peek)(__typeof__(V) *);

#define PW_REDIRECT_METHODS() \
	long (*redirect_map)(u64, u64);

#define PW_SOCKMAP_METHODS() \
	long (*sock_map_update)(void *, void *, u64); \
	long (*msg_redirect_map)(void *, u32, u64); \
	long (*sk_redirect_map)(void *, u32, u64);

#define PW_SOCKHASH_METHODS() \
	long (*sock_hash_update)(void *, void *, u64); \
	long (*msg_redirect_hash)(void *, void *, u64); \
	long (*sk_redirect_hash)(void *, void *, u64);

#define PW_STORAGE_METHODS(V, owner) \
	__typeof__(V) *(*owner##_storage_get)(void *, void *, u64); \
	long (*owner##_storage_delete)(void *);

#define PW_LOCAL_METHODS(V) \
	__typeof__(V) *(*get_local_storage)(u64);

#define PW_TABLE(kind, K, V, name, size, flags) \
	PW_MAP(kind, name, size, flags, PW_TYPES(K, V) PW_TABLE_METHODS(K, V))

#define PW_PICK(a, b, c, d, macro, ...) macro

/* the kind is a text here, so what a method may be is checked later */
#define BPF_F_TABLE(kind, K, V, name, size, flags) \
	PW_MAP(kind, name, size, flags, \
		PW_TYPES(K, V) PW_TABLE_METHODS(K, V) PW_STACK_METHODS() PW_CALL_METHODS() \
		PW_EVENT_METHODS() PW_COUNTER_METHODS() PW_CGROUP_METHODS() PW_QUEUE_METHODS(V) \
		PW_REDIRECT_METHODS() PW_SOCKMAP_METHODS() PW_SOCKHASH_METHODS() \
		PW_STORAGE_METHODS(V, sk) PW_STORAGE_METHODS(V, inode) PW_STORAGE_METHODS(V, task) \
		PW_LOCAL_METHODS(V) PW_RING_METHODS())

#define BPF_TABLE(kind, K, V, name, size) BPF_F_TABLE(kind, K, V, name, size, 0)
#define BPF_TABLE_PUBLIC(kind, K, V, name, size) BPF_F_TABLE(kind, K, V, name, size, 0)
#define BPF_TABLE_SHARED(kind, K, V, name, size) BPF_F_TABLE(kind, K, V, name, size, 0)

#define PW_PINNED_TABLE(kind, K, V, name, size, path, flags, ...) \
	static const char pw_path_##name[] = path; \
	BPF_F_TABLE(kind, K, V, name, size, flags)
#define BPF_TABLE_PINNED(kind, K, V, name, size, ...) \
	PW_PINNED_TABLE(kind, K, V, name, size, __VA_ARGS__, 0,)

#define PW_HASH1(kind, name) PW_TABLE(kind, u64, u64, name, 10240, 0)
#define PW_HASH2(kind, name, K) PW_TABLE(kind, K, u64, name, 10240, 0)
#define PW_HASH3(kind, name, K, V) PW_TABLE(kind, K, V, name, 10240, 0)
#define PW_HASH4(kind, name, K, V, size) PW_TABLE(kind, K, V, name, size, 0)
#define PW_HASH(kind, ...) \
	PW_PICK(__VA_ARGS__, PW_HASH4, PW_HASH3, PW_HASH2, PW_HASH1,)(kind, __VA_ARGS__)
#define BPF_HASH(...) PW_HASH("hash", __VA_ARGS__)
#define BPF_PERCPU_HASH(...) PW_HASH("percpu_hash", __VA_ARGS__)
#define BPF_LPM_TRIE(...) PW_HASH("lpm_trie", __VA_ARGS__)

#define PW_ARRAY1(kind, name) PW_TABLE(kind, int, u64, name, 10240, 0)
#define PW_ARRAY2(kind, name, V) PW_TABLE(kind, int, V, name, 10240, 0)
#define PW_ARRAY3(kind, name, V, size) PW_TABLE(kind, int, V, name, size, 0)
#define PW_ARRAY(kind, ...) \
	PW_PICK(__VA_ARGS__, PW_ARRAY3, PW_ARRAY3, PW_ARRAY2, PW_ARRAY1,)(kind, __VA_ARGS__)
#define BPF_ARRAY(...) PW_ARRAY("array", __VA_ARGS__)
#define BPF_PERCPU_ARRAY(...) PW_ARRAY("percpu_array", __VA_ARGS__)

#define PW_HISTOGRAM1(name) PW_TABLE("histogram", int, u64, name, 64, 0)
#define PW_HISTOGRAM2(name, K) PW_TABLE("histogram", K, u64, name, 64, 0)
#define PW_HISTOGRAM3(name, K, size) PW_TABLE("histogram", K, u64, name, size, 0)
#define BPF_HISTOGRAM(...) \
	PW_PICK(__VA_ARGS__, PW_HISTOGRAM3, PW_HISTOGRAM3, PW_HISTOGRAM2, PW_HISTOGRAM1,)(__VA_ARGS__)

#define BPF_STACK_TRACE(name, size) \
	PW_MAP("stacktrace", name, size, 0, PW_TYPES(u32, u64[127]) PW_STACK_METHODS())
#define BPF_STACK_TRACE_BUILDID(name, size) \
	PW_MAP("stacktrace", name, size, 1U << 5, \
		PW_TYPES(u32, struct bpf_stack_build_id[127]) PW_STACK_METHODS())

#define BPF_PROG_ARRAY(name, size) \
	PW_MAP("prog", name, size, 0, PW_TYPES(u32, u32) PW_CALL_METHODS())

#define BPF_PERF_OUTPUT(name) \
	PW_MAP("perf_output", name, 0, 0, PW_TYPES(u32, u32) PW_EVENT_METHODS())

#define BPF_RINGBUF_OUTPUT(name, pages) \
	PW_MAP("ringbuf", name, (pages) * 4096, 0, PW_TYPES(u32, u32) PW_RING_METHODS())

#define BPF_PERF_ARRAY(name, size) \
	PW_MAP("perf_array", name, size, 0, PW_TYPES(u32, u32) PW_COUNTER_METHODS())

#define BPF_CGROUP_ARRAY(name, size) \
	PW_MAP("cgroup_array", name, size, 0, PW_TYPES(u32, u32) PW_CGROUP_METHODS())

#define PW_QUEUE(kind, V, name, size, flags, ...) \
	PW_MAP(kind, name, size, flags, PW_TYPES(u32, V) PW_QUEUE_METHODS(V))
#define BPF_QUEUESTACK(kind, name, V, size, flags) PW_QUEUE(kind, V, name, size, flags,)
#define BPF_QUEUE(name, V, ...) PW_QUEUE("queue", V, name, __VA_ARGS__, 0,)
#define BPF_STACK(name, V, ...) PW_QUEUE("stack", V, name, __VA_ARGS__, 0,)

#define PW_REDIRECT(kind, name, size) \
	PW_MAP(kind, name, size, 0, \
		PW_TYPES(u32, u32) PW_ENTRY_METHODS(u32, u32) PW_REDIRECT_METHODS())
#define BPF_DEVMAP(name, size) PW_REDIRECT("devmap", name, size)
#define BPF_CPUMAP(name, size) PW_REDIRECT("cpumap", name, size)
#define BPF_XSKMAP(name, size) PW_REDIRECT("xskmap", name, size)

#define PW_MAPS(kind, K, name, inner, size) \
	static const char pw_inner_##name[] = inner; \
	PW_MAP(kind, name, size, 0, \
		PW_TYPES(K, u32) \
		void *(*lookup)(const __typeof__(K) *);)
#define BPF_ARRAY_OF_MAPS(name, inner, size) PW_MAPS("array_of_maps", u32, name, inner, size)
#define PW_HASH_OF_MAPS2(name, inner) PW_MAPS("hash_of_maps", u32, name, inner, 10240)
#define PW_HASH_OF_MAPS3(name, K, inner) PW_MAPS("hash_of_maps", K, name, inner, 10240)
#define PW_HASH_OF_MAPS4(name, K, inner, size) PW_MAPS("hash_of_maps", K, name, inner, size)
#define BPF_HASH_OF_MAPS(...) \
	PW_PICK(__VA_ARGS__, PW_HASH_OF_MAPS4, PW_HASH_OF_MAPS3, PW_HASH_OF_MAPS2,,)(__VA_ARGS__)

#define BPF_SOCKMAP(name, size) \
	PW_MAP("sockmap", name, size, 0, \
		PW_TYPES(u32, u32) PW_ENTRY_METHODS(u32, u32) PW_SOCKMAP_METHODS())

#define PW_SOCKHASH1(name) PW_SOCKHASH3(name, u32, 10240)
#define PW_SOCKHASH2(name, K) PW_SOCKHASH3(name, K, 10240)
#define PW_SOCKHASH3(name, K, size) \
	PW_MAP("sockhash", name, size, 0, \
		PW_TYPES(K, u32) PW_ENTRY_METHODS(K, u32) PW_SOCKHASH_METHODS())
#define BPF_SOCKHASH(...) \
	PW_PICK(__VA_ARGS__, PW_SOCKHASH3, PW_SOCKHASH3, PW_SOCKHASH2, PW_SOCKHASH1,)(__VA_ARGS__)

#define BPF_SK_STORAGE(name, V) \
	PW_MAP("sk_storage", name, 0, 0, PW_TYPES(int, V) PW_STORAGE_METHODS(V, sk))
#define BPF_INODE_STORAGE(name, V) \
	PW_MAP("inode_storage", name, 0, 0, PW_TYPES(int, V) PW_STORAGE_METHODS(V, inode))
#define BPF_TASK_STORAGE(name, V) \
	PW_MAP("task_storage", name, 0, 0, PW_TYPES(int, V) PW_STORAGE_METHODS(V, task))
#define BPF_CGROUP_STORAGE(name, V) \
	PW_MAP("cgroup_storage", name, 0, 0, \
		PW_TYPES(struct bpf_cgroup_storage_key, V) PW_LOCAL_METHODS(V))
#define BPF_PERCPU_CGROUP_STORAGE(name, V) \
	PW_MAP("percpu_cgroup_storage", name, 0, 0, \
		PW_TYPES(struct bpf_cgroup_storage_key, V) PW_LOCAL_METHODS(V))
