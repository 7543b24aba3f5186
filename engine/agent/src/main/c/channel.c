/* Descriptors that never block in read or write, but in poll. */
#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_channel_NativeChannel.h"

JNIEXPORT jint JNICALL Java_probewright_agent_channel_NativeChannel_open(JNIEnv *env, jclass c, jstring path)
{
	const char *name = (*env)->GetStringUTFChars(env, path, NULL);
	if (!name)
		return -ENOMEM;
	int fd = open(name, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	int error = errno;
	(*env)->ReleaseStringUTFChars(env, path, name);
	return fd < 0 ? -error : fd;
}

JNIEXPORT jint JNICALL Java_probewright_agent_channel_NativeChannel_unblock(JNIEnv *env, jclass c, jint fd)
{
	int flags = fcntl(fd, F_GETFL);
	return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ? -errno : 0;
}

/*
 * A port whose other side is closed is always readable (end of file) and hung up, so a plain poll
 * would return at once. An edge-triggered one returns at once the first time only, and then when
 * the driver wakes its queue, which it does when the other side opens.
 */
JNIEXPORT jint JNICALL Java_probewright_agent_channel_NativeChannel_await(JNIEnv *env, jclass c, jint fd)
{
	int epoll = epoll_create1(EPOLL_CLOEXEC), result = 0;
	struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET};
	if (epoll < 0)
		return -errno;
	if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event))
		result = -errno;
	while (!result) {
		struct pollfd now = {.fd = fd, .events = POLLIN | POLLOUT};
		if (poll(&now, 1, 0) < 0 && errno != EINTR)
			result = -errno;
		else if (!(now.revents & (POLLHUP | POLLERR)))
			break;
		else if (epoll_wait(epoll, &event, 1, -1) < 0 && errno != EINTR)
			result = -errno;
	}
	close(epoll);
	return result;
}

JNIEXPORT jint JNICALL Java_probewright_agent_channel_NativeChannel_read(JNIEnv *env, jclass c, jint fd, jobject into,
									  jint length)
{
	for (;;) {
		ssize_t count = read(fd, address(env, into), length);
		if (count >= 0)
			return count;
		if (errno != EAGAIN && errno != EINTR)
			return errno == EPIPE || errno == ENODEV ? 0 : -errno;
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		if (poll(&ready, 1, -1) < 0 && errno != EINTR)
			return -errno;
	}
}

JNIEXPORT jint JNICALL Java_probewright_agent_channel_NativeChannel_write(JNIEnv *env, jclass c, jint fd, jobject from,
									   jint length)
{
	const char *bytes = address(env, from);
	for (jint done = 0; done < length;) {
		ssize_t count = write(fd, bytes + done, length - done);
		if (count > 0) {
			done += count;
			continue;
		}
		if (count < 0 && errno != EAGAIN && errno != EINTR)
			return -errno;
		struct pollfd ready = {.fd = fd, .events = POLLOUT};
		if (poll(&ready, 1, -1) < 0 && errno != EINTR)
			return -errno;
		if (ready.revents & (POLLHUP | POLLERR | POLLNVAL))
			return -EPIPE;
	}
	return length;
}
