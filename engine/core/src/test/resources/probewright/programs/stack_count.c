// attach: kprobe:submit_bio=came_here
// The ways that lead to block I/O: a stack is a number, its uses and first user are the value.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=2 iflag=direct
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct way_t { u64 uses; char first[TASK_COMM_LEN]; };
BPF_STACK_TRACE(kernel_ways, 1024);
BPF_STACK_TRACE(user_ways, 1024);
BPF_HASH(ways, s64, struct way_t);

int came_here(void *ctx)
{
	int kernel = kernel_ways.get_stackid(ctx, BPF_F_REUSE_STACKID);
	int user = user_ways.get_stackid(ctx, BPF_F_REUSE_STACKID | BPF_F_USER_STACK);
	s64 both = ((s64)kernel << 32) | (u32)user;
	struct way_t first = {}, *way = ways.lookup(&both);

	if (way) {
		__sync_fetch_and_add(&way->uses, 1);
		return 0;
	}
	first.uses = 1;
	bpf_get_current_comm(first.first, sizeof(first.first));
	ways.insert(&both, &first);
	return 0;
}
