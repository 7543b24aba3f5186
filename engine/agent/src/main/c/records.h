/*
 * Records of a stream, as they stand in a batch: u32 size, u32 cpu, bytes; numbers big-endian. A size
 * of all ones is a loss: u32 cpu, u64 lost in the kernel, u64 dropped here.
 */
#ifndef PROBEWRIGHT_RECORDS_H
#define PROBEWRIGHT_RECORDS_H

#include <endian.h>
#include <stdint.h>
#include <string.h>

#define RECORD_HEADER 8
#define LOSS_SIZE 24
#define INLINE 512 /* up to here copying in place is quicker than a call */

struct sink {
	char *start, *at, *end;
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

static inline void copy(char *to, const char *from, uint32_t size)
{
	if (size > INLINE || size % 4) {
		memcpy(to, from, size);
		return;
	}
	for (; size >= 32; size -= 32, to += 32, from += 32)
		memcpy(to, from, 32);
	for (; size >= 8; size -= 8, to += 8, from += 8)
		memcpy(to, from, 8);
	if (size) /* a perf buffer's records are four bytes longer than what was sent */
		memcpy(to, from, 4);
}

static inline uint64_t record_header(uint32_t cpu, uint32_t size)
{
	return htobe64((uint64_t)size << 32 | cpu);
}

/* Puts a record without its bytes, for which it gives the place; NULL when there is no room. */
static inline char *place(struct sink *sink, uint32_t cpu, uint32_t size)
{
	const uint64_t header = record_header(cpu, size);
	if (!has_room(sink, size))
		return NULL;
	put_losses(sink);
	memcpy(sink->at, &header, RECORD_HEADER);
	char *bytes = sink->at + RECORD_HEADER;
	sink->at = bytes + size;
	return bytes;
}

/* What had no room: 0 when it is for the next batch; one larger than any is dropped. */
static inline int drop_too_large(struct sink *sink)
{
	if (sink->at != sink->start)
		return 0;
	sink->dropped++;
	return 1;
}

/* Begins a batch in a buffer. */
static inline void begin(struct sink *sink, char *buffer, size_t size)
{
	sink->start = sink->at = buffer;
	sink->end = buffer + size;
}

/* Ends a batch: its size in bytes. */
static inline int finish(struct sink *sink)
{
	put_losses(sink);
	return sink->at - sink->start;
}

#endif
