struct seen { u32 pid; char name[32]; };
BPF_PERF_OUTPUT(events);
TRACEPOINT_PROBE(sched, sched_process_exec)
{
	struct seen s = {.pid = args->pid};
	TP_DATA_LOC_READ_STR(&s.name, filename, sizeof(s.name));
	events.perf_submit(args, &s, sizeof(s));
	return 0;
}
