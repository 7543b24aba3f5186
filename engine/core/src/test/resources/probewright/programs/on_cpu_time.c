// attach: kprobe:finish_task_switch.isra.0=switched
// How long tasks stay on a processor, by process name.
// workload: sleep 0.01; cat /proc/uptime
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

typedef struct entry_key {
    u32 pid;
    u32 cpu;
} entry_key_t;

typedef struct ext_key {
    char name[TASK_COMM_LEN];
    u64 slot;
} ext_key_t;

BPF_HASH(begun, entry_key_t, u64, 4096);
BPF_HISTOGRAM(spread, ext_key_t);

static inline void mark(u32 tgid, u32 pid, u32 cpu, u64 now)
{
    entry_key_t entry_key = { .pid = pid, .cpu = (pid == 0 ? cpu : 0xFFFFFFFF) };
    begun.update(&entry_key, &now);
}

static inline void add_span(u32 tgid, u32 pid, u32 cpu, u64 now)
{
    entry_key_t entry_key = { .pid = pid, .cpu = (pid == 0 ? cpu : 0xFFFFFFFF) };
    u64 *since = begun.lookup(&entry_key);
    if (since == 0)
        return;

    if (now < *since) {
        return;
    }
    u64 delta = (now - *since) / 1000;
    ext_key_t key = { .slot = bpf_log2l(delta) };
    bpf_get_current_comm(&key.name, sizeof(key.name));
    spread.increment(key);
}

int switched(struct pt_regs *ctx, struct task_struct *prev)
{
    u64 now = bpf_ktime_get_ns();
    u64 pid_tgid = bpf_get_current_pid_tgid();
    u32 tgid = pid_tgid >> 32, pid = pid_tgid;
    u32 cpu = bpf_get_smp_processor_id();

    u32 prev_pid = prev->pid;
    u32 prev_tgid = prev->tgid;

    add_span(prev_tgid, prev_pid, cpu, now);
    mark(tgid, pid, cpu, now);
    return 0;
}
