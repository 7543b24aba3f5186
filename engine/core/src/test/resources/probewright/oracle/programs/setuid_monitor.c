// Lesson 12, after bcc's setuid_monitor.py: who becomes whom.
struct setuid_t {
    u32 pid;
    u32 uid;
    u64 ts;
    char comm[16];
};
BPF_PERF_OUTPUT(setuid_events);

TRACEPOINT_PROBE(syscalls, sys_enter_setuid)
{
    struct setuid_t data = {};

    data.pid = bpf_get_current_pid_tgid();
    data.ts = bpf_ktime_get_ns();
    data.uid = args->uid;
    bpf_get_current_comm(&data.comm, sizeof(data.comm));
    setuid_events.perf_submit(args, &data, sizeof(data));
    return 0;
}
