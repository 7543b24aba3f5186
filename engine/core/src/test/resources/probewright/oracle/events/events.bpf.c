// SPDX-License-Identifier: Apache-2.0
/* The benchmark's producer for libbpf: compiled with SIZE 16, 64 or 256, and with RING or without. */
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct event {
    unsigned long long ts;
    unsigned int pid, seq;
#if SIZE > 16
    char comm[16];
    unsigned long long a, b, c, d;
#endif
#if SIZE > 64
    unsigned long long v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15, v16, v17, v18, v19, v20, v21, v22, v23;
#endif
};

struct {
    __uint(type, BPF_MAP_TYPE_ARRAY);
    __uint(max_entries, 1);
    __type(key, unsigned int);
    __type(value, unsigned long long);
} count SEC(".maps");

struct {
#ifdef RING
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, 64 * 4096);
#else
    __uint(type, BPF_MAP_TYPE_PERF_EVENT_ARRAY);
    __uint(key_size, 4);
    __uint(value_size, 4);
#endif
} events SEC(".maps");

struct event *keep __attribute__((unused));

SEC("kprobe")
int produce(void *ctx)
{
    struct event event = {};
    unsigned int zero = 0;
    unsigned long long *count_now = bpf_map_lookup_elem(&count, &zero);
    if (!count_now)
        return 0;
    event.ts = bpf_ktime_get_ns();
    event.pid = bpf_get_current_pid_tgid() >> 32;
    event.seq = (*count_now)++;
#if SIZE > 16
    bpf_get_current_comm(event.comm, sizeof(event.comm));
    event.a = event.seq + 1;
    event.b = event.seq + 2;
    event.c = event.seq + 3;
    event.d = event.seq + 4;
#endif
#if SIZE > 64
    event.v0 = event.seq + 0;
    event.v1 = event.seq + 1;
    event.v2 = event.seq + 2;
    event.v3 = event.seq + 3;
    event.v4 = event.seq + 4;
    event.v5 = event.seq + 5;
    event.v6 = event.seq + 6;
    event.v7 = event.seq + 7;
    event.v8 = event.seq + 8;
    event.v9 = event.seq + 9;
    event.v10 = event.seq + 10;
    event.v11 = event.seq + 11;
    event.v12 = event.seq + 12;
    event.v13 = event.seq + 13;
    event.v14 = event.seq + 14;
    event.v15 = event.seq + 15;
    event.v16 = event.seq + 16;
    event.v17 = event.seq + 17;
    event.v18 = event.seq + 18;
    event.v19 = event.seq + 19;
    event.v20 = event.seq + 20;
    event.v21 = event.seq + 21;
    event.v22 = event.seq + 22;
    event.v23 = event.seq + 23;
#endif
#ifdef RING
    bpf_ringbuf_output(&events, &event, sizeof(event), 0);
#else
    bpf_perf_event_output(ctx, &events, BPF_F_CURRENT_CPU, &event, sizeof(event));
#endif
    return 0;
}

char terms[] SEC("license") = "GPL";
