// Lesson 4, after bcc's sync_timing.py: syncs less than a second apart.
// attach: kprobe:syscall:sync=sync_timing
BPF_HASH(last);

int sync_timing(struct pt_regs *ctx)
{
    u64 ts, *tsp, delta, key = 0;

    tsp = last.lookup(&key);
    if (tsp != NULL) {
        delta = bpf_ktime_get_ns() - *tsp;
        if (delta < 1000000000)
            bpf_trace_printk("multiple syncs detected, last %d ms ago", delta / 1000000);
        last.delete(&key);
    }
    ts = bpf_ktime_get_ns();
    last.update(&key, &ts);
    return 0;
}
