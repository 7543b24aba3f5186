// Programs of every other kind: they are loaded, and most are attached nowhere.
BPF_ARRAY(seen, u64, 4);

KMOD_RET(security_file_open, struct file *file, int ret)
{
	return file->f_flags == 0x7fffffff ? -1 : ret;
}

LSM_PROBE(bprm_check_security, struct linux_binprm *bprm, int ret)
{
	return bprm->file->f_inode->i_ino == 0 ? -1 : ret;
}

BPF_ITER(task)
{
	struct seq_file *seq = ctx->meta->seq;
	struct task_struct *task = ctx->task;
	static const char format[] = "%d\n";
	u64 pid;

	if (!task)
		return 0;
	pid = task->pid;
	bpf_seq_printf(seq, format, sizeof(format), &pid, sizeof(pid));
	return 0;
}

TRACEPOINT_PROBE(sched, sched_process_exec)
{
	char name[32], again[32];
	TP_DATA_LOC_READ_STR(name, filename, sizeof(name));
	TP_DATA_LOC_READ_CONST(again, filename, 8);
	bpf_trace_printk("%s %d\n", name, args->pid);
	return again[0] == 1;
}

TRACEPOINT_PROBE(block, block_rq_complete)
{
	int slot = args->nr_sector % 4;
	seen.increment(slot);
	return args->rwbs[0] == 'W';
}

TRACEPOINT_PROBE(sock, inet_sock_set_state)
{
	return args->daddr_v6[0] + args->newstate;
}

int sampled(struct bpf_perf_event_data *ctx)
{
	int slot = ctx->sample_period % 4;
	seen.increment(slot);
	return PT_REGS_IP(&ctx->regs) == 0;
}

int passed(struct __sk_buff *skb) { return skb->len > 100 ? -1 : 0; }

int dropped(struct xdp_md *ctx) { return ctx->data == ctx->data_end ? XDP_DROP : XDP_PASS; }

int raw(struct bpf_raw_tracepoint_args *ctx) { return ctx->args[0] == 0; }

int named(struct pt_regs *ctx, const char *name)
{
	char copy[16];
	bpf_probe_read_user_str(copy, sizeof(copy), name);
	return copy[0] + bpf_num_cpus();
}

int begun(struct pt_regs *ctx)
{
	u64 address = 0;
	char path[16] = {};
	bpf_usdt_readarg(1, ctx, &address);
	bpf_usdt_readarg_p(2, ctx, &path, sizeof(path));
	return address == path[0];
}
