/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * Functions that programs expect of the kernel's headers. All that they read is
 * read by helpers, so their pointers may lead anywhere. Items are set apart by
 * blank lines that a static or a comment follows. The analysis reads only what
 * they are called and take; an expanded program gets the items that it uses.
 */

static __always_inline struct inet_sock *inet_sk(const struct sock *sk)
{
	return (struct inet_sock *)sk;
}

static __always_inline struct tcp_sock *tcp_sk(const struct sock *sk)
{
	return (struct tcp_sock *)sk;
}

static __always_inline struct udp_sock *udp_sk(const struct sock *sk)
{
	return (struct udp_sock *)sk;
}

static __always_inline struct unix_sock *unix_sk(const struct sock *sk)
{
	return (struct unix_sock *)sk;
}

static __always_inline struct raw_sock *raw_sk(const struct sock *sk)
{
	return (struct raw_sock *)sk;
}

static __always_inline struct inet_connection_sock *inet_csk(const struct sock *sk)
{
	return (struct inet_connection_sock *)sk;
}

static __always_inline struct request_sock *inet_reqsk(const struct sock *sk)
{
	return (struct request_sock *)sk;
}

static __always_inline struct inet_timewait_sock *inet_twsk(const struct sock *sk)
{
	return (struct inet_timewait_sock *)sk;
}

static __always_inline struct inet_request_sock *inet_rsk(const struct request_sock *request)
{
	return (struct inet_request_sock *)request;
}

static __always_inline struct tcp_request_sock *tcp_rsk(const struct request_sock *request)
{
	return (struct tcp_request_sock *)request;
}

static __always_inline struct ipv6_pinfo *inet6_sk(const struct sock *sk)
{
	return BPF_CORE_READ((const struct inet_sock *)sk, pinet6);
}

static __always_inline struct net *sock_net(const struct sock *sk)
{
	return BPF_CORE_READ(sk, __sk_common.skc_net.net);
}

static __always_inline struct net *dev_net(const struct net_device *device)
{
	return BPF_CORE_READ(device, nd_net.net);
}

/* neither waiting to be forgotten nor still shaking hands */
static __always_inline int sk_fullsock(const struct sock *sk)
{
	int state = BPF_CORE_READ(sk, __sk_common.skc_state);
	
	return state != TCP_TIME_WAIT && state != TCP_NEW_SYN_RECV;
}

/* the socket that listens for a request; none for one that waits to be forgotten */
static __always_inline struct sock *sk_to_full_sk(struct sock *sk)
{
	if (sk && BPF_CORE_READ(sk, __sk_common.skc_state) == TCP_NEW_SYN_RECV)
		sk = BPF_CORE_READ((struct request_sock *)sk, __req_common.skc_listener);
	if (sk && BPF_CORE_READ(sk, __sk_common.skc_state) == TCP_TIME_WAIT)
		sk = (void *)0;
	return sk;
}

static __always_inline unsigned char *skb_network_header(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, head) + BPF_CORE_READ(skb, network_header);
}

static __always_inline unsigned char *skb_transport_header(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, head) + BPF_CORE_READ(skb, transport_header);
}

static __always_inline unsigned char *skb_mac_header(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, head) + BPF_CORE_READ(skb, mac_header);
}

static __always_inline int skb_network_offset(const struct sk_buff *skb)
{
	return skb_network_header(skb) - BPF_CORE_READ(skb, data);
}

static __always_inline int skb_transport_offset(const struct sk_buff *skb)
{
	return skb_transport_header(skb) - BPF_CORE_READ(skb, data);
}

static __always_inline struct iphdr *ip_hdr(const struct sk_buff *skb)
{
	return (struct iphdr *)skb_network_header(skb);
}

static __always_inline struct ipv6hdr *ipv6_hdr(const struct sk_buff *skb)
{
	return (struct ipv6hdr *)skb_network_header(skb);
}

static __always_inline struct tcphdr *tcp_hdr(const struct sk_buff *skb)
{
	return (struct tcphdr *)skb_transport_header(skb);
}

static __always_inline struct udphdr *udp_hdr(const struct sk_buff *skb)
{
	return (struct udphdr *)skb_transport_header(skb);
}

static __always_inline struct icmphdr *icmp_hdr(const struct sk_buff *skb)
{
	return (struct icmphdr *)skb_transport_header(skb);
}

static __always_inline struct ethhdr *eth_hdr(const struct sk_buff *skb)
{
	return (struct ethhdr *)skb_mac_header(skb);
}

static __always_inline unsigned int tcp_hdrlen(const struct sk_buff *skb)
{
	struct tcphdr header = {};
	
	bpf_probe_read_kernel(&header, sizeof(header), skb_transport_header(skb));
	return header.doff * 4;
}

static __always_inline unsigned int skb_headlen(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, len) - BPF_CORE_READ(skb, data_len);
}

static __always_inline struct skb_shared_info *skb_shinfo(const struct sk_buff *skb)
{
	return (struct skb_shared_info *)(BPF_CORE_READ(skb, head) + BPF_CORE_READ(skb, end));
}

/* the queue that a packet came in by is kept one higher; 0 is none */
static __always_inline int skb_rx_queue_recorded(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, queue_mapping) != 0;
}

static __always_inline unsigned short skb_get_rx_queue(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, queue_mapping) - 1;
}

static __always_inline unsigned short skb_get_queue_mapping(const struct sk_buff *skb)
{
	return BPF_CORE_READ(skb, queue_mapping);
}

static __always_inline unsigned int bio_sectors(const struct bio *bio)
{
	return BPF_CORE_READ(bio, bi_iter.bi_size) >> 9;
}

static __always_inline u64 bio_end_sector(const struct bio *bio)
{
	return BPF_CORE_READ(bio, bi_iter.bi_sector) + bio_sectors(bio);
}

/* a REQ_OP_ number */
static __always_inline unsigned int bio_op(const struct bio *bio)
{
	return BPF_CORE_READ(bio, bi_opf) & 0xff;
}

/* 1 for a write */
static __always_inline unsigned int bio_data_dir(const struct bio *bio)
{
	return BPF_CORE_READ(bio, bi_opf) & 1;
}

/* a REQ_OP_ number */
static __always_inline unsigned int req_op(const struct request *request)
{
	return BPF_CORE_READ(request, cmd_flags) & 0xff;
}

/* 1 for a write */
static __always_inline unsigned int rq_data_dir(const struct request *request)
{
	return BPF_CORE_READ(request, cmd_flags) & 1;
}

static __always_inline unsigned int blk_rq_bytes(const struct request *request)
{
	return BPF_CORE_READ(request, __data_len);
}

/* in sectors of 512 bytes */
static __always_inline u64 blk_rq_pos(const struct request *request)
{
	return BPF_CORE_READ(request, __sector);
}

static __always_inline unsigned int blk_rq_sectors(const struct request *request)
{
	return BPF_CORE_READ(request, __data_len) >> 9;
}

static __always_inline const char *dev_name(const struct device *device)
{
	const char *first = BPF_CORE_READ(device, init_name);
	
	return first ? first : BPF_CORE_READ(device, kobj.name);
}

static __always_inline struct inode *file_inode(const struct file *file)
{
	return BPF_CORE_READ(file, f_inode);
}

static __always_inline struct dentry *file_dentry(const struct file *file)
{
	return BPF_CORE_READ(file, f_path.dentry);
}

static __always_inline struct inode *d_inode(const struct dentry *dentry)
{
	return BPF_CORE_READ(dentry, d_inode);
}

static __always_inline struct inode *d_backing_inode(const struct dentry *dentry)
{
	return BPF_CORE_READ(dentry, d_inode);
}

static __always_inline s64 i_size_read(const struct inode *inode)
{
	return BPF_CORE_READ(inode, i_size);
}

static __always_inline u32 i_uid_read(const struct inode *inode)
{
	return BPF_CORE_READ(inode, i_uid.val);
}

static __always_inline u32 i_gid_read(const struct inode *inode)
{
	return BPF_CORE_READ(inode, i_gid.val);
}

static __always_inline unsigned int imajor(const struct inode *inode)
{
	return BPF_CORE_READ(inode, i_rdev) >> 20;
}

static __always_inline unsigned int iminor(const struct inode *inode)
{
	return BPF_CORE_READ(inode, i_rdev) & 0xfffff;
}

static __always_inline struct mount *real_mount(struct vfsmount *mount)
{
	return container_of(mount, struct mount, mnt);
}

static __always_inline int task_pid_nr(const struct task_struct *task)
{
	return BPF_CORE_READ(task, pid);
}

static __always_inline int task_tgid_nr(const struct task_struct *task)
{
	return BPF_CORE_READ(task, tgid);
}

static __always_inline int task_ppid_nr(const struct task_struct *task)
{
	return BPF_CORE_READ(task, real_parent, tgid);
}

static __always_inline int is_idle_task(const struct task_struct *task)
{
	return BPF_CORE_READ(task, pid) == 0;
}

static __always_inline int task_nice(const struct task_struct *task)
{
	return BPF_CORE_READ(task, static_prio) - 120;
}

static __always_inline struct pid *task_pid(const struct task_struct *task)
{
	return BPF_CORE_READ(task, thread_pid);
}

/* as the first namespace counts */
static __always_inline int pid_nr(const struct pid *pid)
{
	return pid ? BPF_CORE_READ(pid, numbers[0].nr) : 0;
}

/* a process's number in the innermost namespace that it is in */
static __always_inline struct upid pw_last_upid(const struct pid *pid)
{
	struct upid last = {};
	unsigned int level = BPF_CORE_READ(pid, level);
	
	bpf_probe_read_kernel(&last, sizeof(last), &pid->numbers[level]);
	return last;
}

static __always_inline struct pid_namespace *ns_of_pid(const struct pid *pid)
{
	return pid ? pw_last_upid(pid).ns : (void *)0;
}

/* as the task's own namespace counts */
static __always_inline int task_pid_vnr(const struct task_struct *task)
{
	return pw_last_upid(BPF_CORE_READ(task, thread_pid)).nr;
}

static __always_inline struct pid_namespace *task_active_pid_ns(const struct task_struct *task)
{
	return ns_of_pid(BPF_CORE_READ(task, thread_pid));
}

static __always_inline struct page *compound_head(const struct page *page)
{
	unsigned long head = BPF_CORE_READ(page, compound_head);
	
	return (struct page *)(head & 1 ? head - 1 : (unsigned long)page);
}

static __always_inline struct folio *page_folio(const struct page *page)
{
	return (struct folio *)compound_head(page);
}

static __always_inline struct page *folio_page(const struct folio *folio, unsigned long n)
{
	return (struct page *)folio + n;
}

static __always_inline int page_ref_count(const struct page *page)
{
	return BPF_CORE_READ(page, _refcount.counter);
}

static __always_inline int PageAnon(const struct page *page)
{
	return (unsigned long)BPF_CORE_READ(page, mapping) & 1;
}

static __always_inline int PageLocked(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_locked & 1;
}

static __always_inline int PageDirty(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_dirty & 1;
}

static __always_inline int PageUptodate(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_uptodate & 1;
}

static __always_inline int PageLRU(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_lru & 1;
}

static __always_inline int PageActive(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_active & 1;
}

static __always_inline int PageReferenced(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_referenced & 1;
}

static __always_inline int PageWriteback(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_writeback & 1;
}

static __always_inline int PageSwapBacked(const struct page *page)
{
	return BPF_CORE_READ(page, flags) >> PG_swapbacked & 1;
}

/* one of a list's parts is described by an entry of an array, whose last leads on or ends it */
static __always_inline int sg_is_chain(const struct scatterlist *entry)
{
	return (BPF_CORE_READ(entry, page_link) & 1) != 0;
}

static __always_inline int sg_is_last(const struct scatterlist *entry)
{
	return (BPF_CORE_READ(entry, page_link) & 2) != 0;
}

static __always_inline struct scatterlist *sg_chain_ptr(const struct scatterlist *entry)
{
	return (struct scatterlist *)(BPF_CORE_READ(entry, page_link) & ~3UL);
}

static __always_inline struct page *sg_page(const struct scatterlist *entry)
{
	return (struct page *)(BPF_CORE_READ(entry, page_link) & ~3UL);
}

static __always_inline struct scatterlist *sg_next(struct scatterlist *entry)
{
	if (sg_is_last(entry))
		return (void *)0;
	return sg_is_chain(entry + 1) ? sg_chain_ptr(entry + 1) : entry + 1;
}
