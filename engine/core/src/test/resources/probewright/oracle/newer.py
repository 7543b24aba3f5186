# bcc 0.26 brings its own linux/bpf.h, and the headers of 6.12 want types that came after it: <net/sock.h> and what
# includes it does not compile there by bcc alone. Their sizes and alignments are uapi.
import os

TYPES = "" if os.uname().release.startswith("6.1.") else """
struct bpf_wq { unsigned long long opaque[2]; } __attribute__((aligned(8)));
struct bpf_rb_root { unsigned long long opaque[2]; } __attribute__((aligned(8)));
struct bpf_rb_node { unsigned long long opaque[4]; } __attribute__((aligned(8)));
struct bpf_refcount { unsigned int opaque[1]; } __attribute__((aligned(4)));
"""
