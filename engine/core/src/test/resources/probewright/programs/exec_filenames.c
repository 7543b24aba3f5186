// The file of every exec, by the tracepoint's own copy of its name.
// workload: /bin/true
struct exec_t {
	u32 pid, old_pid;
	char file[64];
};
BPF_PERF_OUTPUT(execs);

TRACEPOINT_PROBE(sched, sched_process_exec)
{
	struct exec_t e = {};

	e.pid = args->pid;
	e.old_pid = args->old_pid;
	TP_DATA_LOC_READ_STR(&e.file, filename, sizeof(e.file));
	execs.perf_submit(args, &e, sizeof(e));
	return 0;
}
