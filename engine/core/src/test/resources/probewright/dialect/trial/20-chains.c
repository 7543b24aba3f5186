int kprobe__f(struct pt_regs *ctx, struct dentry *d)
{
	u64 dev = d->d_parent->d_inode->i_sb->s_dev;
	bpf_trace_printk("%lu %lu\n", dev, d->d_inode->i_ino);
	return 0;
}
