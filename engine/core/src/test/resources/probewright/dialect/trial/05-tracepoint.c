TRACEPOINT_PROBE(syscalls, sys_enter_openat)
{
	char name[64];
	bpf_probe_read_user_str(name, sizeof(name), args->filename);
	bpf_trace_printk("%s\n", name);
	return 0;
}
