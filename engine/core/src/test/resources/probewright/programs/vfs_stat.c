// Calls of the file system layer, a name for each slot; programs that give nothing back.
// workload: cat /etc/passwd > /tmp/vfs-stat; sync /tmp/vfs-stat
#include <uapi/linux/ptrace.h>

enum { OPENS, CREATES, READS, WRITES, SYNCS, REMOVALS, KINDS };
BPF_PERCPU_ARRAY(calls, u64, KINDS);

static inline void count(int kind)
{
	u64 *n = calls.lookup(&kind);

	if (n)
		*n += 1;
}

void kprobe__vfs_open(void *ctx) { count(OPENS); }
void kprobe__vfs_create(void *ctx) { count(CREATES); }
void kprobe__vfs_read(void *ctx) { count(READS); }
void kprobe__vfs_write(void *ctx) { count(WRITES); }
void kprobe__vfs_fsync_range(void *ctx) { count(SYNCS); }
void kprobe__vfs_unlink(void *ctx) { count(REMOVALS); }
