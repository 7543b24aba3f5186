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

/* Text of the JVM's, to be given back by free_text. NULL for null or when memory is short. */
static inline const char *text(JNIEnv *env, jstring from)
{
	return from ? (*env)->GetStringUTFChars(env, from, NULL) : NULL;
}

static inline void free_text(JNIEnv *env, jstring from, const char *text)
{
	if (text)
		(*env)->ReleaseStringUTFChars(env, from, text);
}

static inline jbyteArray bytes(JNIEnv *env, const char *from, size_t length)
{
	jbyteArray array = (*env)->NewByteArray(env, length);
	if (array)
		(*env)->SetByteArrayRegion(env, array, 0, length, (const jbyte *)from);
	return array;
}

#endif
