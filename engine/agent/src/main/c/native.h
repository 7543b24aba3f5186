/* What all files of the glue share. Every function returns a negated errno on failure. */
#ifndef PROBEWRIGHT_NATIVE_H
#define PROBEWRIGHT_NATIVE_H

#include <errno.h>
#include <jni.h>
#include <stdint.h>

static inline void *address(JNIEnv *env, jobject buffer)
{
	return (*env)->GetDirectBufferAddress(env, buffer);
}

static inline void *pointer(jlong handle)
{
	return (void *)(intptr_t)handle;
}

static inline jlong handle(const void *pointer)
{
	return (jlong)(intptr_t)pointer;
}

#endif
