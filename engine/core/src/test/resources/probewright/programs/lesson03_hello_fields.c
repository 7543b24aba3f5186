// attach: kprobe:syscall:clone=hello
// From the tutorial of bcc, lesson 3. Copyright the bcc authors, Apache License 2.0; adapted.
// workload: bash -c '(true); true' | cat
int hello(void *ctx) {
    bpf_trace_printk("Hello, World!\n");
    return 0;
}
