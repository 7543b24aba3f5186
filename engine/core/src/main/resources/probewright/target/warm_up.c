// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Takes the agent once through all it does in a run, so that its code is loaded when the snapshot is taken.
// attach: kprobe:syscall:getpid=on_getpid

struct seen_t {
    u32 pid;
};
BPF_PERF_OUTPUT(seen);
BPF_HASH(calls, u32);
BPF_HISTOGRAM(pids);

int on_getpid(struct pt_regs *ctx)
{
    struct seen_t one = {};

    one.pid = bpf_get_current_pid_tgid();
    calls.increment(one.pid);
    pids.increment(bpf_log2l(one.pid));
    seen.perf_submit(ctx, &one, sizeof(one));
    bpf_trace_printk("%d", one.pid);
    return 0;
}
