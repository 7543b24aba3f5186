/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * The few kernel types that the programs of the trial use, as a header from BTF
 * has them. Names and members are the kernel's; layouts are our own.
 */
#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)
typedef unsigned char u8; typedef unsigned short u16; typedef unsigned int u32; typedef unsigned long long u64;
typedef signed char s8; typedef short s16; typedef int s32; typedef long long s64;
typedef u8 __u8; typedef u16 __u16; typedef u32 __u32; typedef u64 __u64; typedef s32 __s32; typedef s64 __s64;
typedef u16 __be16; typedef u32 __be32; typedef unsigned long size_t; typedef _Bool bool; typedef int pid_t;
typedef u32 dev_t; typedef u64 sector_t; typedef unsigned short umode_t; typedef struct { int counter; } atomic_t;
typedef struct { atomic_t refs; } refcount_t;
struct list_head { struct list_head *next, *prev; };
struct hlist_node { struct hlist_node *next, **pprev; };
struct pt_regs { unsigned long r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di, orig_ax, ip, cs, flags, sp, ss; };
struct in6_addr { union { u8 u6_addr8[16]; __be32 u6_addr32[4]; } in6_u; };
typedef struct { struct net *net; } possible_net_t;
struct ns_common { unsigned int inum; };
struct net { struct ns_common ns; };
struct sock_common {
	union { u64 skc_addrpair; struct { __be32 skc_daddr; __be32 skc_rcv_saddr; }; };
	union { u32 skc_portpair; struct { __be16 skc_dport; u16 skc_num; }; };
	unsigned short skc_family; volatile unsigned char skc_state;
	unsigned char skc_reuse : 4, skc_reuseport : 1;
	possible_net_t skc_net; struct in6_addr skc_v6_daddr; struct hlist_node skc_node;
};
struct sock { struct sock_common __sk_common; u32 sk_ack_backlog; unsigned int sk_padding : 1, sk_kern_sock : 1; u16 sk_type; atomic_t sk_drops; refcount_t sk_wmem_alloc; };
struct inet_sock { struct sock sk; __be16 inet_sport; };
struct inet_connection_sock { struct inet_sock icsk_inet; };
struct tcp_sock { struct inet_connection_sock inet_conn; u32 srtt_us; u64 bytes_received; };
struct sk_buff { struct sk_buff *next, *prev; unsigned int len, data_len; unsigned char *head, *data; char cb[48]; u16 transport_header; u8 cloned : 1, pkt_type : 3; };
struct iphdr { u8 ihl : 4, version : 4; u8 tos; __be16 tot_len; u8 protocol; __be32 saddr, daddr; };
struct qstr { union { struct { u32 hash; u32 len; }; u64 hash_len; }; const unsigned char *name; };
struct super_block { dev_t s_dev; unsigned long s_magic; };
struct inode { umode_t i_mode; unsigned long i_ino; struct super_block *i_sb; };
struct dentry { struct dentry *d_parent; struct qstr d_name; struct inode *d_inode; unsigned char d_iname[32]; };
struct path { struct dentry *dentry; };
struct file { struct path f_path; struct inode *f_inode; unsigned int f_flags; };
struct gendisk { int major; int first_minor; char disk_name[32]; };
struct request_queue { struct gendisk *disk; };
struct bio_vec { void *bv_page; unsigned int bv_len; };
struct bvec_iter { sector_t bi_sector; unsigned int bi_size; };
struct bio { unsigned int bi_opf; struct bvec_iter bi_iter; struct bio_vec *bi_io_vec; };
struct request { struct request_queue *q; unsigned int cmd_flags; unsigned int __data_len; sector_t __sector; struct bio *bio; struct list_head queuelist; };
struct nsproxy { struct net *net_ns; };
struct upid { int nr; };
struct pid { unsigned int level; struct upid numbers[1]; };
struct cred { u32 uid, gid; };
struct mm_struct { unsigned long total_vm; struct { s64 count; } rss_stat[4]; };
struct task_struct {
	unsigned int __state; unsigned int sched_reset_on_fork : 1, in_execve : 1; int prio; pid_t pid, tgid;
	struct task_struct *real_parent, *group_leader; char comm[16]; struct nsproxy *nsproxy; const struct cred *cred;
	struct mm_struct *mm; struct list_head children; struct pid *thread_pid;
};
struct seq_file; struct bpf_iter_meta { struct seq_file *seq; u64 session_id, seq_num; };
struct bpf_iter__task { union { struct bpf_iter_meta *meta; u64 keep; }; union { struct task_struct *task; u64 keep2; }; };
struct bpf_raw_tracepoint_args { u64 args[0]; };
struct bpf_perf_event_data { struct pt_regs regs; u64 sample_period, addr; };
struct bpf_map; struct linux_binprm { struct file *file; const char *filename; };
struct sockaddr { unsigned short sa_family; char sa_data[14]; };
enum { BPF_ANY, BPF_NOEXIST, BPF_EXIST };
enum req_op { REQ_OP_READ = 0, REQ_OP_WRITE = 1 };
#pragma clang attribute pop
