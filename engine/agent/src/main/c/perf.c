/* Perf buffers: one ring per CPU, read in one crossing into one batch. */
#include <bpf/libbpf.h>
#include <linux/perf_event.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_PerfNative.h"
#include "records.h"

#define NATIVE(name) Java_probewright_agent_bpf_PerfNative_##name

struct reader {
	struct sink sink;
	struct perf_buffer *buffers;
	size_t turn;
	uint64_t told, ahead; /* losses told so far; those of them known from the counters alone */
	uint64_t peak;
};

/* Bytes in the fullest ring; the size of one. */
static uint64_t fullest(const struct reader *reader, size_t *size)
{
	uint64_t most = 0;
	for (size_t i = 0; i < perf_buffer__buffer_cnt(reader->buffers); i++) {
		void *memory;
		size_t mapped;
		if (perf_buffer__buffer(reader->buffers, i, &memory, &mapped))
			continue; /* a CPU that is off */
		const struct perf_event_mmap_page *page = memory;
		uint64_t head = __atomic_load_n(&page->data_head, __ATOMIC_ACQUIRE);
		uint64_t held = head - __atomic_load_n(&page->data_tail, __ATOMIC_RELAXED);
		most = held > most ? held : most;
		if (size)
			*size = page->data_size;
	}
	return most;
}

static enum bpf_perf_event_ret event(void *context, int cpu, struct perf_event_header *header)
{
	struct reader *reader = context;
	if (header->type == PERF_RECORD_SAMPLE) {
		const struct {
			struct perf_event_header header;
			uint32_t size;
			char data[];
		} *sample = (void *)header;
		return put_record(&reader->sink, cpu, sample->data, sample->size) ? LIBBPF_PERF_EVENT_DONE
										  : LIBBPF_PERF_EVENT_CONT;
	}
	if (header->type == PERF_RECORD_LOST) {
		const struct {
			struct perf_event_header header;
			uint64_t id, lost;
		} *loss = (void *)header;
		uint64_t known = loss->lost < reader->ahead ? loss->lost : reader->ahead;
		reader->ahead -= known;
		reader->told += loss->lost - known;
		reader->sink.lost += loss->lost - known;
	}
	return LIBBPF_PERF_EVENT_CONT;
}

JNIEXPORT jlong JNICALL NATIVE(open)(JNIEnv *env, jclass c, jint map, jint pages)
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
	LIBBPF_OPTS(perf_buffer_raw_opts, options);
	struct reader *reader = calloc(1, sizeof(*reader));
	if (!reader)
		return -ENOMEM;
	reader->buffers = perf_buffer__new_raw(map, pages, &attributes, event, reader, &options);
	if (!reader->buffers && errno == EINVAL) {
		attributes.read_format = 0; /* before 6.0 the counters do not tell */
		reader->buffers = perf_buffer__new_raw(map, pages, &attributes, event, reader, &options);
	}
	if (reader->buffers)
		return handle(reader);
	int error = errno;
	free(reader);
	return -error;
}

JNIEXPORT jint JNICALL NATIVE(descriptor)(JNIEnv *env, jclass c, jlong reader)
{
	return perf_buffer__epoll_fd(((struct reader *)pointer(reader))->buffers);
}

JNIEXPORT jint JNICALL NATIVE(fill)(JNIEnv *env, jclass c, jlong handle, jobject into, jint from, jint size)
{
	struct reader *reader = pointer(handle);
	size_t count = perf_buffer__buffer_cnt(reader->buffers);
	uint64_t held = fullest(reader, NULL);
	if (held > reader->peak)
		reader->peak = held;
	begin(&reader->sink, (char *)address(env, into) + from, size);
	for (size_t i = 0; i < count && !reader->sink.kept; i++) {
		int result = perf_buffer__consume_buffer(reader->buffers, reader->turn++ % count);
		if (result < 0)
			return result;
	}
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
	for (size_t i = 0; i < perf_buffer__buffer_cnt(reader->buffers); i++) {
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
	size_t size = 0;
	uint64_t now = fullest(reader, &size);
	const jlong held[] = {now, reader->peak, size, perf_buffer__buffer_cnt(reader->buffers)};
	(*env)->SetLongArrayRegion(env, into, 0, 4, held);
}

JNIEXPORT void JNICALL NATIVE(close)(JNIEnv *env, jclass c, jlong handle)
{
	struct reader *reader = pointer(handle);
	perf_buffer__free(reader->buffers);
	free(reader->sink.kept);
	free(reader);
}
