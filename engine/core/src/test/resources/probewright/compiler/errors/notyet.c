#include
#include <linux/fs.h>
BPF_STACK_TRACE(stacks, 128);
TRACEPOINT_PROBE(random, urandom_read) { return 0; }
