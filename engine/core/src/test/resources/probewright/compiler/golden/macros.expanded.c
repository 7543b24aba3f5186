// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Reads through macros, in them and around them; pointers of every origin.
// attach: kprobe:syscall:clone=syscall__clone
// attach: uprobe:c:strlen=measured
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_endian.h>

#define sk_family __sk_common.skc_family

/* a REQ_OP_ number */
static __always_inline unsigned int req_op(const struct request *request)
{
	return BPF_CORE_READ(request, cmd_flags) & 0xff;
}

/* adds n to the counter at key k, which begins at zero */
#define map_increment(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) zero_ = 0, *count_; \
	count_ = bpf_map_lookup_elem((map), &key_); \
	if (!count_) { \
		bpf_map_update_elem((map), &key_, &zero_, BPF_NOEXIST); \
		count_ = bpf_map_lookup_elem((map), &key_); \
	} \
	if (count_) \
		__sync_fetch_and_add(count_, (n)); \
})

/* what stands at an address outside of BPF's own memory; zero when it cannot be read */
#define kread(what) ({ \
	typeof(what) read_; \
	bpf_probe_read((void *)&read_, sizeof(read_), (const void *)&(what)); \
	read_; \
})

/* the same in the memory of the process that the program runs in */
#define uread(what) ({ \
	typeof(what) read_; \
	bpf_probe_read_user((void *)&read_, sizeof(read_), (const void *)&(what)); \
	read_; \
})

/* a bit field behind a pointer to a struct of the kernel's */
#define kread_bits(pointer, field) ({ \
	typeof(pointer) from_ = (pointer); \
	BPF_CORE_READ_BITFIELD_PROBED(from_, field); \
})

/* a bit field behind a pointer to any other struct, which is copied whole */
#define kread_copy(pointer, field) ({ \
	typeof(*(pointer)) copy_; \
	bpf_probe_read((void *)&copy_, sizeof(copy_), (const void *)(pointer)); \
	copy_.field; \
})

/* memcpy from outside of BPF's own memory */
#define kcopy(to, from, size) bpf_probe_read((to), (size), (const void *)(from))

#define ntohs(x) bpf_ntohs(x)

#define LENGTH(r) ((r)->__data_len)
#define PARENT(t) t->real_parent
#define GET(from, what) from->what
#define CURRENT ((struct task_struct *)bpf_get_current_task())
#define COUNT(key) counts.increment(key)
#define SAY(format, ...) bpf_printk(format, ##__VA_ARGS__)
#define BIGGER(a, b) ((a) > (b) ? (a) : (b))

struct key_t {
	u32 pid;
	u32 length; // of the request
};
/* bit fields of its own */
struct own_limits {
	int first;
	unsigned low : 4, high : 4;
};
struct holder_t {
	struct task_struct *task;
	struct sock *sk;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, struct key_t);
	__type(value, u64);
} counts SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, struct holder_t);
} holders SEC(".maps");

/* the library has another one */
static __always_inline int min(int a, int b) { return a < b ? a : b; }

static __always_inline int max_of(struct own_limits *limits)
{
	return min(BPF_PROBE_READ(limits, first), kread_copy(limits, high));
}

SEC("kprobe/blk_start")
int kprobe__blk_start(struct pt_regs *ctx)
{
	struct request *req = (struct request *)PT_REGS_PARM1(ctx);
	struct own_limits *own = (struct own_limits *)PT_REGS_PARM2(ctx);
	struct task_struct *t = CURRENT, *trusted = bpf_get_current_task_btf();
	struct request copy = kread(*req);
	struct holder_t holder = { .task = t }, *kept;
	struct key_t key = {};
	struct sock *sk;
	char comm[16];
	u32 zero = 0;

	key.pid = BPF_CORE_READ(t, real_parent, pid) + BPF_CORE_READ(t, tgid); /* both expanded */
	key.length = (BPF_CORE_READ((req), __data_len)) + (BPF_PROBE_READ((copy.q ? req : req), __data_len)) + BIGGER(BPF_CORE_READ(req, cmd_flags),
		copy.cmd_flags);
	map_increment(&counts, key, 1);
	SAY("%d %d\n", BPF_CORE_READ(((struct task_struct *)bpf_get_current_task()), pid), (BPF_CORE_READ((req), __data_len)));
	kcopy(comm, t->comm, sizeof(comm));
	bpf_map_update_elem(&holders, &zero, &holder, BPF_ANY);
	kept = bpf_map_lookup_elem(&holders, &zero);
	if (!kept || BPF_PROBE_READ(kept->task, pid) != req_op(req))
		return 1;
	sk = kept->sk;
	SAY("%d\n", kread_bits(sk, __sk_common.skc_reuse) + kread_bits(kept->sk, __sk_common.skc_reuseport));
	SAY("%d %d\n", trusted->real_parent->pid, BPF_CORE_READ(trusted, comm[zero]));
	return max_of(own) + BPF_CORE_READ(t, numbers[zero]) + kread(kread((&t->table)[0])[1]) + ntohs(BPF_CORE_READ(sk, sk_family));
}

SEC("kprobe/__x64_sys_clone")
int syscall__clone(struct pt_regs *ctx)
{
	struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(ctx);
	unsigned long flags = (unsigned long)PT_REGS_PARM1_CORE_SYSCALL(call_regs);
	struct key_t *at = (struct key_t *)PT_REGS_PARM2_CORE_SYSCALL(call_regs);
	const char *words = (const char *)PT_REGS_PARM3_CORE_SYSCALL(call_regs);
	struct key_t key = uread(*at);

	return uread(words[1]) + BPF_PROBE_READ_USER(at, length) + key.pid + (flags & 1);
}

SEC("uprobe")
int measured(struct pt_regs *ctx)
{
	struct holder_t *holder = (struct holder_t *)PT_REGS_PARM1(ctx);
	return BPF_PROBE_READ_USER(holder, task, pid) + uread(*(char *)PT_REGS_PARM2(ctx));
}

SEC("kprobe")
int unattached(struct pt_regs *ctx)
{
	struct key_t *either = (struct key_t *)PT_REGS_PARM1(ctx);
	struct task_struct *task = (struct task_struct *)PT_REGS_PARM2(ctx);
	return kread(either->pid) + BPF_CORE_READ(task, pid);
}

char LICENSE[] SEC("license") = "GPL";
