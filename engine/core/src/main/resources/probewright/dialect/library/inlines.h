/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Macros and small functions that programs expect of the kernel and of bcc.
 * Items are set apart by blank lines; each begins with its comment, if it has
 * one. The analysis reads them all; an expanded program gets those that it uses.
 */

#define BIT(n) (1UL << (n))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define likely(x) __builtin_expect(!!(x), 1)

#define unlikely(x) __builtin_expect(!!(x), 0)

#define MAJOR(dev) ((unsigned int)((dev) >> MINORBITS))

#define MINOR(dev) ((unsigned int)((dev) & ((1U << MINORBITS) - 1)))

#define lock_xadd(ptr, n) ((void)__sync_fetch_and_add(ptr, n))

/* the power-of-two slot of a value: floor(log2(v)) + 1, and 1 for 0 */
static __always_inline unsigned int bpf_log2l(unsigned long v)
{
	unsigned int slot = 1;

	if (v >> 32) {
		v >>= 32;
		slot += 32;
	}
	if (v >> 16) {
		v >>= 16;
		slot += 16;
	}
	if (v >> 8) {
		v >>= 8;
		slot += 8;
	}
	if (v >> 4) {
		v >>= 4;
		slot += 4;
	}
	if (v >> 2) {
		v >>= 2;
		slot += 2;
	}
	if (v >> 1)
		slot += 1;
	return slot;
}

/* floor(log2(v)), and 0 for 0 */
static __always_inline unsigned int bpf_log2(unsigned int v)
{
	return bpf_log2l(v) - 1;
}
