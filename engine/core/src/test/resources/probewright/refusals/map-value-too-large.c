struct huge {
	char text[1 << 25];
};
BPF_HASH(pages, u32, struct huge, 4);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 zero = 0;
	struct huge *page = pages.lookup(&zero);
	return page ? page->text[5] : 0;
}
