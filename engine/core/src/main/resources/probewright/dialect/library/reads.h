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
