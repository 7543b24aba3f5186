/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * A map becomes an object of a struct whose members are the map's methods.
 */

/* the map's kind and size stand in the tree as the initialiser and the value of these */
#define PW_MAP(kind, name, size, fields) \
	static const char pw_kind_##name[] = kind; \
	enum { pw_size_##name = (int)(size) }; \
	struct pw_map_##name { fields }; \
	extern struct pw_map_##name name

#define PW_TABLE(kind, K, V, name, size) \
	PW_MAP(kind, name, size, \
		K key; V leaf; \
		V *(*lookup)(const __typeof__(K) *); \
		V *(*lookup_or_init)(const __typeof__(K) *, const __typeof__(V) *); \
		V *(*lookup_or_try_init)(const __typeof__(K) *, const __typeof__(V) *); \
		long (*update)(const __typeof__(K) *, const __typeof__(V) *); \
		long (*insert)(const __typeof__(K) *, const __typeof__(V) *); \
		long (*delete)(const __typeof__(K) *); \
		void (*increment)(K, ...); \
		void (*atomic_increment)(K, ...);)

#define PW_PICK(a, b, c, d, macro, ...) macro

#define BPF_TABLE(kind, K, V, name, size) PW_TABLE(kind, K, V, name, size)

#define PW_HASH1(name) PW_TABLE("hash", u64, u64, name, 10240)
#define PW_HASH2(name, K) PW_TABLE("hash", K, u64, name, 10240)
#define PW_HASH3(name, K, V) PW_TABLE("hash", K, V, name, 10240)
#define PW_HASH4(name, K, V, size) PW_TABLE("hash", K, V, name, size)
#define BPF_HASH(...) \
	PW_PICK(__VA_ARGS__, PW_HASH4, PW_HASH3, PW_HASH2, PW_HASH1,)(__VA_ARGS__)

#define PW_ARRAY1(name) PW_TABLE("array", int, u64, name, 10240)
#define PW_ARRAY2(name, V) PW_TABLE("array", int, V, name, 10240)
#define PW_ARRAY3(name, V, size) PW_TABLE("array", int, V, name, size)
#define BPF_ARRAY(...) \
	PW_PICK(__VA_ARGS__, PW_ARRAY3, PW_ARRAY3, PW_ARRAY2, PW_ARRAY1,)(__VA_ARGS__)

#define PW_HISTOGRAM1(name) PW_TABLE("histogram", int, u64, name, 64)
#define PW_HISTOGRAM2(name, K) PW_TABLE("histogram", K, u64, name, 64)
#define PW_HISTOGRAM3(name, K, size) PW_TABLE("histogram", K, u64, name, size)
#define BPF_HISTOGRAM(...) \
	PW_PICK(__VA_ARGS__, PW_HISTOGRAM3, PW_HISTOGRAM3, PW_HISTOGRAM2, PW_HISTOGRAM1,)(__VA_ARGS__)

#define BPF_PERF_OUTPUT(name) \
	PW_MAP("perf_output", name, 0, \
		int key; u32 leaf; \
		long (*perf_submit)(void *, void *, u32);)

#define BPF_RINGBUF_OUTPUT(name, pages) \
	PW_MAP("ringbuf_output", name, (pages) * 4096, \
		int key; u32 leaf; \
		long (*ringbuf_output)(void *, u64, u64); \
		void *(*ringbuf_reserve)(u64); \
		void (*ringbuf_submit)(void *, u64); \
		void (*ringbuf_discard)(void *, u64); \
		u64 (*ringbuf_query)(u64);)
