// System calls of the workload, by number.
BPF_HASH(syscall_counts, u32, u64);

TRACEPOINT_PROBE(raw_syscalls, sys_enter)
{
    u32 key = args->id;
    char comm[16];

    bpf_get_current_comm(&comm, sizeof(comm));
    if (comm[0] == 'o' && comm[1] == 'r' && comm[2] == 'a' && comm[3] == 'c')
        syscall_counts.increment(key);
    return 0;
}
