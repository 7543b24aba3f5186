// SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0
// Reads of every shape, each with what it must come to: from a helper, or known by the test.
// attach: kprobe:syscall:connect=syscall__connect
// attach: kprobe:tcp_v4_connect=connecting
#define FIRST(head) list_first_entry(head, struct task_struct, sibling)
#define PARENT(t) ((t)->real_parent)
#define CURRENT ((struct task_struct *)bpf_get_current_task())
#define CHECK(at, got, want) do { \
	int slot_ = at; \
	struct check_t check_ = { (u64)(got), (u64)(want) }; \
	checks.update(&slot_, &check_); \
} while (0)
#define PORT 4242

struct check_t {
	u64 got, want;
};
struct holder_t {
	struct task_struct *task;
	struct file *file;
};
// a name that the kernel has too
struct nameidata {
	u32 first, second;
};

BPF_ARRAY(checks, struct check_t, 100);
BPF_HASH(files, u32, struct file *);
BPF_HASH(holders, u32, struct holder_t);
BPF_HASH(pairs, u32, struct nameidata);

static u32 length_of(struct qstr *name)
{
	return name->len;
}

static void parent_of(struct task_struct *task, struct task_struct **to)
{
	*to = task->real_parent;
}

static inline int is_ours(struct dentry *d)
{
	return d->d_name.len == 8 && d->d_name.name[0] == 'p' && d->d_iname[7] == 'e' && d->d_iname[5] == '-';
}

static void tasks(u64 id, struct task_struct *t)
{
	struct task_struct *parent = NULL, *same, **pp = &t;
	char comm[16], own[16] = {};
	u32 parent_pid = 0;
	int i = bpf_get_current_uid_gid() & 3, last = 2;

	bpf_get_current_comm(&comm, sizeof(comm));
	bpf_probe_read_kernel(&parent, sizeof(parent), &t->real_parent);
	bpf_probe_read_kernel(&parent_pid, sizeof(parent_pid), &parent->pid);
	CHECK(0, t->pid, (u32)id);
	CHECK(1, t->tgid, id >> 32);
	CHECK(2, t->comm[i + last], comm[2]);
	CHECK(3, t->comm[1], comm[1]);
	__builtin_memcpy(own, t->comm, sizeof(own));
	CHECK(4, own[2], comm[2]);
	CHECK(5, t->real_parent->pid, parent_pid);
	CHECK(6, PARENT(t)->pid, parent_pid);
	CHECK(7, CURRENT->pid, (u32)id);
	parent_of(t, &same);
	CHECK(8, same->pid, parent_pid);
	CHECK(9, (*pp)->pid, (u32)id);
	CHECK(10, (*t).pid + 0, (u32)id);
	CHECK(11, (id ? t : parent)->pid, (u32)id);
	CHECK(12, (i++, t)->tgid, id >> 32);
	CHECK(13, *(int *)((char *)t + offsetof(struct task_struct, pid)), (u32)id);
	CHECK(14, *&t->pid, (u32)id);
	CHECK(15, (&t->pid)[0], (u32)id);
	CHECK(16, container_of(&t->real_parent->children, struct task_struct, children)->pid, parent_pid);
	CHECK(17, FIRST(&t->real_parent->children)->real_parent->pid, parent_pid);
	CHECK(18, task_pid_vnr(t), (u32)id);
	CHECK(19, t->thread_pid->numbers[0].nr, (u32)id);
	CHECK(20, t->thread_pid->numbers[i - 1].nr, (u32)id);
	CHECK(21, t->nsproxy->uts_ns->name.release[0], '6');
	CHECK(22, 0x100 + t->cred->uid.val + t->cred->gid.val, 0x100);
	CHECK(23, max(t->pid, t->tgid), id >> 32);
	CHECK(24, 0x100 + is_idle_task(t) + list_empty(&t->real_parent->children), 0x100);
	CHECK(25, READ_ONCE(t->pid) + sizeof(t->real_parent->comm), (u32)id + 16);
	same = bpf_get_current_task_btf();
	CHECK(26, same->pid, (u32)id);
	CHECK(27, PARENT(same)->pid, parent_pid);
	struct task_struct *sure = bpf_get_current_task_btf();
	CHECK(28, sure->real_parent->pid, parent_pid);
	CHECK(29, sure->comm[i + 1] + sure->nsproxy->uts_ns->name.release[0], comm[2] + '6');
	CHECK(30, 2 + sure->in_execve + sure->sched_reset_on_fork, 2 + t->in_execve + t->sched_reset_on_fork);
}

int kprobe__vfs_read(struct pt_regs *ctx, struct file *file, char __user *buffer)
{
	u64 id = bpf_get_current_pid_tgid();
	struct task_struct *t = (struct task_struct *)bpf_get_current_task();
	struct dentry *d = file->f_path.dentry;
	struct qstr name = d->d_name, *names[2] = { &name, &name };
	struct path path;
	struct holder_t holder = { .task = t, .file = file }, *held;
	struct nameidata pair = { 3, 4 }, *kept;
	struct file **found;
	u32 key = 0;
	int i = bpf_get_current_uid_gid() & 7;

	if (!is_ours(d))
		return 0;
	tasks(id, t);
	path = file->f_path;
	CHECK(40, file->f_inode->i_ino, 1);
	CHECK(41, i_size_read(file_inode(file)), 5);
	CHECK(42, name.len + name.name[0], 8 + 'p');
	CHECK(43, d->d_iname[i + 2], 'o');
	CHECK(44, length_of(&name) + length_of(&d->d_name), 16);
	CHECK(45, names[1]->len, 8);
	CHECK(46, path.dentry->d_name.len, 8);
	CHECK(47, 0x100 + d_inode(d)->i_ino - file->f_path.dentry->d_inode->i_ino, 0x100);
	files.update(&key, &file);
	holders.update(&key, &holder);
	pairs.update(&key, &pair);
	found = files.lookup(&key);
	if (found)
		CHECK(48, (*found)->f_inode->i_size, 5);
	held = holders.lookup(&key);
	if (held)
		CHECK(49, held->task->pid + held->file->f_inode->i_size, (u32)id + 5);
	kept = pairs.lookup(&key);
	if (kept)
		CHECK(50, kept->first + kept->second, 7);
	CHECK(51, t->files->fdt->fd[i] == t->files->fdt->fd[0], 1);
	for (int n = 0; n < 8; n++)
		if (t->files->fdt->fd[n] == file)
			CHECK(52, t->files->fdt->fd[n]->f_inode->i_size, 5);
	CHECK(53, atomic_read(&file->f_inode->i_count) > 0, 1);
	CHECK(54, real_mount(file->f_path.mnt)->mnt.mnt_root == file->f_path.mnt->mnt_root, 1);
	CHECK(55, file->f_inode->i_sb->s_root->d_parent == file->f_inode->i_sb->s_root, 1);
	CHECK(56, !IS_ERR(file) + (file->f_mode & 1), 2);
	u64 number = PT_REGS_PARM1(ctx);
	CHECK(57, ((struct file *)number)->f_inode->i_size, 5);
	CHECK(58, file->f_inode->i_sb->s_type->name[0] != 0, 1);
	return 0;
}

int syscall__connect(struct pt_regs *ctx, int fd, struct sockaddr *address, int length)
{
	struct sockaddr_in *in = (struct sockaddr_in *)address, copy = *in;

	if (in->sin_port != htons(PORT))
		return 0;
	CHECK(60, ntohs(in->sin_port), PORT);
	CHECK(61, ntohl(in->sin_addr.s_addr), 0x7f000001);
	CHECK(62, address->sa_family, AF_INET);
	CHECK(63, ntohs(copy.sin_port) + ((unsigned char *)address)[2], PORT + (PORT >> 8));
	CHECK(64, min(ntohs(in->sin_port), (u16)9999), PORT);
	return 0;
}

int connecting(struct pt_regs *ctx, struct sock *sk, struct sockaddr *address)
{
	struct task_struct *t = (struct task_struct *)bpf_get_current_task();
	struct sockaddr_in *in = (struct sockaddr_in *)address;

	if (in->sin_port != htons(PORT))
		return 0;
	CHECK(70, sk->sk_family, AF_INET);
	CHECK(71, sk->sk_protocol, 6);
	CHECK(72, sock_net(sk)->ns.inum, t->nsproxy->net_ns->ns.inum);
	CHECK(73, sk->__sk_common.skc_net.net->ns.inum, sock_net(sk)->ns.inum);
	CHECK(74, refcount_read(&sk->__sk_common.skc_refcnt) > 0, 1);
	CHECK(75, inet_sk(sk)->sk.sk_type, 1);
	CHECK(76, inet_csk(sk)->icsk_ca_ops->name[0] != 0, 1);
	CHECK(77, tcp_sk(sk)->inet_conn.icsk_inet.sk.sk_family, AF_INET);
	return 0;
}

int kprobe__tcp_v4_rcv(struct pt_regs *ctx, struct sk_buff *skb)
{
	struct iphdr ip = *ip_hdr(skb);

	if (tcp_hdr(skb)->dest != htons(PORT) || !tcp_hdr(skb)->syn)
		return 0;
	CHECK(80, ip_hdr(skb)->ihl, 5);
	CHECK(81, ip_hdr(skb)->version * 16 + ip.ihl, 0x45);
	CHECK(82, ip_hdr(skb)->protocol, 6);
	CHECK(83, ntohl(ip.daddr), 0x7f000001);
	CHECK(84, tcp_hdrlen(skb), tcp_hdr(skb)->doff * 4);
	CHECK(85, tcp_hdr(skb)->doff > 5 && tcp_hdr(skb)->ack == 0, 1);
	CHECK(86, skb->dev->name[0], 'l');
	CHECK(87, ntohs(((struct tcphdr *)(skb->head + skb->transport_header))->dest), PORT);
	return 0;
}

int raw_tracepoint__sched_process_exec(struct bpf_raw_tracepoint_args *ctx)
{
	struct task_struct *t = (struct task_struct *)ctx->args[0];
	struct linux_binprm *program = (struct linux_binprm *)ctx->args[2];

	CHECK(90, t->pid, (u32)bpf_get_current_pid_tgid());
	CHECK(91, program->filename[0], '/');
	return 0;
}
