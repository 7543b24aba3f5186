// attach: kprobe:page_cache_ra_unbounded=entered
// attach: kretprobe:page_cache_ra_unbounded=left
// Pages that were read ahead, and how soon they were used; a name from outside, if there is one.
// workload: echo 3 > /proc/sys/vm/drop_caches; cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/mm_types.h>
#include <linux/mm.h>

BPF_HASH(flag, u32, u8);
BPF_HASH(birth, struct folio *);
BPF_HISTOGRAM(ages);

int entered(struct pt_regs *ctx)
{
	u32 pid = bpf_get_current_pid_tgid();
	u8 one = 1;

	flag.update(&pid, &one);
	return 0;
}

int left(struct pt_regs *ctx)
{
	u32 pid = bpf_get_current_pid_tgid();
	u8 zero = 0;

	flag.update(&pid, &zero);
	return 0;
}

int kprobe__filemap_add_folio(struct pt_regs *ctx, struct address_space *mapping, struct folio *folio)
{
	u32 pid = bpf_get_current_pid_tgid();
	u64 ts = bpf_ktime_get_ns();
	u8 *f = flag.lookup(&pid);

	if (f != NULL && *f == 1)
		birth.update(&folio, &ts);
	return 0;
}

int kprobe__folio_mark_accessed(struct pt_regs *ctx, struct folio *arg0)
{
	u64 ts = bpf_ktime_get_ns();
	u64 *bts = birth.lookup(&arg0);

	if (bts != NULL) {
		ages.increment(bpf_log2l((ts - *bts) / 1000000));
		birth.delete(&arg0);
	}
	return 0;
}
