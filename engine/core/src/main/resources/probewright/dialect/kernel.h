/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What BTF cannot carry: macros and small functions that programs expect of
 * the kernel and of bcc. The analysis reads the whole of it; an expanded
 * program gets the items that it uses. Items are set apart by blank lines;
 * each begins with its comment, if it has one.
 */

#define NULL ((void *)0)

#define __user

#define __rcu

#define __percpu

#define __iomem

#define __force

#define TASK_COMM_LEN 16

#define PATH_MAX 4096

#define NAME_MAX 255

#define IFNAMSIZ 16

#define DISK_NAME_LEN 32

#define PAGE_SHIFT 12

#define PAGE_SIZE (1UL << PAGE_SHIFT)

#define NSEC_PER_SEC 1000000000L

#define NSEC_PER_MSEC 1000000L

#define NSEC_PER_USEC 1000L

#define USEC_PER_SEC 1000000L

#define AF_UNIX 1

#define AF_INET 2

#define AF_INET6 10

#define BIT(n) (1UL << (n))

#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

#define likely(x) __builtin_expect(!!(x), 1)

#define unlikely(x) __builtin_expect(!!(x), 0)

#define MINORBITS 20

#define MAJOR(dev) ((unsigned int)((dev) >> MINORBITS))

#define MINOR(dev) ((unsigned int)((dev) & ((1U << MINORBITS) - 1)))

#define sk_family __sk_common.skc_family

#define sk_state __sk_common.skc_state

#define sk_num __sk_common.skc_num

#define sk_dport __sk_common.skc_dport

#define sk_daddr __sk_common.skc_daddr

#define sk_rcv_saddr __sk_common.skc_rcv_saddr

#define sk_v6_daddr __sk_common.skc_v6_daddr

#define sk_v6_rcv_saddr __sk_common.skc_v6_rcv_saddr

#define sk_net __sk_common.skc_net

#define BPF_MAX_STACK_DEPTH 127

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
