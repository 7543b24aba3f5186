// The ways to sync: of the whole system, of a file system, of a file.
// workload: sync; sync /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

enum extent { EVERYTHING, FILE_SYSTEM, ONE_FILE };
struct asker_t { enum extent extent; char comm[TASK_COMM_LEN]; };
BPF_HASH(askers, struct asker_t);

static void asked(enum extent extent)
{
	struct asker_t a = {.extent = extent};

	bpf_get_current_comm(&a.comm, sizeof(a.comm));
	askers.increment(a);
}

void kprobe__sys_sync(void *ctx)
{
	asked(EVERYTHING);
}

TRACEPOINT_PROBE(syscalls, sys_enter_syncfs)
{
	asked(FILE_SYSTEM);
	return 0;
}

int kprobe__vfs_fsync_range(struct pt_regs *ctx, struct file *file, loff_t from, loff_t to, int data_only)
{
	asked(ONE_FILE);
	bpf_trace_printk("%lu %d\n", file->f_inode->i_ino, data_only);
	return 0;
}
