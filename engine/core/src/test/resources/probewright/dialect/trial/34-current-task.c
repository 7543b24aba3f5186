int f(void *ctx)
{
	struct task_struct *t = (struct task_struct *)bpf_get_current_task();
	struct task_struct *b = bpf_get_current_task_btf();
	return t->real_parent->tgid + t->nsproxy->net_ns->ns.inum + b->group_leader->pid + t->cred->uid;
}
