/* The trace pipe: one record per line. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_TraceNative.h"
#include "records.h"

#define NATIVE(name) Java_probewright_agent_bpf_TraceNative_##name

struct reader {
	struct sink sink;
	int fd;
	char *at, *end; /* of what was read and not yet given on */
	char text[64 << 10];
};

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jstring path)
{
	struct reader *reader = calloc(1, sizeof(*reader));
	const char *name = text(env, path);
	if (!reader || !name) {
		free(reader);
		free_text(env, path, name);
		return -ENOMEM;
	}
	reader->fd = open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	int error = errno;
	free_text(env, path, name);
	/*
	 * What one reader takes, another does not get. Newer kernels refuse a second one; where they do not, two of
	 * ours are kept apart by a lock on the file itself, which is the same for all who trace this kernel.
	 */
	if (reader->fd >= 0 && flock(reader->fd, LOCK_EX | LOCK_NB)) {
		error = errno == EWOULDBLOCK ? EBUSY : errno;
		close(reader->fd);
		reader->fd = -1;
	}
	if (reader->fd < 0) {
		free(reader);
		return -error;
	}
	reader->at = reader->end = reader->text;
	return handle(reader);
}

/* Lines from before are not this run's. Not for ever: somebody else may be writing as we read. */
JNIEXPORT void JNICALL NATIVE(skip)(JNIEnv *env, jclass c, jlong handle)
{
	struct reader *reader = pointer(handle);
	for (int i = 0; i < 4096 && read(reader->fd, reader->text, sizeof(reader->text)) > 0; i++)
		;
}

JNIEXPORT jint JNICALL NATIVE(descriptor)(JNIEnv *env, jclass c, jlong reader)
{
	return ((struct reader *)pointer(reader))->fd;
}

/* 0 when there is no room for the line. The kernel tells of its losses in a line of its own. */
static int line(struct reader *reader, const char *start, size_t length)
{
	unsigned long long lost;
	unsigned int cpu;
	char copy[80];
	if (length < sizeof(copy) && length > 4 && !memcmp(start, "CPU:", 4)) {
		memcpy(copy, start, length);
		copy[length] = 0;
		if (sscanf(copy, "CPU:%u [LOST %llu EVENTS]", &cpu, &lost) == 2) {
			reader->sink.lost += lost;
			return 1;
		}
	}
	char *bytes = place(&reader->sink, UINT32_MAX, length);
	if (!bytes)
		return drop_too_large(&reader->sink);
	memcpy(bytes, start, length);
	return 1;
}

JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jlong handle, jobject into, jint from, jint size)
{
	struct reader *reader = pointer(handle);
	begin(&reader->sink, (char *)address(env, into) + from, size);
	for (;;) {
		char *newline = memchr(reader->at, '\n', reader->end - reader->at);
		if (newline) {
			if (!line(reader, reader->at, newline - reader->at))
				break;
			reader->at = newline + 1;
			continue;
		}
		size_t rest = reader->end - reader->at;
		if (rest == sizeof(reader->text)) { /* a line without end is cut into several */
			if (!line(reader, reader->at, rest))
				break;
			rest = 0;
		}
		memmove(reader->text, reader->at, rest);
		reader->at = reader->text;
		reader->end = reader->text + rest;
		ssize_t count = read(reader->fd, reader->end, sizeof(reader->text) - rest);
		if (count <= 0) {
			if (count < 0 && errno != EAGAIN && errno != EINTR)
				return -errno;
			break;
		}
		reader->end += count;
	}
	return finish(&reader->sink);
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jlong handle)
{
	struct reader *reader = pointer(handle);
	close(reader->fd);
	free(reader);
}
