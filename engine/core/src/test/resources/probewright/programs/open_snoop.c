// Who opens what, and how it went: one trampoline at the end, where everything is still at hand.
// workload: cat /etc/passwd /nowhere/at/all || true
#include <linux/fs.h>
#include <uapi/linux/openat2.h>

struct open_t { u64 flags, mode; u32 tgid, uid; long fd; char name[128]; };
BPF_RINGBUF_OUTPUT(opens, 16);

KRETFUNC_PROBE(do_sys_openat2, int dir, const char *name, struct open_how *how, long ret)
{
	struct open_t *o = opens.ringbuf_reserve(sizeof(struct open_t));

	if (!o)
		return 0;
	o->flags = how->flags;
	o->mode = how->mode;
	o->tgid = bpf_get_current_pid_tgid() >> 32;
	o->uid = bpf_get_current_uid_gid();
	o->fd = ret;
	if (bpf_probe_read_user_str(o->name, sizeof(o->name), name) < 0)
		opens.ringbuf_discard(o, 0);
	else
		opens.ringbuf_submit(o, 0);
	return 0;
}
