// attach: usdt:/usr/bin/app:prov:begin=begin
int begin(struct pt_regs *ctx)
{
	u64 address = 0;
	int size = 0;
	char path[32] = {};

	bpf_usdt_readarg(1, ctx, &address);
	bpf_usdt_readarg(2, ctx, &size);
	bpf_probe_read_user(&path, sizeof(path), (void *)address);
	bpf_usdt_readarg_p(3, ctx, &path, sizeof(path));
	bpf_trace_printk("%d %s\n", size, path);
	return 0;
}
