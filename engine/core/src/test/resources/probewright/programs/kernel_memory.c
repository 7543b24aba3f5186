// Memory that the kernel takes and gives back, by the caller's address.
// workload: ls /proc
struct site_t { u64 ip; };
struct sum_t { u64 count, asked, got; };
BPF_HASH(sites, struct site_t, struct sum_t);
BPF_HASH(live, u64, u64, 40960);

TRACEPOINT_PROBE(kmem, kmalloc)
{
	struct site_t at = {(u64)args->call_site};
	struct sum_t none = {}, *s = sites.lookup_or_try_init(&at, &none);
	u64 p = (u64)args->ptr, bytes = args->bytes_alloc;

	if (s) {
		s->count += 1;
		s->asked += args->bytes_req;
		s->got += bytes;
	}
	live.update(&p, &bytes);
	return 0;
}

TRACEPOINT_PROBE(kmem, kfree)
{
	u64 p = (u64)args->ptr;

	live.delete(&p);
	return 0;
}
