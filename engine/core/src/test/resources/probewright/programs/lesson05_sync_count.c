// attach: kprobe:syscall:sync=do_trace
// From the tutorial of bcc, lesson 5 (its exercise). Copyright the bcc authors, Apache License 2.0; adapted.
// workload: sync; sync; sync
#include <uapi/linux/ptrace.h>

BPF_HASH(last);

int do_trace(struct pt_regs *ctx) {
    u64 ts, *tsp, delta, key = 0, count_key = 1, count = 1, *countp;

    countp = last.lookup(&count_key);
    if (countp != 0) {
        count = *countp + 1;
        last.delete(&count_key);
    }
    last.update(&count_key, &count);

    tsp = last.lookup(&key);
    if (tsp != 0) {
        delta = bpf_ktime_get_ns() - *tsp;
        if (delta < 1000000000)
            bpf_trace_printk("%d,%d\n", delta / 1000000, count);
        last.delete(&key);
    }
    ts = bpf_ktime_get_ns();
    last.update(&key, &ts);
    return 0;
}
