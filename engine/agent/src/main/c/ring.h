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

/* Puts what is there into the sink, until that is full; a record larger than all of the sink is dropped. */
static inline void ring_fill(struct ring *ring, struct sink *sink)
{
	struct sink out = *sink; /* which nobody else can see, so that it stays in registers */
	const char *data = ring->data;
	const uint64_t mask = ring->mask;
	uint64_t at = __atomic_load_n(ring->consumer, __ATOMIC_RELAXED), given = at;
	uint64_t end = __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE);
	uint32_t known = 0, size = 0;

	if (end - at > ring->peak)
		ring->peak = end - at;
	while (at != end || at != (end = __atomic_load_n(ring->producer, __ATOMIC_ACQUIRE))) {
		const char *record = data + (at & mask);
		uint32_t word = __atomic_load_n((const uint32_t *)record, __ATOMIC_ACQUIRE);
		/* mostly as the one before, and then the processor need not wait for it to find the next */
		if (word != known) {
			if (word & BPF_RINGBUF_BUSY_BIT)
				break;
			known = word;
			size = word & ~BPF_RINGBUF_DISCARD_BIT;
		}
		if (!(known & BPF_RINGBUF_DISCARD_BIT)) {
			if (has_room(&out, size))
				append_record(&out, UINT32_MAX, record + BPF_RINGBUF_HDR_SZ, size);
			else if (out.at == out.start)
				out.dropped++;
			else
				break;
		}
		at += (size + BPF_RINGBUF_HDR_SZ + 7) / 8 * 8;
		if (at - given >= GIVEN_BACK)
			__atomic_store_n(ring->consumer, given = at, __ATOMIC_RELEASE);
	}
	__atomic_store_n(ring->consumer, at, __ATOMIC_RELEASE);
	*sink = out;
}

#endif
