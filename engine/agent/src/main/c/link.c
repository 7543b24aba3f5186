/* Links: programs at their probes, for as long as the link's descriptor is open. */
#include <arpa/inet.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <linux/perf_event.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_LinkNative.h"

#define NATIVE(name) Java_probewright_agent_bpf_LinkNative_##name

static jlong result(struct bpf_link *link)
{
	return link ? handle(link) : -errno;
}

/*
 * Any perf event: of kprobes and uprobes, whose older way writes to tracefs and would outlive us, and
 * of what is sampled. subject: a function's or file's name, where the kind of event wants one.
 */
JNIEXPORT jlong JNICALL NATIVE(event)(JNIEnv *env, jclass c, jlong program, jint type, jlong config, jstring subject,
				      jlong offset, jlong every, jboolean frequency, jint pid, jint cpu)
{
	const char *name = text(env, subject);
	if (subject && !name)
		return -ENOMEM;
	struct perf_event_attr attributes = {
		.size = sizeof(attributes),
		.type = type,
		.config = config,
		.config1 = (uintptr_t)name,
		.config2 = offset,
		.freq = frequency,
		.sample_period = every,
	};
	int fd = syscall(SYS_perf_event_open, &attributes, pid, cpu, -1, PERF_FLAG_FD_CLOEXEC);
	int error = errno;
	free_text(env, subject, name);
	if (fd < 0)
		return -error;
	jlong link = result(bpf_program__attach_perf_event(pointer(program), fd));
	if (link < 0)
		close(fd);
	return link;
}

/* Many functions with one link, from 5.18 on where the kernel has FPROBE. */
JNIEXPORT jlong JNICALL NATIVE(functions)(JNIEnv *env, jclass c, jlong program, jlongArray addresses, jboolean ret)
{
	jlong *all = (*env)->GetLongArrayElements(env, addresses, NULL);
	if (!all)
		return -ENOMEM;
	LIBBPF_OPTS(bpf_kprobe_multi_opts, options, .addrs = (const unsigned long *)all,
		    .cnt = (*env)->GetArrayLength(env, addresses), .retprobe = ret);
	jlong link = result(bpf_program__attach_kprobe_multi_opts(pointer(program), NULL, &options));
	(*env)->ReleaseLongArrayElements(env, addresses, all, JNI_ABORT);
	return link;
}

JNIEXPORT jlong JNICALL NATIVE(tracepoint)(JNIEnv *env, jclass c, jlong program, jstring category, jstring event)
{
	const char *group = text(env, category), *name = text(env, event);
	jlong link = group && name ? result(bpf_program__attach_tracepoint(pointer(program), group, name)) : -ENOMEM;
	free_text(env, category, group);
	free_text(env, event, name);
	return link;
}

JNIEXPORT jlong JNICALL NATIVE(rawTracepoint)(JNIEnv *env, jclass c, jlong program, jstring event)
{
	const char *name = text(env, event);
	jlong link = name ? result(bpf_program__attach_raw_tracepoint(pointer(program), name)) : -ENOMEM;
	free_text(env, event, name);
	return link;
}

/* fentry, fexit, fmod_ret and typed tracepoints: where to was said before the program was loaded. */
JNIEXPORT jlong JNICALL NATIVE(trace)(JNIEnv *env, jclass c, jlong program)
{
	return result(bpf_program__attach_trace(pointer(program)));
}

JNIEXPORT jlong JNICALL NATIVE(lsm)(JNIEnv *env, jclass c, jlong program)
{
	return result(bpf_program__attach_lsm(pointer(program)));
}

JNIEXPORT jlong JNICALL NATIVE(iterator)(JNIEnv *env, jclass c, jlong program)
{
	return result(bpf_program__attach_iter(pointer(program), NULL));
}

/* A run of an iterator: a descriptor to read its text from. */
JNIEXPORT jint JNICALL NATIVE(iterate)(JNIEnv *env, jclass c, jlong link)
{
	int fd = bpf_iter_create(bpf_link__fd(pointer(link)));
	return fd < 0 ? -errno : fd;
}

JNIEXPORT jint JNICALL NATIVE(read)(JNIEnv *env, jclass c, jint fd, jbyteArray into, jint from, jint length)
{
	char piece[8 << 10];
	ssize_t count;
	do
		count = read(fd, piece, (size_t)length < sizeof(piece) ? (size_t)length : sizeof(piece));
	while (count < 0 && (errno == EINTR || errno == EAGAIN));
	if (count < 0)
		return -errno;
	(*env)->SetByteArrayRegion(env, into, from, count, (const jbyte *)piece);
	return count;
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jint fd)
{
	close(fd);
}

JNIEXPORT jlong JNICALL NATIVE(xdp)(JNIEnv *env, jclass c, jlong program, jstring device)
{
	const char *name = text(env, device);
	unsigned int index = name ? if_nametoindex(name) : 0;
	jlong link = index ? result(bpf_program__attach_xdp(pointer(program), index)) : name ? -ENODEV : -ENOMEM;
	free_text(env, device, name);
	return link;
}

/*
 * A socket that gets every packet of a device, with the program as its filter; a descriptor. What the
 * program lets through waits in the socket until it is full, and goes with it: nobody reads it. The
 * filter is there before the device is named, so it sees every packet that comes.
 */
JNIEXPORT jint JNICALL NATIVE(socket)(JNIEnv *env, jclass c, jlong program, jstring device)
{
	const char *name = text(env, device);
	unsigned int index = name ? if_nametoindex(name) : 0;
	int error = index ? 0 : name ? ENODEV : ENOMEM, filter = bpf_program__fd(pointer(program)), least = 1;
	free_text(env, device, name);
	if (error)
		return -error;
	struct sockaddr_ll address = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = index,
	};
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -errno;
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &least, sizeof(least)) ||
	    setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, &filter, sizeof(filter)) ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address))) {
		error = errno;
		close(fd);
		return -error;
	}
	return fd;
}

/* A place of a static probe: where its semaphore lies in the file (0: it has none), what the program finds it by. */
JNIEXPORT jlong JNICALL NATIVE(place)(JNIEnv *env, jclass c, jlong program, jint type, jstring path, jlong offset,
				      jlong semaphore, jlong cookie, jint pid)
{
	const char *name = text(env, path);
	if (!name)
		return -ENOMEM;
	struct perf_event_attr attributes = {
		.size = sizeof(attributes),
		.type = type,
		.config = (uint64_t)semaphore << 32,
		.config1 = (uintptr_t)name,
		.config2 = offset,
	};
	int fd = syscall(SYS_perf_event_open, &attributes, pid, pid < 0 ? 0 : -1, -1, PERF_FLAG_FD_CLOEXEC);
	int error = errno;
	free_text(env, path, name);
	if (fd < 0)
		return -error;
	LIBBPF_OPTS(bpf_perf_event_opts, options, .bpf_cookie = cookie);
	jlong link = result(bpf_program__attach_perf_event_opts(pointer(program), fd, &options));
	if (link < 0)
		close(fd);
	return link;
}

/* A counter of a CPU that counts from now on; a descriptor. */
JNIEXPORT jint JNICALL NATIVE(counter)(JNIEnv *env, jclass c, jint type, jlong config, jint cpu)
{
	struct perf_event_attr attributes = {.size = sizeof(attributes), .type = type, .config = config};
	int fd = syscall(SYS_perf_event_open, &attributes, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* A descriptor of a folder. */
JNIEXPORT jint JNICALL NATIVE(open)(JNIEnv *env, jclass c, jstring path)
{
	const char *name = text(env, path);
	int fd = name ? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	int error = name ? errno : ENOMEM;
	free_text(env, path, name);
	return fd < 0 ? -error : fd;
}

JNIEXPORT jint JNICALL NATIVE(destroy)(JNIEnv *env, jclass c, jlong link)
{
	return bpf_link__destroy(pointer(link));
}
