// attach: kprobe:tty_write=written
// Bytes written to each terminal, by its name, which is behind a pointer to anything.
// workload: script -qc 'echo to a terminal' /dev/null < /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/uio.h>
#include <linux/tty.h>

struct terminal_t { char name[16]; char writer[TASK_COMM_LEN]; };
BPF_HASH(terminals, struct terminal_t);

int written(struct pt_regs *ctx, struct kiocb *iocb, struct iov_iter *from)
{
	struct tty_file_private *mine = iocb->ki_filp->private_data;
	struct tty_struct *tty = mine->tty;
	struct terminal_t t = {};
	u64 bytes = from->count;

	bpf_probe_read_kernel_str(t.name, sizeof(t.name), tty->name);
	bpf_get_current_comm(t.writer, sizeof(t.writer));
	terminals.increment(t, bytes);
	return 0;
}
