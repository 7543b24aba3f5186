/* Links: programs at their probes, for as long as the link's descriptor is open. */
#include <bpf/libbpf.h>

#include "native.h"
#include "probewright_agent_bpf_LinkNative.h"

#define NATIVE(name) Java_probewright_agent_bpf_LinkNative_##name

static jlong result(struct bpf_link *link)
{
	return link ? handle(link) : -errno;
}

/* Through the perf event kind of its own: the older way writes to tracefs, which would outlive us. */
JNIEXPORT jlong JNICALL NATIVE(kprobe)(JNIEnv *env, jclass c, jlong program, jstring function, jlong offset, jboolean ret)
{
	LIBBPF_OPTS(bpf_kprobe_opts, options, .offset = offset, .retprobe = ret);
	const char *name = text(env, function);
	jlong link = name ? result(bpf_program__attach_kprobe_opts(pointer(program), name, &options)) : -ENOMEM;
	free_text(env, function, name);
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
	/* tp_btf: where to was said before the program was loaded */
	if (bpf_program__type(pointer(program)) == BPF_PROG_TYPE_TRACING)
		return result(bpf_program__attach_trace(pointer(program)));
	const char *name = text(env, event);
	jlong link = name ? result(bpf_program__attach_raw_tracepoint(pointer(program), name)) : -ENOMEM;
	free_text(env, event, name);
	return link;
}

/* fentry and fexit: where to was said before the program was loaded. */
JNIEXPORT jlong JNICALL NATIVE(trace)(JNIEnv *env, jclass c, jlong program)
{
	return result(bpf_program__attach_trace(pointer(program)));
}

JNIEXPORT jint JNICALL NATIVE(destroy)(JNIEnv *env, jclass c, jlong link)
{
	return bpf_link__destroy(pointer(link));
}
