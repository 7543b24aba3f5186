// attach: kprobe:vfs_open=opened
// Seven values in one line, a text of other letters, and macros around reads.
// workload: cat /etc/passwd
#include <linux/fs.h>
#include <linux/sched.h>

#define INO(f) ((f)->f_inode->i_ino)
#define MODE(f) ((f)->f_inode->i_mode & 0777)
#define BIGGER(a, b) ((a) > (b) ? (a) : (b))

int opened(struct pt_regs *ctx, const struct path *path, struct file *file)
{
	struct task_struct *t = (struct task_struct *)bpf_get_current_task();
	struct inode *inode = path->dentry->d_inode;

	bpf_trace_printk("打开 %s by %d (%d) prio %d: %lu mode %x of %s\n",
			 path->dentry->d_name.name, t->pid, t->real_parent->pid, t->prio,
			 inode->i_ino, inode->i_mode & 0777, t->comm);
	if (BIGGER(inode->i_ino, path->dentry->d_parent->d_inode->i_ino) == INO(file))
		bpf_trace_printk("%lu %d\n", INO(file), MODE(file));
	return 0;
}
