// attach: kprobe:folio_mark_accessed=used
// attach: kprobe:mark_buffer_dirty=dirtied
// The page cache in four figures for each processor.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>

enum figure { USED, ADDED, BUFFERS_DIRTIED, PAGES_DIRTIED, FIGURES };
struct figures_t { u64 of[FIGURES]; };
BPF_PERCPU_ARRAY(figures, struct figures_t, 1);

static __always_inline void one_more(enum figure which)
{
	int only = 0;
	struct figures_t *f = figures.lookup(&only);

	if (f)
		f->of[which]++;
}

int used(void *ctx)
{
	one_more(USED);
	return 0;
}

int dirtied(void *ctx)
{
	one_more(BUFFERS_DIRTIED);
	return 0;
}

TRACEPOINT_PROBE(filemap, mm_filemap_add_to_page_cache)
{
	one_more(ADDED);
	return 0;
}

TRACEPOINT_PROBE(writeback, writeback_dirty_folio)
{
	one_more(PAGES_DIRTIED);
	return 0;
}
