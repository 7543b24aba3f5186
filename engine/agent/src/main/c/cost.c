/* What programs cost. The kernel counts it while anybody holds the descriptor that asks for it. */
#include <bpf/bpf.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_CostNative.h"

#define NATIVE(name) Java_probewright_agent_bpf_CostNative_##name

JNIEXPORT jint JNICALL NATIVE(count)(JNIEnv *env, jclass c)
{
	int descriptor = bpf_enable_stats(BPF_STATS_RUN_TIME);
	return descriptor < 0 ? -errno : descriptor;
}

JNIEXPORT void JNICALL NATIVE(stop)(JNIEnv *env, jclass c, jint descriptor)
{
	close(descriptor);
}

/* Id, runs, nanoseconds, runs that did not come about. */
JNIEXPORT jint JNICALL NATIVE(program)(JNIEnv *env, jclass c, jint program, jlongArray into)
{
	struct bpf_prog_info info = {};
	uint32_t length = sizeof(info);
	int error = bpf_obj_get_info_by_fd(program, &info, &length);
	if (error)
		return error;
	const jlong cost[] = {info.id, info.run_cnt, info.run_time_ns, info.recursion_misses};
	(*env)->SetLongArrayRegion(env, into, 0, 4, cost);
	return 0;
}

JNIEXPORT jint JNICALL NATIVE(onlineCpus)(JNIEnv *env, jclass c)
{
	return sysconf(_SC_NPROCESSORS_ONLN);
}
