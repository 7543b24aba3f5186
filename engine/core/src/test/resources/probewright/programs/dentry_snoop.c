// Names that the directory cache has not got; a struct of the user's has the name of a kernel's.
// workload: ls /nowhere/at/all || true
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/sched.h>

#define MAX_FILE_LEN  64

enum lookup_type {
    LOOKUP_MISS_,
    LOOKUP_REFERENCE_,
};

struct entry_t {
    char name[MAX_FILE_LEN];
};
BPF_HASH(asked_name, u32, struct entry_t);

struct record_t {
    u32 pid;
    enum lookup_type type;
    char comm[TASK_COMM_LEN];
    char filename[MAX_FILE_LEN];
};
BPF_PERF_OUTPUT(records);

struct nameidata {
        struct path     path;
        struct qstr     last;

};

static inline
void tell_name(struct pt_regs *ctx, void *name, int type, u32 pid)
{
    struct record_t rec = {
        .pid = pid,
        .type = type,
    };
    bpf_get_current_comm(&rec.comm, sizeof(rec.comm));
    bpf_probe_read_kernel(&rec.filename, sizeof(rec.filename), name);
    records.perf_submit(ctx, &rec, sizeof(rec));
}

int kprobe__lookup_fast(struct pt_regs *ctx, struct nameidata *nd, struct path *path)
{
    u32 pid = bpf_get_current_pid_tgid();
    tell_name(ctx, (void *)nd->last.name, LOOKUP_REFERENCE_, pid);
    return 0;
}

int kprobe__d_lookup(struct pt_regs *ctx, const struct dentry *parent, const struct qstr *name)
{
    u32 pid = bpf_get_current_pid_tgid();
    struct entry_t entry = {};
    const char *fname = name->name;
    if (fname) {
        bpf_probe_read_kernel(&entry.name, sizeof(entry.name), fname);
    }
    asked_name.update(&pid, &entry);
    return 0;
}

int kretprobe__d_lookup(struct pt_regs *ctx)
{
    u32 pid = bpf_get_current_pid_tgid();
    struct entry_t *ep;

    ep = asked_name.lookup(&pid);
    if (ep == 0 || PT_REGS_RC(ctx) != 0) {
        return 0;
    }
    tell_name(ctx, ep->name, LOOKUP_MISS_, pid);
    asked_name.delete(&pid);
    return 0;
}
