/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What the programs of the trial take to be declared. The trial asks what clang
 * says of such texts and not what our own headers hold, so it has one of its own:
 * each map is an object of a struct whose members are its methods.
 */
#define NULL ((void *)0)
#define SEC(name) __attribute__((section(name), used))
#define __user
#define TASK_COMM_LEN 16
#define AF_INET 2
#define LINUX_VERSION_CODE 0x60100
#define KERNEL_VERSION(a, b, c) (((a) << 16) + ((b) << 8) + (c))
#define sk_family __sk_common.skc_family
#define sk_dport __sk_common.skc_dport
#define s6_addr in6_u.u6_addr8
#define offsetof(t, m) __builtin_offsetof(t, m)
#define container_of(p, t, m) ((t *)((void *)(p) - offsetof(t, m)))
#define min(a, b) ({ __typeof__(a) a_ = (a); __typeof__(b) b_ = (b); a_ < b_ ? a_ : b_; })
#define ntohs(x) __builtin_bswap16(x)
#define PT_REGS_PARM1(r) ((r)->di)
#define PT_REGS_PARM2(r) ((r)->si)
#define PT_REGS_RC(r) ((r)->ax)
#define TRIAL_MAP(kind, name, fields) static const char kind_##name[] = kind; struct map_##name { fields }; extern struct map_##name name
#define TRIAL_TABLE(kind, K, V, name) TRIAL_MAP(kind, name, K key; V leaf; V *(*lookup)(const K *); V *(*lookup_or_try_init)(const K *, const V *); \
	V *(*lookup_or_init)(const K *, const V *); long (*update)(const K *, const V *); long (*insert)(const K *, const V *); long (*delete)(const K *); \
	void (*increment)(K, ...); long (*get_stackid)(void *, u64); long (*push)(const V *, u64); long (*pop)(V *); long (*call)(void *, int); u64 (*perf_read)(int);)
#define TRIAL_PICK(a, b, c, d, macro, ...) macro
#define HASH1(n) TRIAL_TABLE("hash", u64, u64, n)
#define HASH2(n, K) TRIAL_TABLE("hash", K, u64, n)
#define HASH3(n, K, V) TRIAL_TABLE("hash", K, V, n)
#define HASH4(n, K, V, s) TRIAL_TABLE("hash", K, V, n)
#define BPF_HASH(...) TRIAL_PICK(__VA_ARGS__, HASH4, HASH3, HASH2, HASH1,)(__VA_ARGS__)
#define BPF_TABLE(kind, K, V, n, s) TRIAL_TABLE(kind, K, V, n)
#define BPF_HISTOGRAM(n) TRIAL_TABLE("histogram", int, u64, n)
#define BPF_ARRAY(n, V, s) TRIAL_TABLE("array", int, V, n)
#define BPF_PERCPU_ARRAY(n, V, s) TRIAL_TABLE("percpu_array", int, V, n)
#define BPF_STACK_TRACE(n, s) TRIAL_TABLE("stacktrace", int, u64, n)
#define BPF_QUEUE(n, V, s) TRIAL_TABLE("queue", int, V, n)
#define BPF_PROG_ARRAY(n, s) TRIAL_TABLE("prog", int, u32, n)
#define BPF_PERF_OUTPUT(n) TRIAL_MAP("perf_output", n, long (*perf_submit)(void *, void *, u32);)
#define BPF_RINGBUF_OUTPUT(n, p) TRIAL_MAP("ringbuf_output", n, long (*ringbuf_output)(void *, u64, u64); void *(*ringbuf_reserve)(u64); void (*ringbuf_submit)(void *, u64);)
#define TRACEPOINT_PROBE(c, e) int tracepoint__##c##__##e(struct tracepoint__##c##__##e *args)
#define RAW_TRACEPOINT_PROBE(e) int raw_tracepoint__##e(struct bpf_raw_tracepoint_args *ctx)
#define KFUNC_PROBE(f, ...) int kfunc__vmlinux__##f(unsigned long long *ctx, ##__VA_ARGS__)
#define KRETFUNC_PROBE(f, ...) int kretfunc__vmlinux__##f(unsigned long long *ctx, ##__VA_ARGS__)
#define LSM_PROBE(h, ...) int lsm__##h(unsigned long long *ctx, ##__VA_ARGS__)
#define BPF_ITER(t) int bpf_iter__##t(struct bpf_iter__##t *ctx)
#define TP_DATA_LOC_READ_STR(dst, f, n) bpf_probe_read_str((void *)dst, n, (char *)args + (args->data_loc_##f & 0xFFFF))
struct tracepoint__sched__sched_process_exec { u64 __do_not_use__; int data_loc_filename; int pid; int old_pid; };
struct tracepoint__syscalls__sys_enter_openat { u64 __do_not_use__; int __syscall_nr; u64 dfd; const char *filename; u64 flags; };
int bpf_trace_printk(const char *format, ...) __attribute__((format(printf, 1, 2)));
u64 bpf_get_current_pid_tgid(void); u64 bpf_get_current_uid_gid(void); u64 bpf_ktime_get_ns(void); u64 bpf_get_current_task(void);
int bpf_get_current_comm(void *, u32); struct task_struct *bpf_get_current_task_btf(void);
int bpf_probe_read(void *, u32, const void *); int bpf_probe_read_kernel(void *, u32, const void *); int bpf_probe_read_user(void *, u32, const void *);
int bpf_probe_read_str(void *, u32, const void *); int bpf_probe_read_user_str(void *, u32, const void *);
int bpf_usdt_readarg(int, void *, void *); int bpf_seq_printf(struct seq_file *, const char *, u32, const void *, u32);
unsigned int bpf_log2l(unsigned long); void lock_xadd(u64 *, u64);
static inline int atomic_read(const atomic_t *v) { return v->counter; }
static inline struct inet_sock *inet_sk(const struct sock *sk) { return (struct inet_sock *)sk; }
static inline struct tcp_sock *tcp_sk(const struct sock *sk) { return (struct tcp_sock *)sk; }
