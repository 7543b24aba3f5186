// attach: uprobe:c:malloc=wanted
// attach: uretprobe:c:malloc=got
// attach: uprobe:c:free=given_back
// What each stack holds of the memory it asked for: added at malloc, taken off at free.
// workload: ls /
#include <uapi/linux/ptrace.h>

struct request_t { s64 bytes; int stack; int tgid; };
struct balance_t { s64 bytes, blocks; };
BPF_HASH(requests, u32, struct request_t);
BPF_HASH(owners, void *, struct request_t, 65536);
BPF_HASH(balances, int, struct balance_t);
BPF_STACK_TRACE(stacks, 4096);

static void book(int stack, s64 bytes, s64 blocks)
{
	struct balance_t none = {}, *b = balances.lookup_or_try_init(&stack, &none);

	if (b) {
		lock_xadd(&b->bytes, bytes);
		lock_xadd(&b->blocks, blocks);
	}
}

int wanted(struct pt_regs *ctx, size_t bytes)
{
	u64 who = bpf_get_current_pid_tgid();
	struct request_t r = {bytes, stacks.get_stackid(ctx, BPF_F_USER_STACK | BPF_F_REUSE_STACKID), who >> 32};
	u32 tid = who;

	requests.update(&tid, &r);
	return 0;
}

int got(struct pt_regs *ctx)
{
	void *block = (void *)PT_REGS_RC(ctx);
	u32 tid = bpf_get_current_pid_tgid();
	struct request_t *r = requests.lookup(&tid), kept;

	if (!r)
		return 0;
	kept = *r;
	requests.delete(&tid);
	if (block) {
		owners.update(&block, &kept);
		book(kept.stack, kept.bytes, 1);
	}
	return 0;
}

int given_back(struct pt_regs *ctx, void *block)
{
	struct request_t *r = owners.lookup(&block);

	if (r) {
		book(r->stack, -r->bytes, -1);
		owners.delete(&block);
	}
	return 0;
}
