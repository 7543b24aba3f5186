// attach: uprobe:c:malloc=wanted
// attach: uretprobe:c:malloc=got
// attach: uprobe:c:free=given_back
// Memory that was not given back, by the stack that asked for it.
// workload: ls /
#include <uapi/linux/ptrace.h>

struct block_t { u64 size, at; int stack; };
BPF_HASH(asked, u32, u64);
BPF_HASH(blocks, u64, struct block_t, 100000);
BPF_STACK_TRACE(stacks, 4096);

int wanted(struct pt_regs *ctx, size_t size)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 size64 = size;

	asked.update(&tid, &size64);
	return 0;
}

static inline int keep(struct pt_regs *ctx, u64 address)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 *size64 = asked.lookup(&tid);
	struct block_t b = {0};

	if (!size64)
		return 0;
	b.size = *size64;
	asked.delete(&tid);
	if (address != 0) {
		b.at = bpf_ktime_get_ns();
		b.stack = stacks.get_stackid(ctx, BPF_F_USER_STACK);
		blocks.update(&address, &b);
	}
	return 0;
}

int got(struct pt_regs *ctx) { return keep(ctx, PT_REGS_RC(ctx)); }

int given_back(struct pt_regs *ctx, void *address)
{
	u64 addr = (u64)address;
	struct block_t *b = blocks.lookup(&addr);

	if (!b)
		return 0;
	blocks.delete(&addr);
	return 0;
}
