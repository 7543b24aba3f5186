// Capabilities by how often they were granted and refused, by a trampoline that sees the answer too.
// workload: setpriv --reuid 65534 --clear-groups true
#include <linux/sched.h>
#include <linux/security.h>

#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 1, 0)
#define SILENT(how) (((how) & 0b10) != 0)
#else
#define SILENT(how) ((how) == 0)
#endif

struct question_t { int capability; u32 uid; bool silent, initial; };
struct answers_t { u32 granted, refused; };
BPF_HASH(questions, struct question_t, struct answers_t);

KRETFUNC_PROBE(cap_capable, const struct cred *cred, struct user_namespace *ns, int cap, unsigned int how, int ret)
{
	struct question_t q = {};
	struct answers_t none = {}, *a;

	q.capability = cap;
	q.uid = cred->uid.val;
	q.silent = SILENT(how);
	q.initial = ns->level == 0;
	a = questions.lookup_or_try_init(&q, &none);
	if (a)
		ret ? a->refused++ : a->granted++;
	return 0;
}
