// SPDX-License-Identifier: Apache-2.0
/*
 * A ring buffer's pages as tool.c recorded them, read again and again: by the agent's own walk (ring.h), of which Java
 * decodes the batches, and by a consumer in C that does as libbpf does: a call for each record, in place, and the room
 * given back after each.
 */
#include <errno.h>
#include <jni.h>
#include <stdio.h>
#include <stdlib.h>

#include "read.h"
#include "ring.h"

#define NATIVE(name) Java_probewright_oracle_PagesNative_##name

struct pages {
    struct ring ring;
    uint64_t consumer, producer, first;
    char *data;
    struct sink sink;
};

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jstring file)
{
    const size_t size = 64 * 4096;
    const char *name = (*env)->GetStringUTFChars(env, file, NULL);
    struct pages *pages = calloc(1, sizeof(*pages));
    FILE *in = fopen(name, "r");
    (*env)->ReleaseStringUTFChars(env, file, name);
    if (!pages || !in || !(pages->data = malloc(2 * size)))
        return -1;
    if (fread(&pages->first, 8, 1, in) != 1 || fread(&pages->producer, 8, 1, in) != 1 ||
        fread(pages->data, size, 1, in) != 1)
        return -1;
    fclose(in);
    memcpy(pages->data + size, pages->data, size);
    pages->consumer = pages->first;
    pages->ring = (struct ring){&pages->consumer, &pages->producer, pages->data, size - 1, 0};
    return (jlong)(intptr_t)pages;
}

JNIEXPORT void JNICALL NATIVE(rewind)(JNIEnv *env, jclass c, jlong handle)
{
    struct pages *pages = (void *)(intptr_t)handle;
    pages->consumer = pages->first;
}

/* As RingNative.fill. */
JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jlong handle, jobject into, jint from, jint size)
{
    struct pages *pages = (void *)(intptr_t)handle;
    begin(&pages->sink, (char *)(*env)->GetDirectBufferAddress(env, into) + from, size);
    ring_fill(&pages->ring, &pages->sink);
    return finish(&pages->sink);
}

static struct sum sum;

static int event(void *context, void *data, size_t size)
{
    read_event(&sum, data, *(int *)context);
    return 0;
}

typedef int (*callback)(void *, void *, size_t);
static volatile callback called = event; /* libbpf does not know it either */

/* The whole of the pages by the consumer in C; how many events they have held. */
JNIEXPORT jlong JNICALL NATIVE(plain)(JNIEnv *env, jclass c, jlong handle, jint event_size)
{
    struct pages *pages = (void *)(intptr_t)handle;
    uint64_t at = pages->consumer = pages->first, before = sum.events;
    int size = event_size;
    callback each = called;
    while (at < __atomic_load_n(&pages->producer, __ATOMIC_ACQUIRE)) {
        char *record = pages->data + (at & pages->ring.mask);
        uint32_t word = __atomic_load_n((uint32_t *)record, __ATOMIC_ACQUIRE);
        uint32_t length = word & ~(BPF_RINGBUF_BUSY_BIT | BPF_RINGBUF_DISCARD_BIT);
        if (word & BPF_RINGBUF_BUSY_BIT)
            break;
        if (!(word & BPF_RINGBUF_DISCARD_BIT))
            each(&size, record + 8, length);
        at += (length + 8 + 7) / 8 * 8;
        __atomic_store_n(&pages->consumer, at, __ATOMIC_RELEASE);
    }
    return sum.events - before;
}

/* What C has read beyond seq, per event. */
JNIEXPORT jlong JNICALL NATIVE(check)(JNIEnv *env, jclass c, jint size)
{
    jlong found = check(&sum, size);
    memset(&sum, 0, sizeof(sum));
    return found;
}
