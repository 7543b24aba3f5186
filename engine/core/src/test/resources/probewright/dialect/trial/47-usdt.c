int on_request(struct pt_regs *ctx)
{
	u64 where = 0;
	char path[32] = {0};
	bpf_usdt_readarg(2, ctx, &where);
	bpf_probe_read_user(&path, sizeof(path), (void *)where);
	bpf_trace_printk("%s\n", path);
	return 0;
}
