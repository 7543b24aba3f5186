// Counters and stacks by a key that is a struct, on each CPU.
// workload: dd if=/dev/zero of=/tmp/stacks bs=4096 count=16 2>/dev/null; sync
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

struct key_t {
	u32 pid;
	int user_stack_id, kernel_stack_id;
	char name[TASK_COMM_LEN];
};

struct value_t { u64 calls; u64 bytes; };

BPF_TABLE("percpu_hash", struct key_t, struct value_t, counts, 4096);
BPF_TABLE("stacktrace", int, u64[127], stacks, 1024);
BPF_PERF_ARRAY(cycles, 8);

int kprobe__vfs_write(struct pt_regs *ctx, struct file *file, const char __user *buf, size_t count)
{
	struct key_t key = {.pid = bpf_get_current_pid_tgid() >> 32};
	struct value_t first = {}, *value;
	u64 now = cycles.perf_read(CUR_CPU_IDENTIFIER);

	if ((s64)now < 0 && (s64)now >= -256)
		now = 0;
	key.user_stack_id = stacks.get_stackid(ctx, BPF_F_USER_STACK | BPF_F_REUSE_STACKID);
	key.kernel_stack_id = stacks.get_stackid(ctx, 0);
	bpf_get_current_comm(&key.name, sizeof(key.name));
	value = counts.lookup_or_try_init(&key, &first);
	if (value) {
		value->calls++;
		value->bytes += count + now;
	}
	return 0;
}
