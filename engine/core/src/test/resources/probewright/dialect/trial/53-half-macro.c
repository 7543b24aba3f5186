// problem at line 2
BPF_HASH(start, u32
int kprobe__f(struct pt_regs *ctx)
{
	return 0;
}
