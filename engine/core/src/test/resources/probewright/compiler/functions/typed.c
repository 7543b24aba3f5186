// attach: fentry:vfs_read=by_hand
KFUNC_PROBE(vfs_read, struct file *file, char *buf)
{
	bpf_trace_printk("%lu %d\n", file->f_inode->i_ino, buf[0]);
	return 0;
}

KRETFUNC_PROBE(vfs_read, struct file *file, char *buf, size_t count, s64 *pos, long ret) { return 0; }

MODULE_KFUNC_PROBE(nf_tables, nft_do_chain, void *pkt) { return 0; }

MODULE_KRETFUNC_PROBE(nf_tables, nft_do_chain, void *pkt, int ret) { return 0; }

KMOD_RET(security_file_open, struct file *file, int ret)
{
	return file->f_flags == 42 ? -1 : ret;
}

LSM_PROBE(bprm_check_security, struct linux_binprm *bprm, int ret)
{
	unsigned long ino = bprm->file->f_inode->i_ino;
	return ret + (ino == 1);
}

BPF_ITER(task)
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

int kfunc__vmlinux__vfs_write(unsigned long long *ctx)
{
	struct file *file = (struct file *)ctx[0];
	return file->f_flags == 1;
}

int kretfunc__vmlinux__vfs_write(unsigned long long *ctx, struct file *file) { return 0; }

int by_hand(void *ctx, struct file *file) { return file->f_flags == 3; }
