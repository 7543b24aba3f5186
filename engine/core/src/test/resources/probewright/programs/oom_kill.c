// The out-of-memory killer's victims.
#include <uapi/linux/ptrace.h>
#include <linux/oom.h>

struct victim_t {
    u32 fpid;
    u32 tpid;
    u64 pages;
    s64 total_vm;
    char fcomm[TASK_COMM_LEN];
    char tcomm[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(victims);

int kprobe__oom_kill_process(struct pt_regs *ctx, struct oom_control *oc, const char *message)
{
    struct task_struct *p = oc->chosen;
    struct victim_t v = {};

    v.fpid = bpf_get_current_pid_tgid() >> 32;
    v.tpid = p->tgid;
    v.pages = oc->totalpages;
    v.total_vm = p->mm ? p->mm->total_vm : -1;
    bpf_get_current_comm(&v.fcomm, sizeof(v.fcomm));
    bpf_probe_read_kernel(&v.tcomm, sizeof(v.tcomm), p->comm);
    victims.perf_submit(ctx, &v, sizeof(v));
    return 0;
}
