// attach: tracepoint:block:block_rq_complete=completed
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

struct tracepoint__sched__sched_switch {
	u64 __do_not_use__;
	char prev_comm[16];
	pid_t prev_pid;
	int prev_prio;
	long prev_state;
	char next_comm[16];
	pid_t next_pid;
	int next_prio;
};

struct tracepoint__sched__sched_process_exec {
	u64 __do_not_use__;
	int data_loc_filename;
	pid_t pid;
	pid_t old_pid;
};

struct tracepoint__block__block_rq_complete {
	u64 __do_not_use__;
	dev_t dev;
	char __pad_0[4];
	sector_t sector;
	unsigned int nr_sector;
	int error;
	unsigned short ioprio;
	char rwbs[8];
	char __pad_1[2];
	int data_loc_cmd;
};

struct tracepoint__odd__cat__odd__event {
	u64 __do_not_use__;
	char __pad_0[4];
	int value;
	char __pad_1[4];
	u64 crooked __attribute__((packed));
	char __pad_2[4];
	struct unheard_of *there;
	const void *far;
	u32 kind;
	u8 strange[12];
	__u8 address[16];
	int rel_loc_tail;
	bool flag;
};

/* the power-of-two slot of a value: floor(log2(v)) + 1, and 1 for 0 */
static __always_inline unsigned int bpf_log2l(unsigned long v)
{
	unsigned int slot = 1;

	if (v >> 32) {
		v >>= 32;
		slot += 32;
	}
	if (v >> 16) {
		v >>= 16;
		slot += 16;
	}
	if (v >> 8) {
		v >>= 8;
		slot += 8;
	}
	if (v >> 4) {
		v >>= 4;
		slot += 4;
	}
	if (v >> 2) {
		v >>= 2;
		slot += 2;
	}
	if (v >> 1)
		slot += 1;
	return slot;
}

/* adds n to the counter in slot k of an array */
#define array_increment(map, k, n) ({ \
	typeof(*(map)->key) key_ = (k); \
	typeof(*(map)->value) *count_ = bpf_map_lookup_elem((map), &key_); \
	if (count_) \
		__sync_fetch_and_add(count_, (n)); \
})

/* the bytes that a field of a tracepoint's record points at: their place is in its lower half */
#define TP_DATA_LOC_READ_CONST(to, field, size) \
	bpf_probe_read_kernel((void *)(to), (size), (const char *)args + (args->data_loc_##field & 0xffff))

/* the same, as many as the field says in its upper half */
#define TP_DATA_LOC_READ(to, field) \
	TP_DATA_LOC_READ_CONST(to, field, (unsigned int)args->data_loc_##field >> 16)

/* the same up to the zero that ends a string */
#define TP_DATA_LOC_READ_STR(to, field, size) \
	bpf_probe_read_kernel_str((void *)(to), (size), (const char *)args + (args->data_loc_##field & 0xffff))

struct {
	__uint(type, BPF_MAP_TYPE_ARRAY);
	__uint(max_entries, 64);
	__type(key, int);
	__type(value, u64);
} sizes SEC(".maps");

// a comment that stays
SEC("tracepoint/sched/sched_switch")
int tracepoint__sched__sched_switch(struct tracepoint__sched__sched_switch *args)
{
	char comm[TASK_COMM_LEN];
	bpf_probe_read_kernel(&comm, sizeof(comm), args->next_comm);
	bpf_printk("%d %s\n", args->next_pid, comm);
	return 0;
}

SEC("tracepoint/sched/sched_process_exec")
int tracepoint__sched__sched_process_exec(struct tracepoint__sched__sched_process_exec *args) {
	char name[64], again[64];
	TP_DATA_LOC_READ_STR(&name, filename, sizeof(name));
	TP_DATA_LOC_READ_CONST(again, filename, 8);
	TP_DATA_LOC_READ(again, filename);
	return args->pid + name[0] + again[0];
}

SEC("tracepoint/block/block_rq_complete")
int completed(struct tracepoint__block__block_rq_complete *args)
{
	array_increment(&sizes, bpf_log2l(args->nr_sector / 2), 1);
	return 0;
}

SEC("tracepoint/odd__cat/odd__event")
int tracepoint__odd__cat__odd__event(struct tracepoint__odd__cat__odd__event *ctx) { return ctx->value; }

SEC("raw_tracepoint/sched_switch")
int raw_tracepoint__sched_switch(struct bpf_raw_tracepoint_args *ctx)
{
	// TP_PROTO(bool preempt, struct task_struct *prev, struct task_struct *next)
	struct task_struct *prev = (struct task_struct *)ctx->args[1];
	return BPF_CORE_READ(prev, pid);
}

SEC("raw_tracepoint/sched_process_exit")
int raw_tracepoint__sched_process_exit(struct bpf_raw_tracepoint_args *ctx) { return 0; }

char LICENSE[] SEC("license") = "GPL";
