// Lesson 8's exercise: sync_timing, by events, with a count.
// attach: kprobe:syscall:sync=sync_perf_output
struct sync_t {
    u32 pid;
    u32 count;
    u64 delta;
};
BPF_HASH(sync_last, u32, u64);
BPF_ARRAY(sync_count, u64, 1);
BPF_PERF_OUTPUT(sync_events);

int sync_perf_output(struct pt_regs *ctx)
{
    struct sync_t data = {};
    u32 key = 0;
    int first = 0;
    u64 now = bpf_ktime_get_ns(), *last, *count;

    sync_count.increment(first);
    count = sync_count.lookup(&first);
    if (count)
        data.count = *count;
    data.pid = bpf_get_current_pid_tgid() >> 32;
    last = sync_last.lookup(&key);
    if (last)
        data.delta = now - *last;
    sync_last.update(&key, &now);
    sync_events.perf_submit(ctx, &data, sizeof(data));
    return 0;
}
