// problem at line 4
int kprobe__f(struct pt_regs *ctx)
{
	/* what comes
	return 0;
}
