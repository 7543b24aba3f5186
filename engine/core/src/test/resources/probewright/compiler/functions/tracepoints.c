// attach: tracepoint:block:block_rq_complete=completed
#include <linux/sched.h>

BPF_HISTOGRAM(sizes);

// a comment that stays
TRACEPOINT_PROBE(sched, sched_switch)
{
	char comm[TASK_COMM_LEN];
	bpf_probe_read_kernel(&comm, sizeof(comm), args->next_comm);
	bpf_trace_printk("%d %s\n", args->next_pid, comm);
	return 0;
}

TRACEPOINT_PROBE( /* where */ sched, sched_process_exec) {
	char name[64], again[64];
	TP_DATA_LOC_READ_STR(&name, filename, sizeof(name));
	TP_DATA_LOC_READ_CONST(again, filename, 8);
	TP_DATA_LOC_READ(again, filename);
	return args->pid + name[0] + again[0];
}

int completed(struct tracepoint__block__block_rq_complete *args)
{
	sizes.increment(bpf_log2l(args->nr_sector / 2));
	return 0;
}

int tracepoint__odd__cat__odd__event(struct tracepoint__odd__cat__odd__event *ctx) { return ctx->value; }

RAW_TRACEPOINT_PROBE(sched_switch)
{
	// TP_PROTO(bool preempt, struct task_struct *prev, struct task_struct *next)
	struct task_struct *prev = (struct task_struct *)ctx->args[1];
	return prev->pid;
}

int raw_tracepoint__sched_process_exit(struct bpf_raw_tracepoint_args *ctx) { return 0; }
