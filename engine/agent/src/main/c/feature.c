/* What this kernel's BPF can do, found by trying; what is made for a trial goes at once. */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <unistd.h>

#include "native.h"
#include "probewright_agent_bpf_FeatureNative.h"

static int reads_in_batches(void)
{
	__u32 count = 0, cursor, key;
	__u64 value;
	int map = bpf_map_create(BPF_MAP_TYPE_HASH, "trial", sizeof(key), sizeof(value), 1, NULL);
	if (map < 0)
		return 0;
	int result = bpf_map_lookup_batch(map, NULL, &cursor, &key, &value, &count, NULL);
	close(map);
	return result == 0;
}

/* A kernel that has such links goes as far as to read the addresses, which are nowhere. */
static int attaches_to_many(void)
{
	struct bpf_insn nothing[] = {{.code = BPF_ALU64 | BPF_MOV | BPF_K}, {.code = BPF_JMP | BPF_EXIT}};
	LIBBPF_OPTS(bpf_prog_load_opts, load, .expected_attach_type = BPF_TRACE_KPROBE_MULTI);
	LIBBPF_OPTS(bpf_link_create_opts, nowhere, .kprobe_multi.cnt = 1,
		    .kprobe_multi.addrs = (const unsigned long *)1);
	int program = bpf_prog_load(BPF_PROG_TYPE_KPROBE, "trial", "GPL", nothing, 2, &load);
	if (program < 0)
		return 0;
	int link = bpf_link_create(program, 0, BPF_TRACE_KPROBE_MULTI, &nowhere);
	if (link >= 0)
		close(link);
	close(program);
	return link == -EFAULT;
}

/* Bits, in the order of FeatureNative's names. */
JNIEXPORT jint JNICALL Java_probewright_agent_bpf_FeatureNative_find(JNIEnv *env, jclass c)
{
	return (libbpf_probe_bpf_map_type(BPF_MAP_TYPE_RINGBUF, NULL) == 1) | reads_in_batches() << 1 |
	       attaches_to_many() << 2 | (libbpf_probe_bpf_prog_type(BPF_PROG_TYPE_TRACING, NULL) == 1) << 3;
}
