/* What libbpf says, kept per thread until it is asked for. */
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "native.h"
#include "probewright_agent_bpf_LogNative.h"

static __thread char said[16 << 10];
static __thread size_t length;

static int keep(enum libbpf_print_level level, const char *format, va_list arguments)
{
	if (level == LIBBPF_DEBUG)
		return 0;
	/* what is cut short ends in a NUL, which is none of the words */
	size_t room = sizeof(said) - 1 - length;
	int count = vsnprintf(said + length, room + 1, format, arguments);
	if (count > 0)
		length += (size_t)count < room ? (size_t)count : room;
	return count;
}

JNIEXPORT void JNICALL Java_probewright_agent_bpf_LogNative_capture(JNIEnv *env, jclass c)
{
	libbpf_set_print(keep);
}

JNIEXPORT jbyteArray JNICALL Java_probewright_agent_bpf_LogNative_take(JNIEnv *env, jclass c)
{
	jbyteArray result = bytes(env, said, length);
	length = 0;
	return result;
}

JNIEXPORT jstring JNICALL Java_probewright_agent_bpf_LogNative_version(JNIEnv *env, jclass c)
{
	return (*env)->NewStringUTF(env, libbpf_version_string());
}

JNIEXPORT jint JNICALL Java_probewright_agent_bpf_LogNative_possibleCpus(JNIEnv *env, jclass c)
{
	return libbpf_num_possible_cpus();
}
