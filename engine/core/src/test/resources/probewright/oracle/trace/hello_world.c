// Lesson 1, after bcc's hello_world.py: one line for each fork.
int kprobe__sys_clone(void *ctx)
{
    bpf_trace_printk("Hello, World!");
    return 0;
}
