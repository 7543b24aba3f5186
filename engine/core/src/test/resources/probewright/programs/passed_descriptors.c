// attach: kprobe:__scm_send=sending
// Files passed over unix sockets, followed by casts of integers.
#include <uapi/linux/ptrace.h>
#include <net/sock.h>
#include <linux/socket.h>

BPF_HASH(controls, u32, u64);

int sending(struct pt_regs *ctx, struct socket *sock, struct msghdr *hdr)
{
	u32 tid = bpf_get_current_pid_tgid();
	u64 control = (u64)hdr->msg_control;
	struct cmsghdr *cmsg = (struct cmsghdr *)control;

	if (!hdr->msg_controllen || !control)
		return 0;
	if (cmsg->cmsg_level == SOL_SOCKET && cmsg->cmsg_type == SCM_RIGHTS)
		controls.update(&tid, &control);
	return 0;
}
