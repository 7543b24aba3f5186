// Block I/O by the tracepoints that kernels have since 6.5.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=4 iflag=direct
#include <linux/blk-mq.h>

BPF_HASH(ops, char, u64);

TRACEPOINT_PROBE(block, block_io_start)
{
	char op = args->rwbs[0];

	ops.increment(op);
	return 0;
}

TRACEPOINT_PROBE(block, block_io_done)
{
	bpf_trace_printk("%d,%d %llu\n", args->dev >> 20, args->dev & 0xfffff, args->sector);
	return 0;
}
