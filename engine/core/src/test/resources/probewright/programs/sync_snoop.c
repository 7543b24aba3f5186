// The six ways to sync, each by its own probe.
// workload: sync; sync /etc/passwd
struct record_t {
    char comm[TASK_COMM_LEN];
    u64 now;
};
BPF_PERF_OUTPUT(records);

static void tell(void *ctx)
{
    struct record_t rec = {};
    bpf_get_current_comm(&rec.comm, sizeof(rec.comm));
    rec.now = bpf_ktime_get_ns() / 1000;
    records.perf_submit(ctx, &rec, sizeof(rec));
}

void syscall__sync(void *ctx) { tell(ctx); }
int kprobe__sys_sync(void *ctx) { tell(ctx); return 0; }
int kprobe__sys_fsync(void *ctx) { tell(ctx); return 0; }
TRACEPOINT_PROBE(syscalls, sys_enter_fdatasync) { tell(args); return 0; }
TRACEPOINT_PROBE(syscalls, sys_enter_msync) { tell(args); return 0; }
TRACEPOINT_PROBE(syscalls, sys_enter_syncfs) { tell(args); return 0; }
