// From the tutorial of bcc, lesson 1. Copyright the bcc authors, Apache License 2.0; adapted.
// workload: bash -c '(true); true' | cat
int kprobe__sys_clone(void *ctx) { bpf_trace_printk("Hello, World!\n"); return 0; }
