// attach: tracepoint:sched:sched_switch=on_switch
// attach: kprobe:vfs_write=kfunc__vmlinux__vfs_write
// attach: fentry:vfs_read=by_hand
struct whole { int a, b; };
int helper(void *ctx);

int kprobe__a(void *c, int q, int w, int e, int r, int t, int y, int u) { return 0; }
int kprobe__b(void *, int a) { return a; }
int kprobe__c(void *ctx, struct whole   whole) { return whole.a; }
int on_switch(struct pt_regs *ctx, struct task_struct *task) { return task->pid; }
int kretprobe__vfs_read(void *ctx, int  size) { return size; }
int kprobe__d(void *ctx)
{
	helper(ctx); return 0; }
int helper(void *ctx) { return 1; }
int by_hand(void *info, struct request *req) { return info != 0; }
KFUNC_PROBE(vfs_write) { return 0; }
