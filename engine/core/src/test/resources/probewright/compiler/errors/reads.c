// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
#define LEN(r) (r->__data_len)
struct data_t { char comm[16]; };

int kprobe__f(struct pt_regs *ctx, struct request *req, struct task_struct *t)
{
	struct data_t data = {}, *d = &data;
	d->comm[0] = LEN(req);
	++*&t->pid;
	__sync_fetch_and_add(&t->tgid, 1);
	if (__builtin_memcmp(t->comm, data.comm, 16))
		return (t->pid)++;
	return 0;
}
