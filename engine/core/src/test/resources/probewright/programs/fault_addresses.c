// attach: kprobe:handle_mm_fault=faulted
// Which mapped files are faulted in, and how.
// workload: ls /
#include <linux/mm.h>
#include <linux/fs.h>

struct mapping_t { u64 inode; u32 write; char name[32]; };
BPF_HASH(mappings, struct mapping_t);

int faulted(struct pt_regs *ctx, struct vm_area_struct *vma, unsigned long address, unsigned int flags)
{
	struct mapping_t m = {};
	struct file *file = vma->vm_file;

	if (!file || address < vma->vm_start)
		return 0;
	m.inode = file->f_inode->i_ino;
	m.write = flags & FAULT_FLAG_WRITE ? 1 : 0;
	bpf_probe_read_kernel_str(&m.name, sizeof(m.name), file->f_path.dentry->d_iname);
	mappings.increment(m);
	return 0;
}
