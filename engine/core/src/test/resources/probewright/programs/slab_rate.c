// Objects taken from each cache; the function has another name since 6.10.
// workload: ls /proc
#include <uapi/linux/ptrace.h>
#include <linux/mm.h>
#include <linux/slab.h>

#define CACHE_NAME_SIZE 32

struct info_t { char name[CACHE_NAME_SIZE]; };
struct val_t { u64 count; u64 size; };
BPF_HASH(counts, struct info_t, struct val_t);

#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 10, 0)
int kprobe__kmem_cache_alloc_noprof(struct pt_regs *ctx, struct kmem_cache *cachep)
#else
int kprobe__kmem_cache_alloc(struct pt_regs *ctx, struct kmem_cache *cachep)
#endif
{
	struct info_t info = {};
	const char *name = cachep->name;
	struct val_t *valp, zero = {};

	bpf_probe_read_kernel(&info.name, sizeof(info.name), name);
	valp = counts.lookup_or_try_init(&info, &zero);
	if (valp) {
		valp->count++;
		valp->size += cachep->size;
	}
	return 0;
}
