/* Perf buffers: one ring per CPU, read in one crossing into one batch. */
#include <bpf/libbpf.h>
#include <linux/perf_event.h>
#include <stdlib.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_PerfNative.h"
#include "records.h"

#define NATIVE(name) Java_probewright_agent_bpf_PerfNative_##name

/* Room is given back to the kernel after so many bytes, not after each record. */
#define GIVEN_BACK 4096

struct ring {
	int cpu;
	struct perf_event_mmap_page *page;
};

struct reader {
	struct sink sink;
	struct perf_buffer *buffers;
	size_t count, turn;
	uint64_t told, ahead; /* losses told so far; those of them known from the counters alone */
	uint64_t peak;
	struct ring rings[];
};

static uint64_t held(const struct ring *ring)
{
	return __atomic_load_n(&ring->page->data_head, __ATOMIC_ACQUIRE)
	       - __atomic_load_n(&ring->page->data_tail, __ATOMIC_RELAXED);
}

/* Bytes in the fullest ring. */
static uint64_t fullest(const struct reader *reader)
{
	uint64_t most = 0;
	for (size_t i = 0; i < reader->count; i++) {
		uint64_t now = held(&reader->rings[i]);
		most = now > most ? now : most;
	}
	return most;
}

static uint64_t untold(struct reader *reader, uint64_t lost)
{
	uint64_t known = lost < reader->ahead ? lost : reader->ahead;
	reader->ahead -= known;
	reader->told += lost - known;
	return lost - known;
}

/*
 * Puts what is in a ring into the sink; 0 when that is full. Records begin at multiples of eight bytes: a header; then a
 * sample's u32 size and bytes, or a loss's u64 id and u64 count. What reaches over the end goes on at the beginning.
 */
static int ring_fill(struct reader *reader, const struct ring *ring)
{
	struct sink out = reader->sink; /* which nobody else can see, so that it stays in registers */
	struct perf_event_mmap_page *page = ring->page;
	const char *data = (const char *)page + page->data_offset;
	const uint64_t size = page->data_size, mask = size - 1;
	const uint64_t end = __atomic_load_n(&page->data_head, __ATOMIC_ACQUIRE);
	uint64_t at = page->data_tail, given = at;

	while (at != end) {
		const struct perf_event_header *header = (const void *)(data + (at & mask));
		if (header->type == PERF_RECORD_SAMPLE) {
			const char *sample = data + ((at + sizeof(*header)) & mask);
			const char *from = sample + sizeof(uint32_t);
			uint32_t length = *(const uint32_t *)sample, whole = data + size - from;
			char *bytes = place(&out, ring->cpu, length);
			if (bytes && length <= whole) {
				copy(bytes, from, length);
			} else if (bytes) {
				memcpy(bytes, from, whole);
				memcpy(bytes + whole, data, length - whole);
			} else if (!drop_too_large(&out)) {
				break;
			}
		} else if (header->type == PERF_RECORD_LOST) {
			out.lost += untold(reader, *(const uint64_t *)(data + ((at + 16) & mask)));
		}
		at += header->size;
		if (at - given >= GIVEN_BACK)
			__atomic_store_n(&page->data_tail, given = at, __ATOMIC_RELEASE);
	}
	__atomic_store_n(&page->data_tail, at, __ATOMIC_RELEASE);
	reader->sink = out;
	return at == end;
}

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jint map, jint pages, jintArray on)
{
	struct perf_event_attr attributes = {
		.size = sizeof(attributes),
		.type = PERF_TYPE_SOFTWARE,
		.config = PERF_COUNT_SW_BPF_OUTPUT,
		.sample_type = PERF_SAMPLE_RAW,
		.sample_period = 1,
		.wakeup_events = 1,
		.read_format = PERF_FORMAT_LOST,
	};
	const size_t count = (*env)->GetArrayLength(env, on);
	struct reader *reader = calloc(1, sizeof(*reader) + count * sizeof(struct ring));
	jint *cpus = (*env)->GetIntArrayElements(env, on, NULL);
	int error = ENOMEM;
	if (reader && cpus) {
		LIBBPF_OPTS(perf_buffer_raw_opts, options, .cpu_cnt = count, .cpus = cpus, .map_keys = cpus);
		reader->buffers = perf_buffer__new_raw(map, pages, &attributes, NULL, NULL, &options);
		if (!reader->buffers && errno == EINVAL) {
			attributes.read_format = 0; /* before 6.0 the counters do not tell */
			reader->buffers = perf_buffer__new_raw(map, pages, &attributes, NULL, NULL, &options);
		}
		error = errno;
	}
	if (reader && reader->buffers) {
		for (size_t i = 0; i < count; i++) {
			size_t mapped;
			reader->rings[i].cpu = cpus[i];
			perf_buffer__buffer(reader->buffers, i, (void **)&reader->rings[i].page, &mapped);
		}
		reader->count = count;
	} else {
		free(reader);
		reader = NULL;
	}
	if (cpus)
		(*env)->ReleaseIntArrayElements(env, on, cpus, JNI_ABORT);
	return reader ? handle(reader) : -error;
}

JNIEXPORT jint JNICALL NATIVE(descriptor)(JNIEnv *env, jclass c, jlong reader)
{
	return perf_buffer__epoll_fd(((struct reader *)pointer(reader))->buffers);
}

JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jlong handle, jobject into, jint from, jint size)
{
	struct reader *reader = pointer(handle);
	uint64_t most = fullest(reader);
	if (most > reader->peak)
		reader->peak = most;
	begin(&reader->sink, (char *)address(env, into) + from, size);
	for (size_t i = 0; i < reader->count; i++)
		if (!ring_fill(reader, &reader->rings[reader->turn++ % reader->count]))
			break;
	return finish(&reader->sink);
}

/*
 * The kernel writes a loss into the ring with the next event that has room, so the last losses of a
 * flood would never be told; the events' own counters know them. Told with the next batch.
 */
JNIEXPORT void JNICALL NATIVE(settle)(JNIEnv *env, jclass c, jlong handle)
{
	struct reader *reader = pointer(handle);
	uint64_t all = 0;
	for (size_t i = 0; i < reader->count; i++) {
		uint64_t value[2];
		int fd = perf_buffer__buffer_fd(reader->buffers, i);
		if (fd >= 0 && read(fd, value, sizeof(value)) == sizeof(value))
			all += value[1];
	}
	if (all > reader->told) {
		reader->sink.lost += all - reader->told;
		reader->ahead += all - reader->told;
		reader->told = all;
	}
}

/* Bytes in the fullest ring now, in any at most, room in each, how many. */
JNIEXPORT void JNICALL NATIVE(held)(JNIEnv *env, jclass c, jlong handle, jlongArray into)
{
	struct reader *reader = pointer(handle);
	uint64_t size = reader->count ? reader->rings[0].page->data_size : 0;
	const jlong facts[] = {fullest(reader), reader->peak, size, reader->count};
	(*env)->SetLongArrayRegion(env, into, 0, 4, facts);
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jlong handle)
{
	struct reader *reader = pointer(handle);
	perf_buffer__free(reader->buffers);
	free(reader);
}
