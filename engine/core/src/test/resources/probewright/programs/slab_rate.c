// Objects taken from each cache by each processor; the function has another name since 6.10.
// workload: ls /proc
#include <uapi/linux/ptrace.h>
#include <linux/mm.h>
#include <linux/slab.h>

struct cache_t { u64 objects; u32 object_bytes; char name[28]; };
BPF_PERCPU_HASH(caches, struct kmem_cache *, struct cache_t, 512);

static void took(struct kmem_cache *cache)
{
	struct cache_t *known = caches.lookup(&cache), fresh = {.objects = 1};

	if (known) {
		known->objects++;
		return;
	}
	fresh.object_bytes = cache->object_size;
	bpf_probe_read_kernel_str(fresh.name, sizeof(fresh.name), cache->name);
	caches.update(&cache, &fresh);
}

#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 10, 0)
int kprobe__kmem_cache_alloc(struct pt_regs *ctx, struct kmem_cache *from) { took(from); return 0; }
#else
int kprobe__kmem_cache_alloc_noprof(struct pt_regs *ctx, struct kmem_cache *from) { took(from); return 0; }
#endif
