// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Lesson 1, after bcc's hello_world.py: one line for each new process.

int kprobe__sys_clone(void *ctx)
{
    bpf_trace_printk("Hello, World!");
    return 0;
}
