// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Lesson 1, after bcc's hello_world.py: one line for each new process.

#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

SEC("kprobe/__x64_sys_clone")
int kprobe__sys_clone(void *ctx)
{
    bpf_printk("Hello, World!");
    return 0;
}

char LICENSE[] SEC("license") = "GPL";
