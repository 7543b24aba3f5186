/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * More types for the tests of functions: contexts of every kind of program.
 */
typedef u32 dev_t;
typedef u64 sector_t;
typedef int pid_t;
typedef unsigned short umode_t;

struct inode {
	unsigned long i_ino;
};

struct file {
	struct inode *f_inode;
	unsigned int f_flags;
};

struct linux_binprm {
	const char *filename;
	struct file *file;
};

struct seq_file {
	int size;
};

struct bpf_iter_meta {
	struct seq_file *seq;
	u64 session_id;
	u64 seq_num;
};

struct bpf_iter__task {
	struct bpf_iter_meta *meta;
	struct task_struct *task;
};

struct bpf_raw_tracepoint_args {
	__u64 args[0];
};

struct bpf_perf_event_data {
	struct pt_regs regs;
	__u64 sample_period;
	__u64 addr;
};

enum xdp_action { XDP_ABORTED = 0, XDP_DROP = 1, XDP_PASS = 2 };

struct file keep_file;
struct inode keep_inode;
struct seq_file keep_seq;
struct bpf_iter_meta keep_meta;
struct linux_binprm keep_binprm;
struct bpf_iter__task keep_iter;
struct bpf_raw_tracepoint_args keep_raw;
struct bpf_perf_event_data keep_perf;
struct __sk_buff keep_skb;
struct xdp_md keep_xdp;
enum xdp_action keep_action;
dev_t keep_dev;
sector_t keep_sector;
pid_t keep_pid;
umode_t keep_mode;

#ifdef ARM64
struct user_pt_regs {
	u64 regs[31];
	u64 sp, pc, pstate;
};
struct user_pt_regs keep_user_regs;
#endif

long vfs_read(struct file *file, char *buffer, size_t count, s64 *position)
{
	return file->f_flags + buffer[0] + count + *position;
}
