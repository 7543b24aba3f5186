/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What methods of maps become where no helper of libbpf is enough.
 * An expanded program gets the items that it uses.
 */

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
