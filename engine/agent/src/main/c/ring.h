/*
 * A ring buffer's memory, walked without a system call: positions that only grow, and records of which each has
 * eight bytes before it: u32 size with two flags, u32 of the kernel's own; padded to eight bytes. Source of the
 * facts: the kernel's Documentation/bpf/ringbuf.rst.
 */
#ifndef PROBEWRIGHT_RING_H
#define PROBEWRIGHT_RING_H

#include <linux/bpf.h>

#include "records.h"

/* Room is given back to the kernel after so many bytes, not after each record. */
#define GIVEN_BACK 4096

struct ring {
	uint64_t *consumer;
	const uint64_t *producer;
	const char *data; /* mapped twice, one behind the other, so that no record is ever cut */
	uint64_t mask;
	uint64_t peak;
};

static inline uint64_t ring_held(const struct ring *ring)
{
	return __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE) - __atomic_load_n(ring->consumer, __ATOMIC_RELAXED);
}

static inline uint32_t ring_word(const char *record)
{
	return __atomic_load_n((const uint32_t *)record, __ATOMIC_ACQUIRE);
}

/*
 * Puts the records that follow one of this size as long as they have the same, of which most streams consist: so the
 * processor need not wait for one to find the next. They end before `last`; how many bytes they take in the ring.
 */
static inline uint64_t ring_run(struct sink *sink, const char *first, const char *last, uint32_t size, uint32_t step)
{
	const uint64_t header = record_header(UINT32_MAX, size);
	const char *record = first, *full = sink->end - RECORD_HEADER - size;
	char *to = sink->at;

	for (; record < last && to <= full && ring_word(record) == size; record += step) {
		memcpy(to, &header, RECORD_HEADER);
		copy(to + RECORD_HEADER, record + BPF_RINGBUF_HDR_SZ, size);
		to += RECORD_HEADER + size;
	}
	sink->at = to;
	return record - first;
}

/* Puts what is there into the sink, until that is full; a record larger than all of the sink is dropped. */
static inline void ring_fill(struct ring *ring, struct sink *sink)
{
	uint64_t at = __atomic_load_n(ring->consumer, __ATOMIC_RELAXED);
	uint64_t end = __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE);

	if (end - at > ring->peak)
		ring->peak = end - at;
	while (at != end || at != (end = __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE))) {
		const char *record = ring->data + (at & ring->mask);
		const uint32_t word = ring_word(record), size = word & ~BPF_RINGBUF_DISCARD_BIT;
		const uint32_t step = (size + BPF_RINGBUF_HDR_SZ + 7) / 8 * 8;

		if (word & BPF_RINGBUF_BUSY_BIT)
			break;
		if (word == size) {
			char *bytes = place(sink, UINT32_MAX, size);
			if (bytes) {
				const char *last = record + (end - at < GIVEN_BACK ? end - at : GIVEN_BACK);
				copy(bytes, record + BPF_RINGBUF_HDR_SZ, size);
				at += ring_run(sink, record + step, last, size, step);
			} else if (!drop_too_large(sink)) {
				break;
			}
		}
		at += step;
		__atomic_store_n(ring->consumer, at, __ATOMIC_RELEASE);
	}
}

#endif
