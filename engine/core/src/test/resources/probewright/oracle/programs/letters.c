// A known difference: of an array behind a pointer bcc reads element 0 at any index, or what lies at a wrong address.
// attach: kprobe:vfs_unlink=letters
#include <uapi/linux/ptrace.h>
#include <linux/dcache.h>
struct letters_t {
    u32 first;
    u32 second;
    u32 third;
};
BPF_PERF_OUTPUT(letter_events);

int letters(struct pt_regs *ctx, void *idmap, void *dir, struct dentry *dentry)
{
    struct letters_t data = {};

    data.first = dentry->d_iname[0];
    data.second = dentry->d_iname[1];
    data.third = dentry->d_iname[2];
    letter_events.perf_submit(ctx, &data, sizeof(data));
    return 0;
}
