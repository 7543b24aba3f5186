int kprobe__vfs_read(struct pt_regs *ctx)
{
	char text[16];
	asm volatile("*(u64 *)(r10 - 12) = %0" : : "r"(5));
	bpf_get_current_comm(&text, sizeof(text));
	return text[0];
}
