// Tasks that move between processors.
#include <linux/sched.h>

struct move_t {
	int from, to;
};
BPF_HASH(moves, struct move_t);

TRACEPOINT_PROBE(sched, sched_migrate_task)
{
	struct move_t m = {args->orig_cpu, args->dest_cpu};

	if (m.from != m.to)
		moves.increment(m);
	return 0;
}
