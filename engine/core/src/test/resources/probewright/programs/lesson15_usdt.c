// attach: usdt:/usr/lib/x86_64-linux-gnu/libstdc++.so.6:libstdcxx:throw=on_throw
// Lesson 15 of bcc's tutorial with another program: no build of Node.js for Linux has the lesson's probe.
#include <uapi/linux/ptrace.h>

int on_throw(struct pt_regs *ctx) {
    u64 object = 0;
    char start[16] = {0};

    bpf_usdt_readarg(1, ctx, &object);
    bpf_probe_read_user(&start, sizeof(start), (void *)object);
    bpf_trace_printk("thrown: %lx\n", object);
    return 0;
};
