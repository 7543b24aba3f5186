KRETFUNC_PROBE(vfs_read, struct file *file, char *buf, size_t count, u64 *pos, int ret)
{
	if (ret < 0)
		bpf_trace_printk("%lu: %d\n", file->f_inode->i_ino, ret);
	return 0;
}
