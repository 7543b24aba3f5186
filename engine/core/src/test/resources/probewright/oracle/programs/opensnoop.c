// Files that are opened, with the flags that the kernel made of them.
// attach: kprobe:do_sys_openat2=opensnoop
#include <uapi/linux/ptrace.h>
#include <uapi/linux/openat2.h>
struct open_t {
    u32 pid;
    int dfd;
    u64 flags;
    u64 mode;
    char comm[16];
    char name[64];
};
BPF_PERF_OUTPUT(open_events);

int opensnoop(struct pt_regs *ctx, int dfd, const char __user *filename, struct open_how *how)
{
    struct open_t data = {};

    data.pid = bpf_get_current_pid_tgid() >> 32;
    data.dfd = dfd;
    data.flags = how->flags;
    data.mode = how->mode;
    bpf_get_current_comm(&data.comm, sizeof(data.comm));
    bpf_probe_read_user_str(&data.name, sizeof(data.name), (void *)filename);
    open_events.perf_submit(ctx, &data, sizeof(data));
    return 0;
}
