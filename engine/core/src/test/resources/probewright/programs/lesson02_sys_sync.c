// From the tutorial of bcc, lesson 2. Copyright the bcc authors, Apache License 2.0; adapted.
// workload: sync
int kprobe__sys_sync(void *ctx)
{
	bpf_trace_printk("sys_sync() called\n");
	return 0;
}
