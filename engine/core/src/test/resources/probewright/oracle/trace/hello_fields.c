// Lesson 3, after bcc's hello_fields.py, with a number and a text read from the task.
// attach: kprobe:syscall:sync=hello_fields
int hello_fields(void *ctx)
{
    char comm[16];
    bpf_get_current_comm(&comm, sizeof(comm));
    bpf_trace_printk("fields of %s, uid %d", comm, (u32)bpf_get_current_uid_gid());
    return 0;
}
