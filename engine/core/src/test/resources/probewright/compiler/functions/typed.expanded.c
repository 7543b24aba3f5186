// attach: fentry:vfs_read=by_hand
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
#include <bpf/bpf_core_read.h>

/* what stands at an address outside of BPF's own memory; zero when it cannot be read */
#define kread(what) ({ \
	typeof(what) read_; \
	bpf_probe_read((void *)&read_, sizeof(read_), (const void *)&(what)); \
	read_; \
})

SEC("fentry/vfs_read")
int BPF_PROG(kfunc__vmlinux__vfs_read, struct file *file, char *buf)
{
	bpf_printk("%lu %d\n", file->f_inode->i_ino, kread(buf[0]));
	return 0;
}

SEC("fexit/vfs_read")
int BPF_PROG(kretfunc__vmlinux__vfs_read, struct file *file, char *buf, size_t count, s64 *pos, long ret) { return 0; }

SEC("fentry/nft_do_chain")
int BPF_PROG(kfunc__nf_tables__nft_do_chain, void *pkt) { return 0; }

SEC("fexit/nft_do_chain")
int BPF_PROG(kretfunc__nf_tables__nft_do_chain, void *pkt, int ret) { return 0; }

SEC("fmod_ret/security_file_open")
int BPF_PROG(kmod_ret__vmlinux__security_file_open, struct file *file, int ret)
{
	return file->f_flags == 42 ? -1 : ret;
}

SEC("lsm/bprm_check_security")
int BPF_PROG(lsm__bprm_check_security, struct linux_binprm *bprm, int ret)
{
	unsigned long ino = bprm->file->f_inode->i_ino;
	return ret + (ino == 1);
}

SEC("iter/task")
int bpf_iter__task(struct bpf_iter__task *ctx)
{
	struct seq_file *seq = ctx->meta->seq;
	struct task_struct *task = ctx->task;
	static const char format[] = "%d\n";
	u64 pid;

	if (!task)
		return 0;
	pid = task->pid;
	bpf_seq_printf(seq, format, sizeof(format), &pid, sizeof(pid));
	return 0;
}

SEC("fentry/vfs_write")
int kfunc__vmlinux__vfs_write(unsigned long long *ctx)
{
	struct file *file = (struct file *)ctx[0];
	return BPF_CORE_READ(file, f_flags) == 1;
}

SEC("fexit/vfs_write")
int BPF_PROG(kretfunc__vmlinux__vfs_write, struct file *file) { return 0; }

SEC("fentry/vfs_read")
int BPF_PROG(by_hand, struct file *file) { return file->f_flags == 3; }

char LICENSE[] SEC("license") = "GPL";
