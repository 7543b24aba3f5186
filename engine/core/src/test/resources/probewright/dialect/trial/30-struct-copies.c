int kprobe__f(struct pt_regs *ctx, struct dentry *d)
{
	struct qstr q = d->d_name;
	struct qstr r;
	struct list_head l;
	r = d->d_parent->d_name;
	__builtin_memcpy(&l, &d->d_name, sizeof(l));
	return q.len + r.hash;
}
