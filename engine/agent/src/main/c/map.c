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
					  jobject cursor, jboolean first)
{
	char *keys = address(env, page);
	uint32_t count = room;
	int result = bpf_map_lookup_batch(fd, first ? NULL : address(env, cursor), address(env, cursor), keys,
					  keys + (size_t)room * key, &count, NULL);
	if (!result)
		return count;
	if (errno == ENOENT)
		return LAST | count;
	return errno == NOT_SUPPORTED || errno == EINVAL ? -EOPNOTSUPP : -errno;
}

/* The same for maps without batches, entry by entry; the cursor holds the last key. */
JNIEXPORT jlong JNICALL NATIVE(readEach)(JNIEnv *env, jclass c, jint fd, jint key, jint value, jobject page, jint room,
					 jobject cursor, jboolean first)
{
	char *keys = address(env, page), *values = keys + (size_t)room * key, *last = address(env, cursor);
	char *next = malloc(key);
	jlong count = 0;
	if (!next)
		return -ENOMEM;
	while (count < room) {
		if (bpf_map_get_next_key(fd, first ? NULL : last, next)) {
			count = errno == ENOENT ? LAST | count : -errno;
			break;
		}
		first = 0;
		memcpy(last, next, key);
		/* deleted between the two calls: no entry of the map any more */
		if (bpf_map_lookup_elem(fd, next, values + count * value))
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
