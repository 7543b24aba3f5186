// attach: kprobe:syscall:execve=syscall__execve
// attach: kretprobe:syscall:execve=after_execve
// New processes with their arguments, one event for each argument.
// workload: /bin/ls -l /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/fs.h>

#define WORD_LEN  128
#define WORDS   6

enum event_type {
    WORD,
    OUTCOME,
};

struct record_t {
    u32 pid;
    u32 ppid;
    u32 uid;
    char comm[TASK_COMM_LEN];
    enum event_type type;
    char argv[WORD_LEN];
    int retval;
};

BPF_PERF_OUTPUT(records);

static int tell(struct pt_regs *ctx, void *ptr, struct record_t *rec)
{
    bpf_probe_read_user(rec->argv, sizeof(rec->argv), ptr);
    records.perf_submit(ctx, rec, sizeof(struct record_t));
    return 1;
}

static int tell_next(struct pt_regs *ctx, void *ptr, struct record_t *rec)
{
    const char *word = NULL;
    bpf_probe_read_user(&word, sizeof(word), ptr);
    if (word) {
        return tell(ctx, (void *)(word), rec);
    }
    return 0;
}

int syscall__execve(struct pt_regs *ctx,
    const char __user *filename,
    const char __user *const __user *__argv,
    const char __user *const __user *__envp)
{
    u32 uid = bpf_get_current_uid_gid() & 0xffffffff;
    struct record_t rec = {};
    struct task_struct *task;

    rec.pid = bpf_get_current_pid_tgid() >> 32;
    task = (struct task_struct *)bpf_get_current_task();
    rec.ppid = task->real_parent->tgid;
    rec.uid = uid;
    bpf_get_current_comm(&rec.comm, sizeof(rec.comm));
    rec.type = WORD;

    tell(ctx, (void *)filename, &rec);

    #pragma unroll
    for (int i = 1; i < WORDS; i++) {
        if (tell_next(ctx, (void *)&__argv[i], &rec) == 0)
             goto out;
    }

    char ellipsis[] = "...";
    tell(ctx, (void *)ellipsis, &rec);
out:
    return 0;
}

int after_execve(struct pt_regs *ctx)
{
    struct record_t rec = {};
    struct task_struct *task;

    rec.pid = bpf_get_current_pid_tgid() >> 32;
    task = (struct task_struct *)bpf_get_current_task();
    rec.ppid = task->real_parent->tgid;
    rec.uid = bpf_get_current_uid_gid() & 0xffffffff;
    bpf_get_current_comm(&rec.comm, sizeof(rec.comm));
    rec.type = OUTCOME;
    rec.retval = PT_REGS_RC(ctx);
    records.perf_submit(ctx, &rec, sizeof(rec));
    return 0;
}
