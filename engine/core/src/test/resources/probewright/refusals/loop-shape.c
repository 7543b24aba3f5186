struct walk_t {
	u32 depth;
	char names[8][32];
};
BPF_RINGBUF_OUTPUT(walks, 16);

int kprobe__vfs_open(struct pt_regs *ctx, struct path *path)
{
	struct walk_t *walk = walks.ringbuf_reserve(sizeof(*walk));
	if (!walk)
		return 0;
	struct vfsmount *vfsmount = path->mnt;
	struct mount *mount = container_of(vfsmount, struct mount, mnt), *below;
	struct dentry *dentry = path->dentry, *parent;
	char *name = walk->names[0];
	walk->depth = 0;
	for (int i = 0; i < 8; i++) {
		struct qstr text;
		bpf_probe_read_kernel(&text, sizeof(text), &dentry->d_name);
		if (bpf_probe_read_kernel_str(name, 32, text.name) < 0)
			break;
		bpf_probe_read_kernel(&parent, sizeof(parent), &dentry->d_parent);
		if (dentry == parent) {
			bpf_probe_read_kernel(&below, sizeof(below), &mount->mnt_parent);
			if (mount == below)
				break;
			bpf_probe_read_kernel(&dentry, sizeof(dentry), &mount->mnt_mountpoint);
			mount = below;
			walk->depth++;
			name += 32;
			continue;
		}
		name += 32;
		dentry = parent;
		walk->depth++;
	}
	walks.ringbuf_submit(walk, 0);
	return 0;
}
