// What lies around a member: container_of and casts between sockets, in trampolines too.
// workload: ip link set lo up; (bash -c 'exec 3<>/dev/tcp/127.0.0.1/4242') 2>/dev/null; true
#include <linux/tcp.h>
#include <linux/fs.h>
#include <linux/mount.h>
#include <net/inet_sock.h>

struct mount_like { u64 id; };

BPF_HASH(seen, u64, u32);

KFUNC_PROBE(tcp_connect, struct sock *sk)
{
	struct tcp_sock *tp = (struct tcp_sock *)sk;
	struct inet_sock *inet = (void *)sk;
	void *raw = sk;
	struct tcp_sock *again = raw;
	u64 key = tp->snd_cwnd;
	u32 port = ntohs(inet->inet_dport) + again->mss_cache;

	seen.update(&key, &port);
	return 0;
}

int kprobe__vfs_read(struct pt_regs *ctx, struct file *file)
{
	struct vfsmount *mnt = file->f_path.mnt;
	struct mount *real = container_of(mnt, struct mount, mnt);
	u64 key = real->mnt_id;
	u32 value = container_of(&file->f_path, struct file, f_path)->f_flags;

	seen.update(&key, &value);
	return 0;
}
