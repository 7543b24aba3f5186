// attach: kprobe:tty_write=written
// What is written to terminals; the data moved into an iterator in 5.10.
// workload: script -qc 'echo to a terminal' /dev/null < /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/uio.h>

#define BUFSIZE 64

struct screen_t { u64 count; u32 ino; u32 shown; char buf[BUFSIZE]; };
BPF_ARRAY(scratch, struct screen_t, 1);
BPF_PERF_OUTPUT(screens);

int written(struct pt_regs *ctx, struct kiocb *iocb, struct iov_iter *from)
{
	int zero = 0;
	struct screen_t *s = scratch.lookup(&zero);

	if (!s)
		return 0;
	s->ino = iocb->ki_filp->f_inode->i_ino;
	s->count = from->count;
	s->shown = from->iov_offset;
	if (s->count > BUFSIZE)
		s->count = BUFSIZE;
	screens.perf_submit(ctx, s, sizeof(*s));
	return 0;
}
