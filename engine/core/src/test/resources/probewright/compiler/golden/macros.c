// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Reads through macros, in them and around them; pointers of every origin.
// attach: kprobe:syscall:clone=syscall__clone
// attach: uprobe:c:strlen=measured
#define LENGTH(r) ((r)->__data_len)
#define PARENT(t) t->real_parent
#define GET(from, what) from->what
#define CURRENT ((struct task_struct *)bpf_get_current_task())
#define COUNT(key) counts.increment(key)
#define SAY(format, ...) bpf_trace_printk(format, ##__VA_ARGS__)
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

BPF_HASH(counts, struct key_t);
BPF_HASH(holders, u32, struct holder_t);

/* the library has another one */
static inline int min(int a, int b) { return a < b ? a : b; }

static int max_of(struct own_limits *limits)
{
	return min(limits->first, limits->high);
}

int kprobe__blk_start(struct pt_regs *ctx, struct request *req, struct own_limits *own)
{
	struct task_struct *t = CURRENT, *trusted = bpf_get_current_task_btf();
	struct request copy = *req;
	struct holder_t holder = { .task = t }, *kept;
	struct key_t key = {};
	struct sock *sk;
	char comm[16];
	u32 zero = 0;

	key.pid = PARENT(t)->pid + GET(t, tgid); /* both expanded */
	key.length = LENGTH(req) + LENGTH(copy.q ? req : req) + BIGGER(req->cmd_flags,
		copy.cmd_flags);
	COUNT(key);
	SAY("%d %d\n", CURRENT->pid, LENGTH(req));
	__builtin_memcpy(comm, t->comm, sizeof(comm));
	holders.update(&zero, &holder);
	kept = holders.lookup(&zero);
	if (!kept || kept->task->pid != req_op(req))
		return 1;
	sk = kept->sk;
	SAY("%d\n", sk->__sk_common.skc_reuse + kept->sk->__sk_common.skc_reuseport);
	SAY("%d %d\n", trusted->real_parent->pid, trusted->comm[zero]);
	return max_of(own) + t->numbers[zero] + (&t->table)[0][1] + ntohs(sk->sk_family);
}

int syscall__clone(struct pt_regs *ctx, unsigned long flags, struct key_t *at, const char *words)
{
	struct key_t key = *at;

	return words[1] + at->length + key.pid + (flags & 1);
}

int measured(struct pt_regs *ctx, struct holder_t *holder)
{
	return holder->task->pid + *(char *)PT_REGS_PARM2(ctx);
}

int unattached(struct pt_regs *ctx, struct key_t *either, struct task_struct *task)
{
	return either->pid + task->pid;
}
