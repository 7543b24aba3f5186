int kprobe__f(struct pt_regs *ctx, void *anything, unsigned long number)
{
	struct file *file = anything;
	struct inode *inode = (struct inode *)number;
	u64 kept = (u64)file;
	return (u32)((struct file *)kept)->f_inode->i_ino + inode->i_mode + *(int *)anything;
}
