/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * A kernel of a few types, for tests: compiled to BTF by the clang at hand.
 * Names and members are those that programs use; layouts are our own.
 */
typedef unsigned char __u8;
typedef unsigned short __u16;
typedef unsigned int __u32;
typedef unsigned long long __u64;
typedef signed char __s8;
typedef short __s16;
typedef int __s32;
typedef long long __s64;
typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s8 s8;
typedef __s16 s16;
typedef __s32 s32;
typedef __s64 s64;
typedef __u16 __be16;
typedef __u32 __be32;
typedef __u64 __be64;
typedef __u16 __le16;
typedef __u32 __le32;
typedef __u16 __sum16;
typedef __u32 __wsum;
typedef unsigned long size_t;
typedef _Bool bool;

#ifdef ARM64
struct pt_regs {
	u64 regs[31], sp, pc, pstate, orig_x0;
};
#else
struct pt_regs {
	unsigned long r15, r14, r13, r12, bp, bx, r11, r10, r9, r8;
	unsigned long ax, cx, dx, si, di, orig_ax, ip, cs, flags, sp, ss;
};
#endif

enum bpf_map_type {
	BPF_MAP_TYPE_UNSPEC = 0,
	BPF_MAP_TYPE_HASH = 1,
	BPF_MAP_TYPE_ARRAY = 2,
	BPF_MAP_TYPE_PERF_EVENT_ARRAY = 4,
	BPF_MAP_TYPE_RINGBUF = 27,
};

enum { BPF_ANY = 0, BPF_NOEXIST = 1, BPF_EXIST = 2 } keep_update_flags;
enum { BPF_F_CURRENT_CPU = 4294967295ULL } keep_output_flags;
enum { TASK_COMM_LEN = 16 } keep_lengths;

struct queue_limits {
	unsigned int max_sectors;
};

struct request_queue {
	struct queue_limits limits;
	int id;
};

struct request {
	struct request_queue *q;
	unsigned int cmd_flags;
	unsigned int __data_len;
	u64 __sector;
};

struct sock_common {
	unsigned short skc_family;
	unsigned char skc_reuse : 4;
	unsigned char skc_reuseport : 1;
	union {
		__be32 skc_daddr;
		u64 skc_addrpair;
	};
};

struct sock {
	struct sock_common __sk_common;
	int sk_mark;
};

struct task_struct {
	int pid;
	int tgid;
	struct task_struct *real_parent;
	char comm[16];
	int numbers[4];
	int *table;
};

struct pt_regs keep_pt_regs;
enum bpf_map_type keep_map_type;
struct request keep_request;
struct request_queue keep_request_queue;
struct sock keep_sock;
struct task_struct keep_task;
size_t keep_size;
__u8 keep_1; __u16 keep_2; __u32 keep_3; __u64 keep_4;
__s8 keep_5; __s16 keep_6; __s32 keep_7; __s64 keep_8;
__be16 keep_9; __be32 keep_10; __be64 keep_11; __le16 keep_12; __le32 keep_13;
__sum16 keep_14; __wsum keep_15; bool keep_16;
u8 keep_17; u16 keep_18; u32 keep_19; u64 keep_20; s8 keep_21; s16 keep_22; s32 keep_23; s64 keep_24;

long __x64_sys_clone(const struct pt_regs *regs)
{
	return regs->sp;
}
