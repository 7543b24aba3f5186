// attach: kprobe:submit_bio=handed_in
// Each block I/O with its disk and place; who handed it in is kept until the device is done with it.
// workload: dd if=/dev/vda of=/dev/null bs=4k count=4 iflag=direct
#include <uapi/linux/ptrace.h>
#include <linux/bio.h>
#include <linux/blkdev.h>

struct place_t { u64 dev, sector; };
struct owner_t { u64 since; u32 tgid; char comm[TASK_COMM_LEN], disk[DISK_NAME_LEN]; };
struct io_t { struct place_t at; struct owner_t by; u64 ns; u32 sectors; char rwbs[8]; };
BPF_TABLE("lru_hash", struct place_t, struct owner_t, owners, 4096);
BPF_RINGBUF_OUTPUT(ios, 16);

int handed_in(struct pt_regs *ctx, struct bio *bio)
{
	struct place_t at = {bio->bi_bdev->bd_dev, bio->bi_iter.bi_sector};
	struct owner_t by = {bpf_ktime_get_ns(), bpf_get_current_pid_tgid() >> 32};

	bpf_get_current_comm(by.comm, sizeof(by.comm));
	bpf_probe_read_kernel_str(by.disk, DISK_NAME_LEN, bio->bi_bdev->bd_disk->disk_name);
	owners.update(&at, &by);
	return 0;
}

TRACEPOINT_PROBE(block, block_rq_complete)
{
	struct place_t at = {args->dev, args->sector};
	struct owner_t *by = owners.lookup(&at);
	struct io_t *io;

	if (!by)
		return 0;
	io = ios.ringbuf_reserve(sizeof(struct io_t));
	if (!io)
		return 0;
	io->at = at;
	io->by = *by;
	io->ns = bpf_ktime_get_ns() - by->since;
	io->sectors = args->nr_sector;
	__builtin_memcpy(io->rwbs, args->rwbs, sizeof(io->rwbs));
	ios.ringbuf_submit(io, 0);
	owners.delete(&at);
	return 0;
}
