// Lesson 14, after bcc's strlen_count.py, for getenv: libc's strlen is chosen when it is linked, and bcc then counts
// the choosing and not the calls.
// attach: uprobe:/usr/lib/x86_64-linux-gnu/libc.so.6:getenv=strlen_count
#include <uapi/linux/ptrace.h>
struct text_key_t {
    char c[80];
};
BPF_HASH(text_counts, struct text_key_t);

int strlen_count(struct pt_regs *ctx)
{
    if (!PT_REGS_PARM1(ctx))
        return 0;

    struct text_key_t key = {};
    u64 zero = 0, *val;

    bpf_probe_read_user(&key.c, sizeof(key.c), (void *)PT_REGS_PARM1(ctx));
    // what stands behind the text differs from run to run
    bpf_probe_read_user_str(&key.c, sizeof(key.c), (void *)PT_REGS_PARM1(ctx));
    if (key.c[0] != 'O' || key.c[1] != 'R' || key.c[2] != 'A')
        return 0;
    __builtin_memset(&key, 0, sizeof(key));
    bpf_probe_read_user_str(&key.c, sizeof(key.c), (void *)PT_REGS_PARM1(ctx));
    val = text_counts.lookup_or_try_init(&key, &zero);
    if (val) {
        (*val)++;
    }
    return 0;
}
