struct grid { u64 cells[2][3]; };
int kprobe__f(struct pt_regs *ctx, struct task_struct *t, struct sk_buff *skb, struct dentry *d, struct grid *g)
{
	int a = skb->cb[2], b = d->d_name.name[3], c = t->comm[1];
	return a + b + c + t->thread_pid->numbers[0].nr + g->cells[1][2];
}
