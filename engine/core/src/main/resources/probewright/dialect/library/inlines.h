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

#define BIT_ULL(n) (1ULL << (n))

#define GENMASK(high, low) ((~0UL << (low)) & (~0UL >> (63 - (high))))

#define READ_ONCE(x) (x)

#define ACCESS_ONCE(x) (x)

#define rcu_dereference(x) (x)

#define rcu_dereference_raw(x) (x)

#define rcu_access_pointer(x) (x)

#define rcu_dereference_check(x, held) (x)

#define rcu_dereference_protected(x, held) (x)

#define smp_load_acquire(pointer) (*(pointer))

#define WRITE_ONCE(x, value) ((x) = (value))

#define min(x, y) ({ \
	typeof(x) one_ = (x); \
	typeof(y) two_ = (y); \
	one_ < two_ ? one_ : two_; \
})

#define min_t(type, x, y) ({ \
	type one_ = (x); \
	type two_ = (y); \
	one_ < two_ ? one_ : two_; \
})

#define min3(x, y, z) min(min(x, y), z)

#define max(x, y) ({ \
	typeof(x) one_ = (x); \
	typeof(y) two_ = (y); \
	one_ > two_ ? one_ : two_; \
})

#define max_t(type, x, y) ({ \
	type one_ = (x); \
	type two_ = (y); \
	one_ > two_ ? one_ : two_; \
})

#define max3(x, y, z) max(max(x, y), z)

#define clamp(x, low, high) ({ \
	typeof(x) within_ = (x); \
	typeof(x) low_ = (low); \
	typeof(x) high_ = (high); \
	within_ < low_ ? low_ : within_ > high_ ? high_ : within_; \
})

#define clamp_t(type, x, low, high) clamp((type)(x), (type)(low), (type)(high))

#define clamp_val(x, low, high) clamp(x, low, high)

#define swap(x, y) do { \
	typeof(x) kept_ = (x); \
	(x) = (y); \
	(y) = kept_; \
} while (0)

#define abs(x) ({ \
	typeof(x) signed_ = (x); \
	signed_ < 0 ? -signed_ : signed_; \
})

#define div_u64(x, y) ((u64)(x) / (u32)(y))

#define div64_u64(x, y) ((u64)(x) / (u64)(y))

#define div64_ul(x, y) ((u64)(x) / (unsigned long)(y))

/* divides n in its place; gives what is left over */
#define do_div(n, base) ({ \
	u32 base_ = (base); \
	u32 rest_ = (u64)(n) % base_; \
	(n) = (u64)(n) / base_; \
	rest_; \
})

/* BPF divides only numbers without a sign */
#define DIV_ROUND_UP(n, d) (((u64)(n) + (d) - 1) / (d))

#define ALIGN(x, a) (((x) + ((typeof(x))(a) - 1)) & ~((typeof(x))(a) - 1))

#define ALIGN_DOWN(x, a) ((x) & ~((typeof(x))(a) - 1))

#define IS_ALIGNED(x, a) (((x) & ((typeof(x))(a) - 1)) == 0)

#define round_up(x, y) ALIGN(x, y)

#define round_down(x, y) ALIGN_DOWN(x, y)

#define roundup(x, y) ((((u64)(x) + (y) - 1) / (y)) * (y))

#define rounddown(x, y) ((x) - (u64)(x) % (y))

#define is_power_of_2(n) ((n) != 0 && ((n) & ((n) - 1)) == 0)

#define ilog2(n) ((int)bpf_log2l(n) - 1)

#define upper_32_bits(n) ((u32)((n) >> 16 >> 16))

#define lower_32_bits(n) ((u32)(n))

#define test_bit(n, bits) ((kread(((const unsigned long *)(bits))[(n) / 64]) >> ((n) % 64)) & 1)

#define cpu_to_be16(x) bpf_htons(x)

#define be16_to_cpu(x) bpf_ntohs(x)

#define cpu_to_le16(x) ((__le16)(u16)(x))

#define le16_to_cpu(x) ((u16)(x))

#define be16_to_cpup(pointer) be16_to_cpu(kread(*(pointer)))

#define cpu_to_be32(x) bpf_htonl(x)

#define be32_to_cpu(x) bpf_ntohl(x)

#define cpu_to_le32(x) ((__le32)(u32)(x))

#define le32_to_cpu(x) ((u32)(x))

#define be32_to_cpup(pointer) be32_to_cpu(kread(*(pointer)))

#define cpu_to_be64(x) bpf_cpu_to_be64(x)

#define be64_to_cpu(x) bpf_be64_to_cpu(x)

#define cpu_to_le64(x) ((__le64)(u64)(x))

#define le64_to_cpu(x) ((u64)(x))

#define be64_to_cpup(pointer) be64_to_cpu(kread(*(pointer)))

#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)

#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)

#define S_ISCHR(mode) (((mode) & S_IFMT) == S_IFCHR)

#define S_ISBLK(mode) (((mode) & S_IFMT) == S_IFBLK)

#define S_ISFIFO(mode) (((mode) & S_IFMT) == S_IFIFO)

#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)

#define S_ISSOCK(mode) (((mode) & S_IFMT) == S_IFSOCK)

#define IS_ERR_VALUE(x) ((unsigned long)(void *)(x) >= (unsigned long)-MAX_ERRNO)

#define IS_ERR(pointer) IS_ERR_VALUE(pointer)

#define IS_ERR_OR_NULL(pointer) (!(pointer) || IS_ERR_VALUE(pointer))

#define PTR_ERR(pointer) ((long)(pointer))

#define ERR_PTR(error) ((void *)(long)(error))

#define atomic_read(v) kread((v)->counter)

#define atomic64_read(v) kread((v)->counter)

#define atomic_long_read(v) kread((v)->counter)

#define refcount_read(r) kread((r)->refs.counter)

#define kref_read(k) kread((k)->refcount.refs.counter)

#define percpu_counter_read(c) kread((c)->count)

#define list_entry(pointer, type, member) container_of(pointer, type, member)

#define hlist_entry(pointer, type, member) container_of(pointer, type, member)

#define rb_entry(pointer, type, member) container_of(pointer, type, member)

#define list_first_entry(head, type, member) container_of(kread((head)->next), type, member)

#define list_last_entry(head, type, member) container_of(kread((head)->prev), type, member)

#define list_next_entry(item, member) container_of(kread((item)->member.next), typeof(*(item)), member)

#define list_prev_entry(item, member) container_of(kread((item)->member.prev), typeof(*(item)), member)

#define list_empty(head) (kread((head)->next) == (head))

#define hlist_empty(head) (!kread((head)->first))

#define hlist_unhashed(item) (!kread((item)->pprev))

#define read_pnet(pointer) kread((pointer)->net)

#define TCP_SKB_CB(skb) ((struct tcp_skb_cb *)&((skb)->cb[0]))

#define __kuid_val(uid) ((uid).val)

#define __kgid_val(gid) ((gid).val)

#define from_kuid(namespace, uid) ((uid).val)

#define from_kgid(namespace, gid) ((gid).val)

#define ktime_to_ns(t) ((s64)(t))

#define ktime_to_us(t) ((u64)(t) / 1000)

#define ktime_to_ms(t) ((u64)(t) / 1000000)

#define ns_to_ktime(n) ((ktime_t)(n))

#define ktime_sub(x, y) ((x) - (y))

#define ktime_add(x, y) ((x) + (y))

#define timespec64_to_ns(t) (kread((t)->tv_sec) * 1000000000LL + kread((t)->tv_nsec))

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
