/* Waiting for any of several readers, or to be woken. */
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_PollNative.h"

#define NATIVE(name) Java_probewright_agent_bpf_PollNative_##name
#define MOST 64

JNIEXPORT jint JNICALL NATIVE(open)(JNIEnv *env, jclass c)
{
	int fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

JNIEXPORT jint JNICALL NATIVE(wake)(JNIEnv *env, jclass c, jint waker)
{
	uint64_t one = 1;
	return write(waker, &one, sizeof(one)) < 0 && errno != EAGAIN ? -errno : 0;
}

JNIEXPORT jint JNICALL NATIVE(await)(JNIEnv *env, jclass c, jintArray descriptors, jint waker, jint milliseconds)
{
	struct pollfd ready[MOST];
	jint fds[MOST];
	jsize count = (*env)->GetArrayLength(env, descriptors);
	if (count >= MOST)
		return -E2BIG;
	(*env)->GetIntArrayRegion(env, descriptors, 0, count, fds);
	for (jsize i = 0; i < count; i++)
		ready[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
	ready[count] = (struct pollfd){.fd = waker, .events = POLLIN};
	if (poll(ready, count + 1, milliseconds) < 0 && errno != EINTR)
		return -errno;
	return 0;
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jint waker)
{
	close(waker);
}
