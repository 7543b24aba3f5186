/* Ring buffers: one for all CPUs, in order. The kernel does not count what it had no room for. */
#include <bpf/libbpf.h>

#include "native.h"
#include "probewright_agent_bpf_RingNative.h"
#include "records.h"

#define NATIVE(name) Java_probewright_agent_bpf_RingNative_##name

struct reader {
	struct sink sink;
	struct ring_buffer *ring;
};

static int sample(void *context, void *data, size_t size)
{
	struct reader *reader = context;
	return put_record(&reader->sink, UINT32_MAX, data, size) ? -ENOBUFS : 0;
}

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jint map)
{
	struct reader *reader = calloc(1, sizeof(*reader));
	if (!reader)
		return -ENOMEM;
	reader->ring = ring_buffer__new(map, sample, reader, NULL);
	if (reader->ring)
		return handle(reader);
	int error = errno;
	free(reader);
	return -error;
}

JNIEXPORT jint JNICALL NATIVE(descriptor)(JNIEnv *env, jclass c, jlong reader)
{
	return ring_buffer__epoll_fd(((struct reader *)pointer(reader))->ring);
}

JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jlong handle, jobject into, jint from, jint size)
{
	struct reader *reader = pointer(handle);
	begin(&reader->sink, (char *)address(env, into) + from, size);
	if (!reader->sink.kept) {
		int result = ring_buffer__consume(reader->ring);
		if (result < 0 && result != -ENOBUFS)
			return result;
	}
	return finish(&reader->sink);
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jlong handle)
{
	struct reader *reader = pointer(handle);
	ring_buffer__free(reader->ring);
	free(reader->sink.kept);
	free(reader);
}
