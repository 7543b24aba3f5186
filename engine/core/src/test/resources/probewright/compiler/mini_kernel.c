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
	BPF_MAP_TYPE_PROG_ARRAY = 3,
	BPF_MAP_TYPE_PERF_EVENT_ARRAY = 4,
	BPF_MAP_TYPE_PERCPU_HASH = 5,
	BPF_MAP_TYPE_PERCPU_ARRAY = 6,
	BPF_MAP_TYPE_STACK_TRACE = 7,
	BPF_MAP_TYPE_CGROUP_ARRAY = 8,
	BPF_MAP_TYPE_LRU_HASH = 9,
	BPF_MAP_TYPE_LRU_PERCPU_HASH = 10,
	BPF_MAP_TYPE_LPM_TRIE = 11,
	BPF_MAP_TYPE_ARRAY_OF_MAPS = 12,
	BPF_MAP_TYPE_HASH_OF_MAPS = 13,
	BPF_MAP_TYPE_DEVMAP = 14,
	BPF_MAP_TYPE_SOCKMAP = 15,
	BPF_MAP_TYPE_CPUMAP = 16,
	BPF_MAP_TYPE_XSKMAP = 17,
	BPF_MAP_TYPE_SOCKHASH = 18,
	BPF_MAP_TYPE_CGROUP_STORAGE = 19,
	BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE = 21,
	BPF_MAP_TYPE_QUEUE = 22,
	BPF_MAP_TYPE_STACK = 23,
	BPF_MAP_TYPE_SK_STORAGE = 24,
	BPF_MAP_TYPE_RINGBUF = 27,
	BPF_MAP_TYPE_INODE_STORAGE = 28,
	BPF_MAP_TYPE_TASK_STORAGE = 29,
};

enum { BPF_ANY = 0, BPF_NOEXIST = 1, BPF_EXIST = 2 } keep_update_flags;
enum { BPF_F_NO_PREALLOC = 1, BPF_F_NO_COMMON_LRU = 2, BPF_F_STACK_BUILD_ID = 32 } keep_map_flags;
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

struct __sk_buff {
	__u32 len;
	__u32 data;
	__u32 data_end;
};

struct xdp_md {
	__u32 data;
	__u32 data_end;
};

struct sk_msg_md {
	__u32 size;
};

struct bpf_sock_ops {
	__u32 op;
};

struct bpf_stack_build_id {
	__s32 status;
	unsigned char build_id[20];
	union {
		__u64 offset;
		__u64 ip;
	};
};

struct bpf_cgroup_storage_key {
	__u64 cgroup_inode_id;
	__u32 attach_type;
};

struct bpf_perf_event_value {
	__u64 counter;
	__u64 enabled;
	__u64 running;
};

struct pt_regs keep_pt_regs;
struct __sk_buff keep_sk_buff;
struct xdp_md keep_xdp_md;
struct sk_msg_md keep_sk_msg_md;
struct bpf_sock_ops keep_sock_ops;
struct bpf_stack_build_id keep_build_id;
struct bpf_cgroup_storage_key keep_storage_key;
struct bpf_perf_event_value keep_event_value;
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
