// Lesson 13: disksnoop by tracepoints; keyed by device and sector, for there is no request to key by.
struct tp_key_t {
    u32 dev;
    u32 unused;
    u64 sector;
};
struct tp_event_t {
    u64 delta;
    u64 sector;
    u32 dev;
    u32 nr_sector;
    char rwbs[8];
};
BPF_HASH(tp_start, struct tp_key_t);
BPF_PERF_OUTPUT(tp_events);

TRACEPOINT_PROBE(block, block_rq_issue)
{
    struct tp_key_t key = {};
    u64 ts = bpf_ktime_get_ns();

    key.dev = args->dev;
    key.sector = args->sector;
    tp_start.update(&key, &ts);
    return 0;
}

TRACEPOINT_PROBE(block, block_rq_complete)
{
    struct tp_key_t key = {};
    struct tp_event_t data = {};
    u64 *tsp;

    key.dev = args->dev;
    key.sector = args->sector;
    tsp = tp_start.lookup(&key);
    if (tsp == 0)
        return 0;
    data.delta = bpf_ktime_get_ns() - *tsp;
    data.dev = args->dev;
    data.sector = args->sector;
    data.nr_sector = args->nr_sector;
    __builtin_memcpy(data.rwbs, args->rwbs, sizeof(data.rwbs));
    if (data.rwbs[0] == 'W')
        tp_events.perf_submit(args, &data, sizeof(data));
    tp_start.delete(&key);
    return 0;
}
