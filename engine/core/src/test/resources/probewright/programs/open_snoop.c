// Who opens what, and how it went.
// workload: cat /etc/passwd /nowhere/at/all || true
#include <uapi/linux/ptrace.h>
#include <uapi/linux/limits.h>
#include <linux/sched.h>

struct kept_t {
    u64 id;
    char comm[TASK_COMM_LEN];
    const char *fname;
    int flags;
};

struct record_t {
    u64 id;
    u64 now;
    u32 uid;
    int ret;
    char comm[TASK_COMM_LEN];
    char fname[NAME_MAX];
    int flags;
};

BPF_PERF_OUTPUT(records);
BPF_HASH(pending, u64, struct kept_t);

TRACEPOINT_PROBE(syscalls, sys_enter_openat)
{
    struct kept_t keep = {};
    u64 id = bpf_get_current_pid_tgid();

    if (bpf_get_current_comm(&keep.comm, sizeof(keep.comm)) == 0) {
        keep.id = id;
        keep.fname = args->filename;
        keep.flags = args->flags;
        pending.update(&id, &keep);
    }
    return 0;
}

TRACEPOINT_PROBE(syscalls, sys_exit_openat)
{
    u64 id = bpf_get_current_pid_tgid();
    struct kept_t *kept;
    struct record_t rec = {};

    kept = pending.lookup(&id);
    if (kept == 0) {
        return 0;
    }
    bpf_probe_read_kernel(&rec.comm, sizeof(rec.comm), kept->comm);
    bpf_probe_read_user_str(&rec.fname, sizeof(rec.fname), (void *)kept->fname);
    rec.id = kept->id;
    rec.now = bpf_ktime_get_ns() / 1000;
    rec.uid = bpf_get_current_uid_gid();
    rec.flags = kept->flags;
    rec.ret = args->ret;

    records.perf_submit(args, &rec, sizeof(rec));
    pending.delete(&id);
    return 0;
}
