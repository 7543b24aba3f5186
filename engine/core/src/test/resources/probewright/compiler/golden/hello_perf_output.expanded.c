// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Lesson 7, after bcc's hello_perf_output.py: one event for each new process.
// attach: kprobe:syscall:clone=hello
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

// what is sent to the event table, a column a field
struct data_t {
    u32 pid;
    u64 ts;
    char comm[TASK_COMM_LEN];
};
struct {
    __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
    __uint(key_size, sizeof(u32));
    __uint(value_size, sizeof(u32));
} events SEC(".maps");

SEC("kprobe/__x64_sys_clone")
int hello(struct pt_regs *ctx)
{
    struct data_t data = {};

    data.pid = bpf_get_current_pid_tgid();
    data.ts = bpf_ktime_get_ns();
    bpf_get_current_comm(&data.comm, sizeof(data.comm));

    bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &data, sizeof(data));
    return 0;
}

/* keeps the events' layout in the object's types */
struct data_t *pw_event_events SEC(".pw.types") __attribute__((used));

char LICENSE[] SEC("license") = "GPL";
