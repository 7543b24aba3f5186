BPF_HASH(sizes, u64, u64);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	u32 key = bpf_get_current_pid_tgid();
	u64 one = 1;
	sizes.update((u64 *)&key, &one);
	return 0;
}
