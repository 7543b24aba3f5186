// Programs that are started: the file's name lies behind the record, and the parent is read from the task.
#include <linux/sched.h>
struct exec_t {
    u32 pid;
    u32 old_pid;
    u32 ppid;
    char comm[16];
    char parent[16];
    char file[64];
};
BPF_PERF_OUTPUT(exec_events);

TRACEPOINT_PROBE(sched, sched_process_exec)
{
    struct exec_t data = {};
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();

    data.pid = args->pid;
    data.old_pid = args->old_pid;
    data.ppid = task->real_parent->tgid;
    bpf_get_current_comm(&data.comm, sizeof(data.comm));
    bpf_probe_read_kernel_str(&data.parent, sizeof(data.parent), task->real_parent->comm);
    bpf_probe_read_kernel_str(&data.file, sizeof(data.file), (char *)args + (args->data_loc_filename & 0xffff));
    exec_events.perf_submit(args, &data, sizeof(data));
    return 0;
}
