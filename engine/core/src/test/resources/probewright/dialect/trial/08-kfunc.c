KFUNC_PROBE(vfs_open, const struct path *path, struct file *file)
{
	bpf_trace_printk("%lu\n", path->dentry->d_inode->i_ino);
	return file->f_flags ? 0 : 1;
}
