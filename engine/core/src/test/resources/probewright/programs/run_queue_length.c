// attach: perf:software:cpu-clock:freq:99=sample
// The length of the run queue, sampled.
// workload: for i in 1 2 3 4 5 6 7 8 9; do (true); done; sleep 0.1
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <uapi/linux/bpf_perf_event.h>

struct queue_start {
    struct load_weight load;
    unsigned int nr_running, h_nr_running;
};

BPF_HISTOGRAM(spread, unsigned int);

int sample(struct bpf_perf_event_data *ctx)
{
    unsigned int len = 0;
    struct task_struct *task = NULL;
    struct queue_start *queue = NULL;

    task = (struct task_struct *)bpf_get_current_task();
    queue = (struct queue_start *)task->se.cfs_rq;
    len = queue->nr_running;

    if (len > 0)
        len--;

    spread.increment(len);
    return 0;
}
