// attach: kprobe:syscall:umount=syscall__umount
// Mounts and unmounts, each one record; what belongs to one of the two only is in a union.
// workload: mount -t tmpfs none /mnt && umount /mnt
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/nsproxy.h>
#include <linux/utsname.h>

struct deed_t {
	enum { MOUNTED = 10, UNMOUNTED = 20 } deed;
	u32 host_ns;
	char host[16], at[64];
	union {
		struct {
			u64 flags;
			char from[32], type[16];
		};
		int how;
	};
};
BPF_PERF_OUTPUT(deeds);

static inline void where(struct deed_t *d)
{
	struct task_struct *me = (struct task_struct *)bpf_get_current_task();

	d->host_ns = me->nsproxy->uts_ns->ns.inum;
	bpf_probe_read_kernel_str(d->host, sizeof(d->host), me->nsproxy->uts_ns->name.nodename);
}

TRACEPOINT_PROBE(syscalls, sys_enter_mount)
{
	struct deed_t d = {.deed = MOUNTED};

	where(&d);
	d.flags = args->flags;
	bpf_probe_read_user_str(d.from, sizeof(d.from), args->dev_name);
	bpf_probe_read_user_str(d.type, sizeof(d.type), args->type);
	bpf_probe_read_user_str(d.at, sizeof(d.at), args->dir_name);
	deeds.perf_submit(args, &d, sizeof(d));
	return 0;
}

int syscall__umount(struct pt_regs *ctx, const char __user *at, int how)
{
	struct deed_t d = {.deed = UNMOUNTED, .how = how};

	where(&d);
	bpf_probe_read_user_str(d.at, sizeof(d.at), at);
	deeds.perf_submit(ctx, &d, sizeof(d));
	return 0;
}
