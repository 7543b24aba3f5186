struct key { u32 pid; char comm[TASK_COMM_LEN]; };
BPF_HASH(counts, struct key);
int f(struct pt_regs *ctx)
{
	struct key k = {};
	u64 zero = 0, *n;
	k.pid = bpf_get_current_pid_tgid() >> 32;
	bpf_get_current_comm(&k.comm, sizeof k.comm);
	n = counts.lookup_or_try_init(&k, &zero);
	if (n) lock_xadd(n, 1);
	n = counts.lookup_or_init(&k, &zero);
	(*n)++;
	counts.insert(&k, &zero);
	counts.delete(&k);
	return 0;
}
