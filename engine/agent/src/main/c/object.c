/* Objects: opened from bytes, their programs chosen, loaded with a log for the verifier's words. */
#include <bpf/libbpf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "native.h"
#include "probewright_agent_bpf_ObjectNative.h"

#define NATIVE(name) Java_probewright_agent_bpf_ObjectNative_##name

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jobject elf, jint size)
{
	LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = "probewright");
	struct bpf_object *object = bpf_object__open_mem(address(env, elf), size, &options);
	return object ? handle(object) : -errno;
}

JNIEXPORT jlong JNICALL NATIVE(nextProgram)(JNIEnv *env, jclass c, jlong object, jlong previous)
{
	return handle(bpf_object__next_program(pointer(object), pointer(previous)));
}

JNIEXPORT jstring JNICALL NATIVE(programName)(JNIEnv *env, jclass c, jlong program)
{
	return (*env)->NewStringUTF(env, bpf_program__name(pointer(program)));
}

JNIEXPORT jint JNICALL NATIVE(programDescriptor)(JNIEnv *env, jclass c, jlong program)
{
	return bpf_program__fd(pointer(program));
}

JNIEXPORT jint JNICALL NATIVE(autoload)(JNIEnv *env, jclass c, jlong program, jboolean load)
{
	return bpf_program__set_autoload(pointer(program), load);
}

JNIEXPORT jint JNICALL NATIVE(target)(JNIEnv *env, jclass c, jlong program, jstring function)
{
	const char *name = text(env, function);
	int result = name ? bpf_program__set_attach_target(pointer(program), 0, name) : -ENOMEM;
	free_text(env, function, name);
	return result;
}

/* To be attached to many functions at once, or one by one, whatever its section says. */
JNIEXPORT jint JNICALL NATIVE(many)(JNIEnv *env, jclass c, jlong program, jboolean many)
{
	struct bpf_program *p = pointer(program);
	bool is = bpf_program__expected_attach_type(p) == BPF_TRACE_KPROBE_MULTI;

	return is == many ? 0 : bpf_program__set_expected_attach_type(p, many ? BPF_TRACE_KPROBE_MULTI : 0);
}

JNIEXPORT jint JNICALL NATIVE(descriptor)(JNIEnv *env, jclass c, jlong program)
{
	return bpf_program__fd(pointer(program));
}

/* The pages of a log cost nothing until the verifier writes, which it is asked to only after a refusal. */
JNIEXPORT jlong JNICALL NATIVE(giveLog)(JNIEnv *env, jclass c, jlong program, jlong size, jint level)
{
	void *log = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (log == MAP_FAILED)
		return -errno;
	int result = bpf_program__set_log_buf(pointer(program), log, size);
	/* libbpf asks for level 1 of its own accord, but only after a refusal */
	if (!result && level > 1)
		result = bpf_program__set_log_level(pointer(program), level);
	if (result) {
		munmap(log, size);
		return result;
	}
	return handle(log);
}

JNIEXPORT jlong JNICALL NATIVE(logLength)(JNIEnv *env, jclass c, jlong log, jlong size)
{
	return strnlen(pointer(log), size);
}

JNIEXPORT jbyteArray JNICALL NATIVE(readLog)(JNIEnv *env, jclass c, jlong log, jlong from, jlong length)
{
	return bytes(env, (const char *)pointer(log) + from, length);
}

JNIEXPORT void JNICALL NATIVE(freeLog)(JNIEnv *env, jclass c, jlong log, jlong size)
{
	munmap(pointer(log), size);
}

/* Before the load: opened where it is pinned already, else made and pinned there; nowhere for NULL. */
JNIEXPORT jint JNICALL NATIVE(pin)(JNIEnv *env, jclass c, jlong map, jstring path)
{
	const char *where = text(env, path);
	int result = path && !where ? -ENOMEM : bpf_map__set_pin_path(pointer(map), where);
	free_text(env, path, where);
	return result;
}

JNIEXPORT jint JNICALL NATIVE(load)(JNIEnv *env, jclass c, jlong object)
{
	return bpf_object__load(pointer(object));
}

JNIEXPORT jlong JNICALL NATIVE(nextMap)(JNIEnv *env, jclass c, jlong object, jlong previous)
{
	return handle(bpf_object__next_map(pointer(object), pointer(previous)));
}

JNIEXPORT jstring JNICALL NATIVE(mapName)(JNIEnv *env, jclass c, jlong map)
{
	return (*env)->NewStringUTF(env, bpf_map__name(pointer(map)));
}

/* fd, type, key size, value size, entries, internal */
JNIEXPORT void JNICALL NATIVE(mapFacts)(JNIEnv *env, jclass c, jlong handle, jintArray into)
{
	const struct bpf_map *map = pointer(handle);
	const jint facts[] = {bpf_map__fd(map),         bpf_map__type(map),        bpf_map__key_size(map),
			      bpf_map__value_size(map), bpf_map__max_entries(map), bpf_map__is_internal(map)};
	(*env)->SetIntArrayRegion(env, into, 0, sizeof(facts) / sizeof(*facts), facts);
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jlong object)
{
	bpf_object__close(pointer(object));
}
