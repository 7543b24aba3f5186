// attach: kprobe:vfs_read=begin
// attach: kretprobe:vfs_read=end
// Slow calls with their arguments, the old way: bpf_probe_read and fixed registers.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

struct entry_t { u64 id, start_ns, args[4]; };
struct slow_t { u64 tgid_pid, duration_ns, retval, args[4], ino; char comm[TASK_COMM_LEN]; };
BPF_HASH(entries, u64, struct entry_t);
BPF_PERF_OUTPUT(events);

int begin(struct pt_regs *ctx)
{
	u64 id = bpf_get_current_pid_tgid();
	struct entry_t e = {};

	e.start_ns = bpf_ktime_get_ns();
	e.args[0] = PT_REGS_PARM1(ctx);
	e.args[1] = PT_REGS_PARM2(ctx);
	e.args[2] = PT_REGS_PARM3(ctx);
	e.args[3] = PT_REGS_PARM4(ctx);
	entries.update(&id, &e);
	return 0;
}

int end(struct pt_regs *ctx)
{
	u64 id = bpf_get_current_pid_tgid();
	struct entry_t *e = entries.lookup(&id);
	struct inode *inode;
	struct slow_t s = {};

	if (!e)
		return 0;
	s.duration_ns = bpf_ktime_get_ns() - e->start_ns;
	s.tgid_pid = id;
	s.retval = PT_REGS_RC(ctx);
	bpf_probe_read(&s.args, sizeof(s.args), e->args);
	bpf_probe_read(&inode, sizeof(inode), &((struct file *)s.args[0])->f_inode);
	bpf_probe_read(&s.ino, sizeof(s.ino), &inode->i_ino);
	bpf_get_current_comm(&s.comm, sizeof(s.comm));
	events.perf_submit(ctx, &s, sizeof(s));
	entries.delete(&id);
	return 0;
}
