// attach: perf:software:cpu-clock:freq:99=sample
// How many tasks wait at each processor, sampled; the queue's type is the program's own.
// workload: for i in 1 2 3 4 5 6 7 8 9; do (true); done; sleep 0.1
#include <uapi/linux/bpf_perf_event.h>
#include <linux/sched.h>

// the head of what the kernel keeps to itself under another name
struct crowd_t {
	unsigned long weights[2];
	unsigned int running;
};
struct cell_t { u32 cpu, waiting; };
BPF_HISTOGRAM(crowds, struct cell_t);

int sample(struct bpf_perf_event_data *ctx)
{
	struct task_struct *me = (struct task_struct *)bpf_get_current_task();
	struct crowd_t *crowd = (void *)me->se.cfs_rq;
	struct cell_t c = {bpf_get_smp_processor_id(), crowd ? crowd->running : 0};

	c.waiting -= c.waiting > 0 ? 1 : 0;
	crowds.increment(c);
	return 0;
}
