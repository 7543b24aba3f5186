// Calls of the file system layer: five counters.
// workload: cat /etc/passwd > /tmp/vfs-stat; sync /tmp/vfs-stat
#include <uapi/linux/ptrace.h>

enum stat_types {
    S_READ = 1,
    S_WRITE,
    S_FSYNC,
    S_OPEN,
    S_CREATE,
    S_MAXSTAT
};

BPF_ARRAY(calls, u64, S_MAXSTAT);

static void one_more(int key) {
    calls.atomic_increment(key);
}

void kprobe__vfs_read(struct pt_regs *ctx)        { one_more(S_READ); }
void kprobe__vfs_write(struct pt_regs *ctx)       { one_more(S_WRITE); }
void kprobe__vfs_fsync_range(struct pt_regs *ctx) { one_more(S_FSYNC); }
void kprobe__vfs_open(struct pt_regs *ctx)        { one_more(S_OPEN); }
void kprobe__vfs_create(struct pt_regs *ctx)      { one_more(S_CREATE); }
