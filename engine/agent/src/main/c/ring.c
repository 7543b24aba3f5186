/* Ring buffers: one for all CPUs, in order. The kernel does not count what it had no room for. */
#include <bpf/bpf.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_RingNative.h"
#include "ring.h"

#define NATIVE(name) Java_probewright_agent_bpf_RingNative_##name

struct reader {
	struct sink sink;
	struct ring ring;
	int map;
	char *positions, *pages; /* the consumer's, which is ours to write; the producer's and the records */
	size_t page, size;
};

static void unmap(struct reader *reader)
{
	if (reader->positions != MAP_FAILED)
		munmap(reader->positions, reader->page);
	if (reader->pages != MAP_FAILED)
		munmap(reader->pages, reader->page + 2 * reader->size);
	free(reader);
}

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jint map)
{
	struct bpf_map_info info = {};
	uint32_t length = sizeof(info);
	struct reader *reader = calloc(1, sizeof(*reader));
	if (!reader)
		return -ENOMEM;
	int error = bpf_obj_get_info_by_fd(map, &info, &length);
	if (error) {
		free(reader);
		return error;
	}
	reader->map = map;
	reader->page = sysconf(_SC_PAGESIZE);
	reader->size = info.max_entries;
	reader->positions = mmap(NULL, reader->page, PROT_READ | PROT_WRITE, MAP_SHARED, map, 0);
	reader->pages = mmap(NULL, reader->page + 2 * reader->size, PROT_READ, MAP_SHARED, map, reader->page);
	if (reader->positions == MAP_FAILED || reader->pages == MAP_FAILED) {
		error = errno;
		unmap(reader);
		return -error;
	}
	reader->ring = (struct ring){
		.consumer = (uint64_t *)reader->positions,
		.producer = (uint64_t *)reader->pages,
		.data = reader->pages + reader->page,
		.mask = reader->size - 1,
	};
	return handle(reader);
}

JNIEXPORT jint JNICALL NATIVE(descriptor)(JNIEnv *env, jclass c, jlong reader)
{
	return ((struct reader *)pointer(reader))->map;
}

JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jlong handle, jobject into, jint from, jint size)
{
	struct reader *reader = pointer(handle);
	begin(&reader->sink, (char *)address(env, into) + from, size);
	ring_fill(&reader->ring, &reader->sink);
	return finish(&reader->sink);
}

/* Bytes held now, held at most, room, how many buffers. */
JNIEXPORT void JNICALL NATIVE(held)(JNIEnv *env, jclass c, jlong handle, jlongArray into)
{
	struct reader *reader = pointer(handle);
	const jlong held[] = {ring_held(&reader->ring), reader->ring.peak, reader->size, 1};
	(*env)->SetLongArrayRegion(env, into, 0, 4, held);
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jlong handle)
{
	unmap(pointer(handle));
}
