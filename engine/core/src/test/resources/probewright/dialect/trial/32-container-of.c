int kprobe__f(struct pt_regs *ctx, struct list_head *head)
{
	struct request *rq = container_of(head, struct request, queuelist);
	struct task_struct *t = container_of(head->next, struct task_struct, children);
	return rq->__data_len + t->pid;
}
