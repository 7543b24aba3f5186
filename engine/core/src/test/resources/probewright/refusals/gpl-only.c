#define BPF_LICENSE Proprietary

int kprobe__vfs_read(struct pt_regs *ctx)
{
	bpf_trace_printk("read\n");
	return 0;
}
