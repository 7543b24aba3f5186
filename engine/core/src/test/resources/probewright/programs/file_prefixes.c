// Names compared letter by letter in an unrolled loop, and kept in a map.
// workload: cat /etc/passwd
#include <uapi/linux/ptrace.h>
#include <linux/fs.h>
#include <linux/dcache.h>

struct name_t {
	char name[32];
	u8 kind;
} __attribute__((packed));

struct slot_t { u64 count; struct name_t last[2]; };

BPF_HASH(slots, u32, struct slot_t, 1 << 8);

static inline int has_prefix(const char *name)
{
	char want[] = "pass";

#pragma unroll
	for (int i = 0; i < sizeof(want) - 1; ++i) {
		if (name[i] != want[i])
			return 0;
	}
	return 1;
}

static inline u8 kind_of(umode_t mode)
{
	switch (mode & S_IFMT) {
	case S_IFREG: return 'r';
	case S_IFDIR: return 'd';
	case S_IFLNK: return 'l';
	case S_IFSOCK: return 's';
	case S_IFCHR: return 'c';
	case S_IFBLK: return 'b';
	case S_IFIFO: return 'p';
	default: return '?';
	}
}

static __always_inline int note(struct pt_regs *ctx, struct file *file)
{
	u32 key = bpf_get_smp_processor_id();
	struct slot_t zero, *slot;
	struct dentry *de = file->f_path.dentry;
	struct qstr d_name = de->d_name;

	__builtin_memset(&zero, 0, sizeof(zero));
	slot = slots.lookup_or_try_init(&key, &zero);
	if (!slot)
		return 0;
	__builtin_memcpy(&slot->last[1], &slot->last[0], sizeof(struct name_t));
	bpf_probe_read_str(slot->last[0].name, sizeof(slot->last[0].name), d_name.name);
	slot->last[0].kind = kind_of(de->d_inode->i_mode);
	asm volatile("" ::: "memory");
	if (has_prefix(slot->last[0].name))
		slot->count++;
	return PT_REGS_PARM1(ctx) != 0;
}

int kprobe__vfs_read(struct pt_regs *ctx, struct file *file)
{
	return note(ctx, file), 0;
}
