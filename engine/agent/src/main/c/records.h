/*
 * Records of a stream, as they stand in a batch: u32 size, u32 cpu, bytes; numbers big-endian. A size
 * of all ones is a loss: u32 cpu, u64 lost in the kernel, u64 dropped here.
 */
#ifndef PROBEWRIGHT_RECORDS_H
#define PROBEWRIGHT_RECORDS_H

#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define RECORD_HEADER 8
#define LOSS_SIZE 24
#define WORDS 72 /* up to here word by word is quicker than a call */

struct sink {
	char *start, *at, *end;
	/* a reader has to be told to stop after the record that does not fit, so that one is kept here */
	char *kept;
	uint32_t kept_size, kept_cpu;
	/* not told yet; told before the next record, where they are missing */
	uint64_t lost, dropped;
};

static inline void put32(struct sink *sink, uint32_t value)
{
	value = htobe32(value);
	memcpy(sink->at, &value, 4);
	sink->at += 4;
}

static inline void put64(struct sink *sink, uint64_t value)
{
	value = htobe64(value);
	memcpy(sink->at, &value, 8);
	sink->at += 8;
}

static inline void put_losses(struct sink *sink)
{
	if (!(sink->lost || sink->dropped) || sink->end - sink->at < LOSS_SIZE)
		return;
	put32(sink, UINT32_MAX);
	put32(sink, UINT32_MAX);
	put64(sink, sink->lost);
	put64(sink, sink->dropped);
	sink->lost = sink->dropped = 0;
}

/* Whether a record of that size has room, with the losses that stand before it. */
static inline int has_room(const struct sink *sink, uint32_t size)
{
	size_t need = (size_t)size + RECORD_HEADER + (sink->lost || sink->dropped ? LOSS_SIZE : 0);
	return (size_t)(sink->end - sink->at) >= need;
}

/* Puts a record that has room. */
static inline void append_record(struct sink *sink, uint32_t cpu, const void *data, uint32_t size)
{
	const uint64_t header = htobe64((uint64_t)size << 32 | cpu);
	put_losses(sink);
	memcpy(sink->at, &header, sizeof(header));
	sink->at += sizeof(header);
	if (size <= WORDS && size % 4 == 0) {
		const char *from = data;
		uint32_t i = size & 4;
		if (i) /* a perf buffer's records are four bytes longer than what was sent */
			memcpy(sink->at, from, 4);
		for (; i < size; i += 8)
			memcpy(sink->at + i, from + i, 8);
	} else {
		memcpy(sink->at, data, size);
	}
	sink->at += size;
}

/* 0, or 1 when the record was kept back and the reader must stop. */
static inline int put_record(struct sink *sink, uint32_t cpu, const void *data, uint32_t size)
{
	if (has_room(sink, size)) {
		append_record(sink, cpu, data, size);
		return 0;
	}
	sink->kept = malloc(size ? size : 1);
	if (!sink->kept) {
		sink->dropped++;
		return 1;
	}
	memcpy(sink->kept, data, size);
	sink->kept_size = size;
	sink->kept_cpu = cpu;
	return 1;
}

/* Begins a batch in a buffer, with the record that was kept back. One larger than any batch is dropped. */
static inline void begin(struct sink *sink, char *buffer, size_t size)
{
	sink->start = sink->at = buffer;
	sink->end = buffer + size;
	if (!sink->kept)
		return;
	char *kept = sink->kept;
	if (sink->kept_size + (size_t)RECORD_HEADER + LOSS_SIZE > size)
		sink->dropped++;
	else
		put_record(sink, sink->kept_cpu, kept, sink->kept_size);
	sink->kept = NULL;
	free(kept);
}

/* Ends a batch: its size in bytes. */
static inline int finish(struct sink *sink)
{
	put_losses(sink);
	return sink->at - sink->start;
}

#endif
