// Every signal, also the kernel's own.
// workload: sleep 5 & kill $!
TRACEPOINT_PROBE(signal, signal_generate)
{
	bpf_trace_printk("%s(%d) gets %d\n", args->comm, args->pid, args->sig);
	return 0;
}
