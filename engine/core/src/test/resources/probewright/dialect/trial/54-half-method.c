// problem at line 7
BPF_HASH(start, u32);
int kprobe__f(struct pt_regs *ctx)
{
	u32 k = 1;
	start.
	return 0;
}
