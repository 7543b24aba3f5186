// Lesson 7, after bcc's hello_perf_output.py: one event for each fork.
// attach: kprobe:syscall:clone=hello_perf_output
struct hello_t {
    u32 pid;
    u64 ts;
    char comm[16];
};
BPF_PERF_OUTPUT(hello_events);

int hello_perf_output(struct pt_regs *ctx)
{
    struct hello_t data = {};

    data.pid = bpf_get_current_pid_tgid();
    data.ts = bpf_ktime_get_ns();
    bpf_get_current_comm(&data.comm, sizeof(data.comm));
    hello_events.perf_submit(ctx, &data, sizeof(data));
    return 0;
}
