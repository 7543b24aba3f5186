// Files by what is taken from the page cache and what is put there.
// workload: cat /bin/bash > /dev/null
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/mm.h>

struct cached_t { u64 inode; dev_t device; uid_t uid; };
struct traffic_t { u64 taken, put; };
BPF_HASH(traffic, struct cached_t, struct traffic_t);

static struct cached_t file_of(struct address_space *mapping)
{
	struct inode *host = mapping->host;
	struct cached_t c = {};

	c.inode = host->i_ino;
	c.device = host->i_sb->s_dev;
	c.uid = bpf_get_current_uid_gid();
	return c;
}

int kprobe__folio_mark_accessed(struct pt_regs *ctx, struct folio *folio)
{
	struct cached_t c = file_of(folio->mapping);
	struct traffic_t none = {}, *t = traffic.lookup_or_try_init(&c, &none);

	if (t)
		t->taken += 1;
	return 0;
}

int kprobe__filemap_add_folio(struct pt_regs *ctx, struct address_space *mapping)
{
	struct cached_t c = file_of(mapping);
	struct traffic_t none = {}, *t = traffic.lookup_or_try_init(&c, &none);

	if (t)
		t->put += 1;
	return 0;
}
