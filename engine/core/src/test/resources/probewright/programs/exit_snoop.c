// Ends of processes: how long they lived, and why they ended.
// workload: /bin/false; /bin/true
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct record_t {
    u64 start_time;
    u64 exit_time;
    u32 pid;
    u32 tid;
    u32 ppid;
    int exit_code;
    u32 sig_info;
    char task[TASK_COMM_LEN];
} __attribute__((packed));

BPF_PERF_OUTPUT(records);

TRACEPOINT_PROBE(sched, sched_process_exit)
{
    struct task_struct *task = (typeof(task))bpf_get_current_task();
    if (task->pid != task->tgid) { return 0; }

    struct record_t rec = {};

    rec.start_time = task->start_time;
    rec.exit_time = bpf_ktime_get_ns();
    rec.pid = task->tgid;
    rec.tid = task->pid;
    rec.ppid = task->real_parent->tgid;
    rec.exit_code = task->exit_code >> 8;
    rec.sig_info = task->exit_code & 0xFF;
    bpf_get_current_comm(&rec.task, sizeof(rec.task));

    records.perf_submit(args, &rec, sizeof(rec));
    return 0;
}
