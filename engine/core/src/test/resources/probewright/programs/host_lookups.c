// attach: uprobe:c:getaddrinfo=asked
// attach: uretprobe:c:getaddrinfo=answered
// How long the C library takes for each name; only its address is kept while it works.
// workload: getent ahosts localhost
#include <uapi/linux/ptrace.h>

struct question_t { const char *name; u64 at; };
struct answer_t { char name[56]; u64 log_us; };
BPF_HASH(questions, u64, struct question_t);
BPF_HISTOGRAM(answers, struct answer_t);
BPF_HASH(errors, int);

int asked(struct pt_regs *ctx, const char *name)
{
	struct question_t q = {name, bpf_ktime_get_ns()};
	u64 who = bpf_get_current_pid_tgid();

	if (name)
		questions.update(&who, &q);
	return 0;
}

int answered(struct pt_regs *ctx)
{
	u64 who = bpf_get_current_pid_tgid();
	struct question_t *q = questions.lookup(&who);
	int error = PT_REGS_RC(ctx);
	struct answer_t a = {};

	if (!q)
		return 0;
	a.log_us = bpf_log2l((bpf_ktime_get_ns() - q->at) / 1000);
	bpf_probe_read_user_str(a.name, sizeof(a.name), q->name);
	answers.increment(a);
	if (error != 0)
		errors.increment(error);
	questions.delete(&who);
	return 0;
}
