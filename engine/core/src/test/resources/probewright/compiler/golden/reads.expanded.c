// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Every shape of reading there is a rule for.
// attach: kretprobe:tcp_v4_connect=returned
// attach: kprobe:syscall:clone=cloned
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

#define sk_family __sk_common.skc_family

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

#define TWICE(x) ((x) + (x))

struct key_t {
	u32 pid;
	u32 family;
};
struct own_t {
	struct own_t *next;
	int value;
};

struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 10240);
	__type(key, u32);
	__type(value, struct sock *);
} socks SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_HASH);
	__uint(max_entries, 1024);
	__type(key, struct key_t);
	__type(value, u64);
} counts SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 8);
	__type(key, int);
	__type(value, struct key_t);
} slots SEC(".maps");
struct {
	__uint(type, BPF_MAP_TYPE_RINGBUF);
	__uint(max_entries, 32768);
} ring SEC(".maps");

static __always_inline u32 family_of(struct sock *sk)
{
	return BPF_CORE_READ(sk, sk_family);
}

static __always_inline int mark_of(const struct sock *sk) { return BPF_CORE_READ(sk, sk_mark); }

SEC("kprobe/tcp_v4_connect")
int kprobe__tcp_v4_connect(struct pt_regs *ctx)
{
	struct sock *sk = (struct sock *)PT_REGS_PARM1(ctx);
	u32 pid = bpf_get_current_pid_tgid();

	bpf_map_update_elem(&socks, &pid, &sk, BPF_ANY);
	return 0;
}

SEC("kretprobe/tcp_v4_connect")
int returned(struct pt_regs *ctx)
{
	u32 pid = bpf_get_current_pid_tgid();
	struct sock **found = bpf_map_lookup_elem(&socks, &pid);
	struct key_t key = {}, *slot;
	int zero = 0;

	if (!found)
		return 0;
	struct sock *sk = *found;
	key.pid = pid;
	key.family = family_of(sk) + BPF_CORE_READ((*found), sk_family) + mark_of(sk);
	map_increment(&counts, key, 1);
	map_increment(&counts, key, kread_bits(sk, __sk_common.skc_reuse));
	slot = bpf_map_lookup_elem(&slots, &zero);
	if (slot)
		slot->family += BPF_CORE_READ(sk, __sk_common.skc_daddr) + sizeof(sk->sk_mark);
	struct key_t *record = bpf_ringbuf_reserve(&ring, sizeof(*record), 0);
	if (!record)
		return 0;
	record->pid = PT_REGS_RC(ctx);
	bpf_ringbuf_submit(record, 0);
	return 0;
}

SEC("kprobe/__x64_sys_clone")
int cloned(struct pt_regs *ctx)
{
	struct pt_regs *call_regs = PT_REGS_SYSCALL_REGS(ctx);
	unsigned long flags = (unsigned long)PT_REGS_PARM1_CORE_SYSCALL(call_regs);
	const char *stack = (const char *)PT_REGS_PARM2_CORE_SYSCALL(call_regs);
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct own_t *own = (struct own_t *)flags;
	char comm[TASK_COMM_LEN];
	int i = 2;

	bpf_probe_read_kernel(&comm, sizeof(comm), BPF_CORE_READ(task, real_parent)->comm);
	bpf_printk("%d %d\n", TWICE(BPF_CORE_READ(task, real_parent, tgid)),
			 BPF_CORE_READ(task, numbers[i]));
	bpf_printk("%d %d %c\n", kread(BPF_CORE_READ(task, table)[i]),
			 BPF_PROBE_READ_USER(own, next, value), uread(*stack));
	return BPF_CORE_READ(((struct task_struct *)bpf_get_current_task()), pid);
}

/* keeps the events' layout in the object's types */
struct key_t *pw_event_ring SEC(".pw.types") __attribute__((used));

char LICENSE[] SEC("license") = "GPL";
