// How long work waits in queues and how long it runs.
// workload: unshare -n true; unshare -n true
#include <linux/workqueue.h>

BPF_HASH(queued, void *);
BPF_HISTOGRAM(waited);
BPF_HASH(functions, u64, u64);

TRACEPOINT_PROBE(workqueue, workqueue_queue_work)
{
	void *work = args->work;
	u64 now = bpf_ktime_get_ns();

	queued.update(&work, &now);
	return 0;
}

RAW_TRACEPOINT_PROBE(workqueue_execute_start)
{
	struct work_struct *work = (struct work_struct *)ctx->args[0];
	u64 function = (u64)work->func, *since;

	functions.increment(function);
	since = queued.lookup((void **)&work);
	if (since) {
		waited.increment(bpf_log2l((bpf_ktime_get_ns() - *since) / 1000));
		queued.delete((void **)&work);
	}
	return 0;
}
