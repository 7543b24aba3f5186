/* 观察 – 每次打开 */
int f(void *ctx)
{
	bpf_trace_printk("你好, %d 世界 😀\n", 42); int é = 1;
	return é;
}
