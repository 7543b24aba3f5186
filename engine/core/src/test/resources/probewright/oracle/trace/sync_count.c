// Lesson 5's exercise: how many syncs there were.
// attach: kprobe:syscall:sync=sync_count
BPF_HASH(calls);

int sync_count(void *ctx)
{
    u64 key = 1, zero = 0, *count;

    count = calls.lookup_or_try_init(&key, &zero);
    if (!count)
        return 0;
    *count += 1;
    bpf_trace_printk("sync number %d", *count);
    return 0;
}
