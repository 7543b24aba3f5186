// attach: kprobe:syscall:execve=syscall__execve
// New processes with their arguments, gathered into one record that is sent with the result.
// workload: /bin/ls -l /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/sched.h>

#define WORDS 5
#define LETTERS 40

struct exec_t {
	u32 tgid, parent, words;
	long result;
	char file[LETTERS];
	char word[WORDS][LETTERS];
};
BPF_ARRAY(blank, struct exec_t, 1);
BPF_HASH(begun, u64, struct exec_t, 512);
BPF_PERF_OUTPUT(execs);

int syscall__execve(struct pt_regs *ctx, const char __user *file, const char __user *const __user *words)
{
	struct task_struct *me = (struct task_struct *)bpf_get_current_task();
	u64 who = bpf_get_current_pid_tgid();
	int zero = 0;
	struct exec_t *empty = blank.lookup(&zero), *e;

	if (!empty)
		return 0;
	begun.update(&who, empty);
	e = begun.lookup(&who);
	if (!e)
		return 0;
	e->tgid = who >> 32;
	e->parent = me->real_parent->tgid;
	bpf_probe_read_user_str(e->file, LETTERS, file);
#pragma unroll
	for (int i = 0; i < WORDS; i++) {
		const char *at = 0;

		bpf_probe_read_user(&at, sizeof(at), &words[i]);
		if (!at)
			goto all;
		e->words = i + 1;
		bpf_probe_read_user_str(e->word[i], LETTERS, at);
	}
	char more[] = "and more";
	__builtin_memcpy(e->word[WORDS - 1], more, sizeof(more));
all:
	return 0;
}

TRACEPOINT_PROBE(syscalls, sys_exit_execve)
{
	u64 who = bpf_get_current_pid_tgid();
	struct exec_t *e = begun.lookup(&who);

	if (e) {
		e->result = args->ret;
		execs.perf_submit(args, e, sizeof(*e));
		begun.delete(&who);
	}
	return 0;
}
