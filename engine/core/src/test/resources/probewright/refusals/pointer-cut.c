BPF_HASH(counts, u32, u64);

int kprobe__vfs_read(struct pt_regs *ctx)
{
	char name[16];
	struct {
		u32 name;
	} key = {};

	bpf_get_current_comm(name, sizeof(name));
	key.name = (u64)name;
	counts.increment(key.name);
	return 0;
}
