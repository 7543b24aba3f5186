// attach: kprobe:ext4_file_read_iter=reads
// attach: kprobe:ext4_file_write_iter=writes
// attach: kretprobe:ext4_file_read_iter=over
// attach: kretprobe:ext4_file_write_iter=over
// Latency of reads and writes of ext4; the operation is a text in the key.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>

struct phase_t { char op[8]; u64 log_us; };
struct running_t { u64 at; char op[8]; };
BPF_HASH(running, u64, struct running_t);
BPF_HISTOGRAM(times, struct phase_t);

static inline int note(const char *op, int letters)
{
	u64 me = bpf_get_current_pid_tgid();
	struct running_t r = {bpf_ktime_get_ns()};

	__builtin_memcpy(r.op, op, 5);
	r.op[letters] = 0;
	running.update(&me, &r);
	return 0;
}

int reads(struct pt_regs *ctx) { return note("read", 4); }
int writes(struct pt_regs *ctx) { return note("write", 5); }

int over(struct pt_regs *ctx)
{
	u64 me = bpf_get_current_pid_tgid();
	struct running_t *r = running.lookup(&me);

	if (r && (long)PT_REGS_RC(ctx) >= 0) {
		struct phase_t p = {};

		__builtin_memcpy(p.op, r->op, sizeof(p.op));
		p.log_us = bpf_log2l((bpf_ktime_get_ns() - r->at) / 1000);
		times.increment(p);
	}
	running.delete(&me);
	return 0;
}
