static int inode_of(struct path *p) { return p->dentry->d_inode->i_ino; }
int kprobe__f(struct pt_regs *ctx, struct file *file)
{
	struct path *p = &file->f_path;
	const unsigned char *name = p->dentry->d_name.name;
	char first[8];
	bpf_probe_read_kernel(&first, sizeof(first), (void *)name);
	bpf_probe_read_kernel(first, sizeof(first), &file->f_inode->i_ino);
	return inode_of(&file->f_path);
}
