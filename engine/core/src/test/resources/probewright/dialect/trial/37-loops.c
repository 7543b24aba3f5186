int kprobe__f(struct pt_regs *ctx, struct task_struct *t)
{
	int n = 0;
#pragma unroll
	for (int i = 0; i < 4; i++)
		n += t->comm[i];
	do { t = t->real_parent; } while (t->pid > 1 && ++n < 3);
	while (n-- > 0) if (n == 2) break;
	return n;
}
