// Files by the pages that were asked for ahead, and the pages of them that were then used.
// workload: echo 3 > /proc/sys/vm/drop_caches; cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/pagemap.h>

struct ahead_t { u64 asked, used, furthest; u8 mapped; };
BPF_HASH(ahead, u64, struct ahead_t);

int kprobe__page_cache_ra_unbounded(struct pt_regs *ctx, struct readahead_control *ra, unsigned long pages)
{
	u64 ino = ra->mapping->host->i_ino, last = ra->_index + pages;
	struct ahead_t none = {}, *a = ahead.lookup_or_try_init(&ino, &none);

	if (!a)
		return 0;
	a->asked += pages;
	a->furthest = last > a->furthest ? last : a->furthest;
	a->mapped = ra->file == NULL;
	return 0;
}

int kprobe__folio_mark_accessed(struct pt_regs *ctx, struct folio *folio)
{
	u64 ino = folio->mapping->host->i_ino;
	struct ahead_t *a = ahead.lookup(&ino);

	if (a && folio->index <= a->furthest)
		lock_xadd(&a->used, 1);
	return 0;
}
