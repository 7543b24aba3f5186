// Lesson 11, after bcc's vfsreadlat.c: how long the workload's reads took, and how much they brought.
// attach: kprobe:vfs_read=vfsread_entry
// attach: kretprobe:vfs_read=vfsread_return
#include <uapi/linux/ptrace.h>
BPF_HASH(read_start, u32);
BPF_HISTOGRAM(read_latency);
BPF_HISTOGRAM(read_bytes);

int vfsread_entry(struct pt_regs *ctx)
{
    u32 pid = bpf_get_current_pid_tgid();
    u64 ts = bpf_ktime_get_ns();
    char comm[16];

    bpf_get_current_comm(&comm, sizeof(comm));
    if (comm[0] == 'o' && comm[1] == 'r' && comm[2] == 'a' && comm[3] == 'c')
        read_start.update(&pid, &ts);
    return 0;
}

int vfsread_return(struct pt_regs *ctx)
{
    u32 pid = bpf_get_current_pid_tgid();
    u64 *tsp = read_start.lookup(&pid);

    if (tsp != 0) {
        read_latency.increment(bpf_log2l((bpf_ktime_get_ns() - *tsp) / 1000));
        read_bytes.increment(bpf_log2l(PT_REGS_RC(ctx)));
        read_start.delete(&pid);
    }
    return 0;
}
