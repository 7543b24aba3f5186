/*
 * Maps, raw: many entries in one crossing. Sizes are those of user space (per-CPU values are rows).
 * A queue or a stack has no keys: theirs is NULL.
 */
#include <bpf/bpf.h>
#include <stdlib.h>
#include <string.h>

#include "native.h"
#include "probewright_agent_bpf_MapNative.h"

#define NATIVE(name) Java_probewright_agent_bpf_MapNative_##name
#define LAST (1LL << 32)
#define NOT_SUPPORTED 524 /* the kernel's ENOTSUPP, which user space has no name for */

/*
 * Fills keys (count of them) and after room for all of them values. The cursor holds the kernel's
 * place between two pages. Returns how many, with LAST when no more follow.
 */
JNIEXPORT jlong JNICALL NATIVE(readBatch)(JNIEnv *env, jclass c, jint fd, jint key, jint value, jobject page, jint room,
					  jobject cursor, jboolean first, jboolean taking)
{
	char *keys = address(env, page), *values = keys + (size_t)room * key;
	void *from = first ? NULL : address(env, cursor), *to = address(env, cursor);
	uint32_t count = room;
	int result = taking ? bpf_map_lookup_and_delete_batch(fd, from, to, keys, values, &count, NULL)
			    : bpf_map_lookup_batch(fd, from, to, keys, values, &count, NULL);
	if (!result)
		return count;
	if (errno == ENOENT)
		return LAST | count;
	return errno == NOT_SUPPORTED || errno == EINVAL ? -EOPNOTSUPP : -errno;
}

/* The same for maps without batches, entry by entry; the cursor holds the last key. */
JNIEXPORT jlong JNICALL NATIVE(readEach)(JNIEnv *env, jclass c, jint fd, jint key, jint value, jobject page, jint room,
					 jobject cursor, jboolean first, jboolean taking)
{
	char *keys = address(env, page), *values = keys + (size_t)room * key, *last = address(env, cursor);
	char *next = malloc(key);
	jlong count = 0;
	if (!next)
		return -ENOMEM;
	while (count < room) {
		/* what is taken out is always the first */
		if (bpf_map_get_next_key(fd, first || taking ? NULL : last, next)) {
			count = errno == ENOENT ? LAST | count : -errno;
			break;
		}
		first = 0;
		memcpy(last, next, key);
		/* deleted between the two calls: no entry of the map any more */
		if (bpf_map_lookup_elem(fd, next, values + count * value))
			continue;
		if (taking && bpf_map_delete_elem(fd, next))
			continue;
		memcpy(keys + count++ * key, next, key);
	}
	free(next);
	return count;
}

JNIEXPORT jint JNICALL NATIVE(lookup)(JNIEnv *env, jclass c, jint fd, jobject key, jobject value)
{
	return bpf_map_lookup_elem(fd, key ? address(env, key) : NULL, address(env, value)) ? -errno : 0;
}

JNIEXPORT jint JNICALL NATIVE(update)(JNIEnv *env, jclass c, jint fd, jobject key, jobject value)
{
	return bpf_map_update_elem(fd, key ? address(env, key) : NULL, address(env, value), BPF_ANY) ? -errno : 0;
}

/* The value, which is the map's no more; hashes can from 5.14 on, queues and stacks always. */
JNIEXPORT jint JNICALL NATIVE(take)(JNIEnv *env, jclass c, jint fd, jobject key, jobject value)
{
	return bpf_map_lookup_and_delete_elem(fd, key ? address(env, key) : NULL, address(env, value)) ? -errno : 0;
}

/* So many keys and so many values, each one after the other. */
JNIEXPORT jint JNICALL NATIVE(updateMany)(JNIEnv *env, jclass c, jint fd, jint key, jint value, jobject keys,
					  jobject values, jint count)
{
	char *k = address(env, keys), *v = address(env, values);
	uint32_t done = count;
	if (key && !bpf_map_update_batch(fd, k, v, &done, NULL))
		return 0;
	/* what batches do not exist for, and what they left when one was refused: set again, which changes nothing */
	for (jint i = 0; i < count; i++)
		if (bpf_map_update_elem(fd, key ? k + (size_t)i * key : NULL, v + (size_t)i * value, BPF_ANY))
			return -errno;
	return 0;
}

/* Deletes so many keys that stand one after the other; one that is gone already is no error. */
JNIEXPORT jint JNICALL NATIVE(delete)(JNIEnv *env, jclass c, jint fd, jint key, jobject keys, jint count)
{
	const char *at = address(env, keys);
	for (jint i = 0; i < count; i++)
		if (bpf_map_delete_elem(fd, at + (size_t)i * key) && errno != ENOENT)
			return -errno;
	return 0;
}

/* Sets every element of an array to the one value. */
JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jint fd, jint entries, jobject value)
{
	for (uint32_t i = 0; i < (uint32_t)entries; i++)
		if (bpf_map_update_elem(fd, &i, address(env, value), BPF_ANY))
			return -errno;
	return 0;
}
