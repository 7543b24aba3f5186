// Waits for a processor that are longer than a limit, by raw tracepoints.
// workload: sleep 0.01
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

#ifndef MIN_US
#define MIN_US 0
#endif

BPF_ARRAY(begun, u64, 65536);

struct rq_data_t {
    u32 pid;
    u32 prev_pid;
    char task[TASK_COMM_LEN];
    char prev_task[TASK_COMM_LEN];
    u64 delta_us;
};
BPF_PERF_OUTPUT(records);

static int woken(u32 pid)
{
    u64 now = bpf_ktime_get_ns();

    if (pid == 0 || pid >= 65536)
        return 0;
    begun.update(&pid, &now);
    return 0;
}

RAW_TRACEPOINT_PROBE(sched_wakeup)
{
    struct task_struct *p = (struct task_struct *)ctx->args[0];
    return woken(p->pid);
}

RAW_TRACEPOINT_PROBE(sched_wakeup_new)
{
    struct task_struct *p = (struct task_struct *)ctx->args[0];
    u32 pid;

    bpf_probe_read_kernel(&pid, sizeof(pid), &p->pid);
    return woken(pid);
}

RAW_TRACEPOINT_PROBE(sched_switch)
{
    struct task_struct *prev = (struct task_struct *)ctx->args[1];
    struct task_struct *next = (struct task_struct *)ctx->args[2];
    u32 pid, prev_pid;
    u64 *since, delta_us;
    u32 state;

    bpf_probe_read_kernel(&state, sizeof(state), (const void *)&prev->__state);
    bpf_probe_read_kernel(&prev_pid, sizeof(prev->pid), &prev->pid);
    if (state == TASK_RUNNING)
        woken(prev_pid);

    bpf_probe_read_kernel(&pid, sizeof(next->pid), &next->pid);
    since = begun.lookup(&pid);
    if ((since == 0) || (*since == 0))
        return 0;
    delta_us = (bpf_ktime_get_ns() - *since) / 1000;
    if (delta_us <= MIN_US)
        return 0;

    struct rq_data_t rec = {};
    rec.pid = pid;
    rec.prev_pid = prev_pid;
    rec.delta_us = delta_us;
    bpf_probe_read_kernel_str(&rec.task, sizeof(rec.task), next->comm);
    bpf_probe_read_kernel_str(&rec.prev_task, sizeof(rec.prev_task), prev->comm);
    records.perf_submit(ctx, &rec, sizeof(rec));

    u64 zero = 0;
    begun.update(&pid, &zero);
    return 0;
}
