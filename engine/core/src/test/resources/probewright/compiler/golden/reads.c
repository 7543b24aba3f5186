// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Every shape of reading there is a rule for.
// attach: kretprobe:tcp_v4_connect=returned
// attach: kprobe:syscall:clone=cloned
#define TWICE(x) ((x) + (x))

struct key_t {
	u32 pid;
	u32 family;
};
struct own_t {
	struct own_t *next;
	int value;
};

BPF_HASH(socks, u32, struct sock *);
BPF_HASH(counts, struct key_t, u64, 1024);
BPF_ARRAY(slots, struct key_t, 8);
BPF_RINGBUF_OUTPUT(ring, 8);

static u32 family_of(struct sock *sk)
{
	return sk->sk_family;
}

static inline int mark_of(const struct sock *sk) { return sk->sk_mark; }

int kprobe__tcp_v4_connect(struct pt_regs *ctx, struct sock *sk, void *unused)
{
	u32 pid = bpf_get_current_pid_tgid();

	socks.update(&pid, &sk);
	return 0;
}

int returned(struct pt_regs *ctx)
{
	u32 pid = bpf_get_current_pid_tgid();
	struct sock **found = socks.lookup(&pid);
	struct key_t key = {}, *slot;
	int zero = 0;

	if (!found)
		return 0;
	struct sock *sk = *found;
	key.pid = pid;
	key.family = family_of(sk) + (*found)->sk_family + mark_of(sk);
	counts.increment(key);
	counts.atomic_increment(key, sk->__sk_common.skc_reuse);
	slot = slots.lookup(&zero);
	if (slot)
		slot->family += sk->__sk_common.skc_daddr + sizeof(sk->sk_mark);
	struct key_t *record = ring.ringbuf_reserve(sizeof(*record));
	if (!record)
		return 0;
	record->pid = PT_REGS_RC(ctx);
	ring.ringbuf_submit(record, 0);
	return 0;
}

int cloned(struct pt_regs *ctx, unsigned long flags, const char *stack)
{
	struct task_struct *task = (struct task_struct *)bpf_get_current_task();
	struct own_t *own = (struct own_t *)flags;
	char comm[TASK_COMM_LEN];
	int i = 2;

	bpf_probe_read_kernel(&comm, sizeof(comm), task->real_parent->comm);
	bpf_trace_printk("%d %d\n", TWICE(task->real_parent->tgid),
			 task->numbers[i]);
	bpf_trace_printk("%d %d %c\n", task->table[i],
			 own->next->value, *stack);
	return ((struct task_struct *)bpf_get_current_task())->pid;
}
