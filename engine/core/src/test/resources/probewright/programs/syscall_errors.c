// attach: tracepoint:raw_syscalls:sys_exit=failed
// Which calls fail with which error.
// workload: cat /nowhere || true
struct which { u32 nr; s32 error; };
BPF_TABLE("lru_hash", struct which, u64, failures, 512);

int failed(struct tracepoint__raw_syscalls__sys_exit *args)
{
	struct which w = {.nr = args->id};
	u64 one = 1, *n;

	if (args->ret >= 0 || args->ret < -4095)
		return 0;
	w.error = -args->ret;
	n = failures.lookup(&w);
	if (n)
		(*n)++;
	else
		failures.update(&w, &one);
	return 0;
}
