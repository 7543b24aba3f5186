/* Links: programs at their probes, for as long as the link's descriptor is open. */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/perf_event.h>
#include <net/if.h>
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

JNIEXPORT jlong JNICALL NATIVE(usdt)(JNIEnv *env, jclass c, jlong program, jstring path, jstring provider, jstring name,
				     jint pid)
{
	const char *file = text(env, path), *group = text(env, provider), *probe = text(env, name);
	jlong link = file && group && probe
			     ? result(bpf_program__attach_usdt(pointer(program), pid, file, group, probe, NULL))
			     : -ENOMEM;
	free_text(env, path, file);
	free_text(env, provider, group);
	free_text(env, name, probe);
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

JNIEXPORT jint JNICALL NATIVE(destroy)(JNIEnv *env, jclass c, jlong link)
{
	return bpf_link__destroy(pointer(link));
}
