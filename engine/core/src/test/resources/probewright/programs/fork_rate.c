// Forks a second for each parent.
// workload: bash -c '(true); (true)'
struct parent_t {
	char comm[TASK_COMM_LEN];
	u32 pid;
};
BPF_HASH(forks, struct parent_t);

RAW_TRACEPOINT_PROBE(sched_process_fork)
{
	// TP_PROTO(struct task_struct *parent, struct task_struct *child)
	struct task_struct *parent = (struct task_struct *)ctx->args[0];
	struct parent_t key = {};

	key.pid = parent->tgid;
	bpf_probe_read_kernel_str(&key.comm, sizeof(key.comm), parent->comm);
	forks.increment(key);
	return 0;
}
