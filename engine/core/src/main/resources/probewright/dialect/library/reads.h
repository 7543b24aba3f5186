/* SPDX-License-Identifier: GPL-2.0-only OR Apache-2.0 */
/*
 * What reads become where no macro of libbpf is enough.
 * An expanded program gets the items that it uses.
 */

/* what stands at an address outside of BPF's own memory; zero when it cannot be read */
#define kread(what) ({ \
	typeof(what) read_; \
	bpf_probe_read((void *)&read_, sizeof(read_), (const void *)&(what)); \
	read_; \
})

/* the same in the memory of the process that the program runs in */
#define uread(what) ({ \
	typeof(what) read_; \
	bpf_probe_read_user((void *)&read_, sizeof(read_), (const void *)&(what)); \
	read_; \
})

/* a bit field behind a pointer to a struct of the kernel's */
#define kread_bits(pointer, field) ({ \
	typeof(pointer) from_ = (pointer); \
	BPF_CORE_READ_BITFIELD_PROBED(from_, field); \
})

/* a bit field behind a pointer to any other struct, which is copied whole */
#define kread_copy(pointer, field) ({ \
	typeof(*(pointer)) copy_; \
	bpf_probe_read((void *)&copy_, sizeof(copy_), (const void *)(pointer)); \
	copy_.field; \
})

/* the same in the memory of the process that the program runs in */
#define uread_copy(pointer, field) ({ \
	typeof(*(pointer)) copy_; \
	bpf_probe_read_user((void *)&copy_, sizeof(copy_), (const void *)(pointer)); \
	copy_.field; \
})

/* memcpy from outside of BPF's own memory */
#define kcopy(to, from, size) bpf_probe_read((to), (size), (const void *)(from))

/* the same from the memory of the process that the program runs in */
#define ucopy(to, from, size) bpf_probe_read_user((to), (size), (const void *)(from))
