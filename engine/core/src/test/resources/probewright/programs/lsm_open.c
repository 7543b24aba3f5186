// A security hook that looks and never refuses.
// workload: cat /etc/passwd
#include <linux/fs.h>

BPF_ARRAY(opens, u64, 2);

LSM_PROBE(file_open, struct file *file)
{
	opens.increment(file->f_mode & 2 ? 1 : 0);
	return 0;
}
