// attach: kprobe:vfs_read=begin
// attach: kretprobe:vfs_read=end
// The slowest call of each process, the old way: bpf_probe_read and registers by their place.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

struct slowest_t { u64 ns, file, count, position, ino; long result; };
BPF_HASH(now_in, u64, struct slowest_t);
BPF_HASH(slowest, u32, struct slowest_t);

int begin(struct pt_regs *ctx)
{
	u64 who = bpf_get_current_pid_tgid();
	struct slowest_t s = {.ns = bpf_ktime_get_ns(), .file = PT_REGS_PARM1(ctx), .count = PT_REGS_PARM3(ctx)};

	bpf_probe_read(&s.position, sizeof(s.position), (void *)PT_REGS_PARM4(ctx));
	now_in.update(&who, &s);
	return 0;
}

int end(struct pt_regs *ctx)
{
	u64 who = bpf_get_current_pid_tgid();
	u32 tgid = who >> 32;
	struct slowest_t *s = now_in.lookup(&who), *worst = slowest.lookup(&tgid);
	struct inode *inode = 0;

	if (!s)
		return 0;
	s->ns = bpf_ktime_get_ns() - s->ns;
	if (!worst || worst->ns < s->ns) {
		bpf_probe_read(&inode, sizeof(inode), &((struct file *)s->file)->f_inode);
		bpf_probe_read(&s->ino, sizeof(s->ino), &inode->i_ino);
		s->result = PT_REGS_RC(ctx);
		slowest.update(&tgid, s);
	}
	now_in.delete(&who);
	return 0;
}
