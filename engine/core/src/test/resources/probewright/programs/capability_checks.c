// Which capabilities are asked for, and whether for a decision or for an audit.
// workload: setpriv --reuid 65534 --clear-groups true
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>
#include <linux/security.h>

struct check_t {
	u32 tgid, uid;
	int cap, audit, insetid;
	char comm[TASK_COMM_LEN];
};
BPF_PERF_OUTPUT(checks);

int kprobe__cap_capable(struct pt_regs *ctx, const struct cred *cred,
			struct user_namespace *targ_ns, int cap, int cap_opt)
{
	struct check_t c = {.cap = cap};

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 1, 0)
	c.audit = (cap_opt & 0b10) == 0;
	c.insetid = (cap_opt & 0b100) != 0;
#else
	c.audit = cap_opt;
	c.insetid = -1;
#endif
	if (targ_ns->level > 32)
		return 0;
	c.tgid = bpf_get_current_pid_tgid() >> 32;
	c.uid = cred->uid.val;
	bpf_get_current_comm(&c.comm, sizeof(c.comm));
	checks.perf_submit(ctx, &c, sizeof(c));
	return 0;
}
